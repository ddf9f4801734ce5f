package org.weftmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.weftmq.fixture.Caller;
import org.weftmq.fixture.FifoRouting;
import org.weftmq.fixture.FifoSocket;
import org.weftmq.fixture.ManualWorld;
import org.weftmq.fixture.MemTransport;
import org.weftmq.fixture.World;

class ContextTest {
  private static final Duration HOUR = Duration.ofHours(1);

  @RegisterExtension final ManualWorld world = new ManualWorld();

  private Caller<String> closing() {
    return world.blocked(
        () -> {
          world.context().close();
          return "closed";
        });
  }

  private FifoSocket lingering(Duration linger) throws InterruptedException {
    var push = world.open(SocketType.PUSH).set(SocketOptions.LINGER, linger);
    push.connect("mem://nobody").send("unwritten");
    return push;
  }

  @Test
  void closingClosesItsSocketsAndWakesWhoWaits() throws Exception {
    var one = world.open(SocketType.PAIR);
    var two = world.open(SocketType.PAIR);
    var receiving = world.blocked(() -> one.receive());
    var sending = world.blocked(() -> two.send(Message.of("x"), HOUR));

    world.context().close();

    assertThatThrownBy(receiving::result).isInstanceOf(SocketClosedException.class);
    assertThatThrownBy(sending::result).isInstanceOf(SocketClosedException.class);
    assertThat(world.context().isClosed()).isTrue();
  }

  @Test
  void socketsLingerTogetherNotOneAfterTheOther() throws Exception {
    for (var i = 0; i < 10; i++) {
      lingering(Duration.ofMinutes(1));
    }
    var closing = closing();

    world.pass(Duration.ofMinutes(1));

    assertThat(closing.result()).isEqualTo("closed");
  }

  @Test
  void eachSocketLingersAsLongAsItsOwnOptionSays() throws Exception {
    var brief = lingering(Duration.ofMinutes(1));
    var patient = lingering(Duration.ofMinutes(5));
    var closing = closing();

    world.pass(Duration.ofMinutes(4));
    World.await().untilAsserted(() -> assertThat(brief.stats().queued()).isZero());
    assertThat(patient.stats().queued()).isEqualTo(1);
    assertThat(closing.isDone()).isFalse();
    world.pass(Duration.ofMinutes(1));

    assertThat(closing.result()).isEqualTo("closed");
    assertThat(patient.stats().queued()).isZero();
  }

  @Test
  void aPatientSocketDoesNotKeepABriefOneFromGivingUp() throws Exception {
    var patient = lingering(Option.FOREVER);
    var brief = lingering(Duration.ofMinutes(1));
    var closing = closing();

    world.pass(Duration.ofMinutes(1));

    World.await().untilAsserted(() -> assertThat(brief.stats().queued()).isZero());
    patient.close(Duration.ZERO);
    assertThat(closing.result()).isEqualTo("closed");
  }

  @Test
  void opensNothingOnceItIsClosed() {
    world.context().close();

    assertThatThrownBy(() -> world.open(SocketType.PUSH))
        .isInstanceOf(SocketClosedException.class)
        .hasMessage("cannot open a PUSH: the context is closed");
    assertThatThrownBy(() -> world.context().open(SocketType.PAIR))
        .isInstanceOf(SocketClosedException.class);
  }

  @Test
  void closingAgainDoesNothingMore() {
    world.open(SocketType.PAIR);
    world.context().close();
    world.context().close();

    assertThat(world.context().isClosed()).isTrue();
  }

  @Test
  void manyThreadsMayCloseItWhileOthersOpenSockets() throws Exception {
    for (var round = 0; round < 50; round++) {
      var context = Context.open(world);
      var opening =
          Caller.start(
              () -> {
                try {
                  for (; ; ) {
                    FifoSocket.open(context, SocketType.PAIR).bind("mem://*");
                  }
                } catch (SocketClosedException e) {
                  return "refused";
                }
              });
      var closing =
          Caller.start(
              () -> {
                context.close();
                return "closed";
              });
      context.close();

      assertThat(closing.result()).isEqualTo("closed");
      assertThat(opening.result()).isEqualTo("refused");
    }
    World.await().untilAsserted(() -> assertThat(world.liveThreads()).isZero());
  }

  @Test
  void leavesOtherContextsAlone() throws Exception {
    try (var other = Context.open(world)) {
      var pull = FifoSocket.open(other, SocketType.PULL).bind("inproc://here");
      var push = FifoSocket.open(other, SocketType.PUSH).connect("inproc://here");

      world.context().close();
      push.send("still works");

      assertThat(pull.receive().text()).isEqualTo("still works");
    }
  }

  @Test
  void namesOfInprocEndpointsAreItsOwn() throws Exception {
    try (var other = Context.open(world)) {
      world.open(SocketType.PULL).bind("inproc://here");

      FifoSocket.open(other, SocketType.PULL).bind("inproc://here");
      var stranger = FifoSocket.open(other, SocketType.PUB).connect("inproc://here");

      assertThat(stranger.awaitPeers(1, Duration.ZERO)).isFalse();
    }
  }

  @Test
  void namesWhatIsMissingWhenNothingProvidesAType() {
    assertThatThrownBy(() -> world.context().open(SocketType.CHANNEL))
        .isInstanceOf(WrongStateException.class)
        .hasMessage("cannot open a CHANNEL: no module on the path provides it; add weft-patterns");
  }

  @Test
  void tellsTheOptionsOfTheRuntimeTheTransportsAndTheType() {
    var own = Option.flag("own", false, "an option of the type's own");
    var core = world.context().open(SocketType.PUSH, new FifoRouting(), List.of(own));

    assertThat(core.option("linger")).contains(SocketOptions.LINGER);
    assertThat(core.option("mem-shade")).contains(MemTransport.SHADE);
    assertThat(core.option("own")).contains(own);
    assertThat(core.option("nonsense")).isEmpty();
  }

  @Test
  void isInTheWorldItWasGiven() {
    assertThat(world.context().environment()).isSameAs(world);
  }
}
