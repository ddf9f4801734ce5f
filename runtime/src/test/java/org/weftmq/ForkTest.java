package org.weftmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.weftmq.fixture.World;

class ForkTest {
  private static final Duration LONG = Duration.ofSeconds(5);

  @RegisterExtension final World world = new World();

  @Test
  void joinsTheChildWithItsParent() throws Exception {
    try (var pair =
        world.context().fork("echo", child -> child.send("echo of " + child.receive().text()))) {
      pair.send("hello");

      assertThat(pair.receive().text()).isEqualTo("echo of hello");
    }
  }

  @Test
  void runsTheBodyOnAVirtualThreadOfThatName() throws Exception {
    var thread = new CompletableFuture<Thread>();

    world.context().fork("worker", child -> thread.complete(Thread.currentThread()));

    assertThat(thread.get(5, TimeUnit.SECONDS).getName()).isEqualTo("worker");
    assertThat(thread.get().isVirtual()).isTrue();
  }

  @Test
  void theParentReceivesAllThatTheChildSentBeforeItsEndIsClosed() throws Exception {
    var pair =
        world
            .context()
            .fork(
                "counter",
                child -> {
                  for (var i = 0; i < 100; i++) {
                    child.send("" + i);
                  }
                });

    var got = new ArrayList<String>();
    for (var message : pair) {
      got.add(message.text());
    }

    assertThat(got).isEqualTo(IntStream.range(0, 100).mapToObj(i -> "" + i).toList());
    assertThatThrownBy(() -> pair.send("nobody")).isInstanceOf(SocketClosedException.class);
  }

  @Test
  void theParentsEndIsClosedWhenTheChildThrows() {
    var pair =
        world
            .context()
            .fork(
                "failing",
                child -> {
                  throw new IllegalStateException("on purpose");
                });

    assertThatThrownBy(() -> pair.receive(LONG)).isInstanceOf(SocketClosedException.class);
  }

  @Test
  void theChildReceivesAllThatTheParentSentBeforeItsEndIsClosed() throws Exception {
    var got = new CompletableFuture<Integer>();
    var start = new CountDownLatch(1);
    var pair =
        world
            .context()
            .fork(
                "adder",
                child -> {
                  start.await();
                  var sum = 0;
                  for (var message : child) {
                    sum += Integer.parseInt(message.text());
                  }
                  got.complete(sum);
                });
    for (var i = 1; i <= 100; i++) {
      pair.send("" + i);
    }

    pair.close();
    start.countDown();

    assertThat(got.get(5, TimeUnit.SECONDS)).isEqualTo(5050);
  }

  @Test
  void aChildThatWaitsEndsWhenItsParentClosesItsEnd() {
    var pair = world.context().fork("waiting", child -> child.receive());

    pair.close();

    World.await().until(() -> world.liveThreads() == 0);
  }

  @Test
  void aChildThatWaitsEndsWithTheContext() {
    var pair = world.context().fork("waiting", child -> child.receive());

    world.context().close();

    assertThatThrownBy(() -> pair.receive()).isInstanceOf(SocketClosedException.class);
    World.await().until(() -> world.liveThreads() == 0);
  }

  @Test
  void nobodyElseMayJoin() throws Exception {
    var pair = world.context().fork("echo", child -> child.send(child.receive()));

    var stranger = world.context().open(SocketType.PAIR);
    stranger.connect("inproc://weft-fork-1");

    assertThat(stranger.awaitPeers(1, Duration.ofMillis(5))).isFalse();
    pair.send("x");
    assertThat(pair.receive().text()).isEqualTo("x");
  }

  @Test
  void forksMayHaveTheSameName() throws Exception {
    var one = world.context().fork("same", child -> child.send("one"));
    var two = world.context().fork("same", child -> child.send("two"));

    assertThat(one.receive().text()).isEqualTo("one");
    assertThat(two.receive().text()).isEqualTo("two");
  }

  @Test
  void aClosedContextForksNothing() {
    world.context().close();

    assertThatThrownBy(() -> world.context().fork("late", child -> {}))
        .isInstanceOf(SocketClosedException.class);
  }
}
