package org.weftmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.weftmq.fixture.Caller;
import org.weftmq.fixture.FifoSocket;
import org.weftmq.fixture.World;

class SelectTest {
  private static final Duration LONG = Duration.ofHours(1);

  @RegisterExtension final World world = new World();

  private FifoSocket one;
  private FifoSocket two;
  private FifoSocket toOne;
  private FifoSocket toTwo;
  private Select<String> select;

  @BeforeEach
  void join() {
    one = world.open(SocketType.PULL).bind("inproc://one");
    two = world.open(SocketType.PULL).bind("inproc://two");
    toOne = world.open(SocketType.PUSH).connect("inproc://one");
    toTwo = world.open(SocketType.PUSH).connect("inproc://two");
    select =
        Select.first(one.onReceive(m -> "one " + m.text()), two.onReceive(m -> "two " + m.text()));
  }

  @Test
  void givesWhatComesFirst() throws Exception {
    var selecting = world.blocked(() -> select.await(LONG));

    toTwo.send("x");

    assertThat(selecting.result()).contains("two x");
  }

  @Test
  void takesWhatIsThereWithoutWaiting() throws Exception {
    toTwo.send("x");

    assertThat(select.await(Duration.ZERO)).contains("two x");
  }

  @Test
  void refusesAClauseThatGivesNothing() throws Exception {
    toOne.send("x");
    var nothing = Select.first(one.<String>onReceive(m -> null));

    assertThatThrownBy(() -> nothing.await(LONG))
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("gave null");
    assertThat(one.stats().received()).isEqualTo(1);
  }

  @Test
  void prefersTheEarlierClause() throws Exception {
    toOne.send("x");
    toTwo.send("y");

    assertThat(select.await(LONG)).contains("one x");
    assertThat(select.await(LONG)).contains("two y");
  }

  @Test
  void doesExactlyOneClause() throws Exception {
    var selecting = world.blocked(() -> select.await(LONG));

    toOne.send("x");
    toTwo.send("y");

    var first = selecting.result().orElseThrow();
    var left = first.startsWith("one") ? two.tryReceive() : one.tryReceive();
    assertThat(left).isPresent();
    assertThat(one.tryReceive()).isEmpty();
    assertThat(two.tryReceive()).isEmpty();
    assertThat(one.stats().received() + two.stats().received()).isEqualTo(2);
  }

  @Test
  void givesUpWhenTheTimeIsOverAndConsumesNothing() throws Exception {
    assertThat(select.await(Duration.ofMillis(5))).isEmpty();

    toOne.send("x");
    toTwo.send("y");

    assertThat(one.receive().text()).isEqualTo("x");
    assertThat(two.receive().text()).isEqualTo("y");
  }

  @Test
  void waitsForEverWhenNoTimeIsGiven() throws Exception {
    var selecting = world.blocked(() -> select.await());

    toOne.send("x");

    assertThat(selecting.result()).isEqualTo("one x");
  }

  @Test
  void aReceiverThatCameLaterDoesNotOvertakeASelect() throws Exception {
    var selecting = world.blocked(() -> select.await(LONG));
    var receiving = world.blocked(() -> one.receive());

    toOne.send("1");
    toOne.send("2");

    assertThat(selecting.result()).contains("one 1");
    assertThat(receiving.result().text()).isEqualTo("2");
  }

  @Test
  void aSelectServedElsewhereDoesNotHoldUpThoseBehindIt() throws Exception {
    var selecting = world.blocked(() -> select.await(LONG));
    var receiving = world.blocked(() -> one.receive());

    toTwo.send("for the select");
    toOne.send("for the receiver");

    assertThat(selecting.result()).contains("two for the select");
    assertThat(receiving.result().text()).isEqualTo("for the receiver");
  }

  @Test
  void oneThatIsInterruptedBeforehandConsumesNothing() throws Exception {
    toOne.send("kept");
    var selecting =
        Caller.start(
            () -> {
              Thread.currentThread().interrupt();
              return select.await(LONG);
            });

    assertThatThrownBy(selecting::result).isInstanceOf(InterruptedException.class);
    assertThat(one.receive().text()).isEqualTo("kept");
  }

  @Test
  void oneThatIsInterruptedWhileItWaitsConsumesNothing() throws Exception {
    var selecting = world.blocked(() -> select.await(LONG));

    selecting.interrupt();

    assertThatThrownBy(selecting::result).isInstanceOf(InterruptedException.class);
    toOne.send("x");
    assertThat(one.receive().text()).isEqualTo("x");
  }

  @Test
  void endsWhenOneOfTheSocketsIsClosed() throws Exception {
    var selecting = world.blocked(() -> select.await(LONG));

    two.close();

    assertThatThrownBy(selecting::result).isInstanceOf(SocketClosedException.class);
    toOne.send("kept");
    assertThat(one.receive().text()).isEqualTo("kept");
  }

  @Test
  void failsAtOnceWhenOneOfTheSocketsIsClosedAlready() {
    two.close();

    assertThatThrownBy(() -> select.await(LONG)).isInstanceOf(SocketClosedException.class);
  }

  @Test
  void canWaitToSendAndToReceive() throws Exception {
    var full = world.open(SocketType.PAIR);
    var both =
        Select.first(
            full.core().sending(Message.of("out"), () -> "sent"),
            one.onReceive(m -> "received " + m.text()));
    var selecting = world.blocked(() -> both.await(LONG));

    full.bind("inproc://pair");
    var peer = world.open(SocketType.PAIR).connect("inproc://pair");

    assertThat(selecting.result()).contains("sent");
    assertThat(peer.receive().text()).isEqualTo("out");
    toOne.send("x");
    assertThat(one.receive().text()).isEqualTo("x");
  }

  @Test
  void aSendThatWasNotChosenIsNeverSent() throws Exception {
    var full = world.open(SocketType.PAIR);
    var both =
        Select.first(
            full.core().sending(Message.of("never"), () -> "sent"),
            one.onReceive(m -> "received " + m.text()));
    var selecting = world.blocked(() -> both.await(LONG));

    toOne.send("x");

    assertThat(selecting.result()).contains("received x");
    full.bind("inproc://pair");
    assertThat(world.open(SocketType.PAIR).connect("inproc://pair").tryReceive()).isEmpty();
    assertThat(full.stats().offered()).isZero();
  }

  @Test
  void mayWaitForTheSameSocketTwice() throws Exception {
    var twice = Select.first(one.onReceive(m -> "first"), one.onReceive(m -> "second"));
    var selecting = world.blocked(() -> twice.await(LONG));

    toOne.send("1");
    toOne.send("2");

    assertThat(selecting.result()).contains("first");
    assertThat(one.receive().text()).isEqualTo("2");
  }

  @Test
  void doesTheFollowingWorkOnTheThreadThatSelects() throws Exception {
    var where = Select.first(one.onReceive(m -> Thread.currentThread()));
    var selecting = world.blocked(() -> where.await(LONG));

    toOne.send("x");

    assertThat(selecting.result()).contains(selecting.thread());
  }

  @Test
  void whatTheFollowingWorkThrowsIsTheCallersAlone() throws Exception {
    var failing =
        Select.first(
            one.onReceive(
                m -> {
                  throw new IllegalStateException("mine");
                }));
    toOne.send("x");

    assertThatThrownBy(() -> failing.await(LONG)).hasMessage("mine");
    assertThat(one.core().isClosed()).isFalse();
  }

  @Test
  void mayBeAwaitedAgainAndAgainByManyThreads() throws Exception {
    var callers = new ArrayList<Caller<Integer>>();
    var count = 1_000;
    for (var t = 0; t < 4; t++) {
      callers.add(
          Caller.start(
              () -> {
                var got = 0;
                for (var result = select.await(LONG);
                    !result.equals(Optional.of("one end"));
                    result = select.await(LONG)) {
                  got++;
                }
                return got;
              }));
    }

    for (var i = 0; i < count / 2; i++) {
      toOne.send("x");
      toTwo.send("y");
    }
    for (var t = 0; t < 4; t++) {
      toOne.send("end");
    }

    var got = 0;
    for (var caller : callers) {
      got += caller.result();
    }
    while (two.tryReceive().isPresent()) {
      got++; // an "end" may have been preferred
    }
    assertThat(got).isEqualTo(count);
  }

  @Test
  void twoSelectsOverTheSameSocketsInOppositeOrderDoNotBlockEachOther() throws Exception {
    var opposite = Select.first(two.onReceive(m -> "two"), one.onReceive(m -> "one"));
    var count = 500;
    var a = Caller.start(() -> drain(select, count));
    var b = Caller.start(() -> drain(opposite, count));

    for (var i = 0; i < count; i++) {
      toOne.send("x");
      toTwo.send("x");
    }

    assertThat(a.result() + b.result()).isEqualTo(2 * count);
  }

  private static int drain(Select<String> from, int count) throws InterruptedException {
    for (var i = 0; i < count; i++) {
      from.await();
    }
    return count;
  }

  @Test
  void needsAtLeastOneClause() {
    assertThatThrownBy(Select::<String>first).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void mayWaitOnSocketsOfSeveralContexts() throws Exception {
    try (var other = Context.open(world)) {
      var pull = FifoSocket.open(other, SocketType.PULL).bind("inproc://one");
      FifoSocket.open(other, SocketType.PUSH).connect("inproc://one").send("elsewhere");

      assertThat(
              Select.first(one.onReceive(Message::text), pull.onReceive(Message::text)).await(LONG))
          .contains("elsewhere");
    }
  }
}
