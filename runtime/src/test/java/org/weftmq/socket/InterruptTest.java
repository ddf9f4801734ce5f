package org.weftmq.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.weftmq.SocketOptions.SEND_HIGH_WATER_MARK;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.weftmq.Message;
import org.weftmq.SocketType;
import org.weftmq.fixture.Caller;
import org.weftmq.fixture.FifoSocket;
import org.weftmq.fixture.World;

class InterruptTest {
  private static final Duration LONG = Duration.ofHours(1);

  // Runs between a ticket's being done and its owner's being told.
  private final AtomicReference<Runnable> beforeUnpark = new AtomicReference<>(() -> {});

  @RegisterExtension
  final World world =
      new World() {
        @Override
        public void unpark(Thread thread) {
          beforeUnpark.get().run();
          super.unpark(thread);
        }
      };

  private FifoSocket push;
  private FifoSocket pull;

  @BeforeEach
  void join() {
    pull = world.open(SocketType.PULL).bind("inproc://here");
    push = world.open(SocketType.PUSH);
  }

  @Test
  void aReceiverThatIsInterruptedBeforehandConsumesNothing() throws Exception {
    push.connect("inproc://here").send("kept");
    var receiving =
        Caller.start(
            () -> {
              Thread.currentThread().interrupt();
              return pull.receive();
            });

    assertThatThrownBy(receiving::result).isInstanceOf(InterruptedException.class);
    assertThat(pull.receive().text()).isEqualTo("kept");
  }

  @Test
  void aSenderThatIsInterruptedBeforehandSendsNothing() throws Exception {
    push.connect("inproc://here");
    var sending =
        Caller.start(
            () -> {
              Thread.currentThread().interrupt();
              return push.send(Message.of("never"), LONG);
            });

    assertThatThrownBy(sending::result).isInstanceOf(InterruptedException.class);
    assertThat(push.stats().offered()).isZero();
    assertThat(pull.tryReceive()).isEmpty();
  }

  @Test
  void aReceiverThatIsInterruptedWhileItWaitsConsumesNothing() throws Exception {
    var receiving = world.blocked(() -> pull.receive());

    receiving.interrupt();

    assertThatThrownBy(receiving::result).isInstanceOf(InterruptedException.class);
    push.connect("inproc://here").send("kept");
    assertThat(pull.receive().text()).isEqualTo("kept");
  }

  @Test
  void aSenderThatIsInterruptedWhileItWaitsSendsNothing() throws Exception {
    var sending = world.blocked(() -> push.send(Message.of("never"), LONG));

    sending.interrupt();

    assertThatThrownBy(sending::result).isInstanceOf(InterruptedException.class);
    push.connect("inproc://here").send("after");
    assertThat(pull.receive().text()).isEqualTo("after");
    assertThat(push.stats().offered()).isEqualTo(1);
  }

  @Test
  void anInterruptThrownAsAnExceptionClearsTheFlag() throws Exception {
    var receiving =
        world.blocked(
            () -> {
              try {
                pull.receive();
                return "received";
              } catch (InterruptedException e) {
                return "interrupted, flag " + Thread.currentThread().isInterrupted();
              }
            });

    receiving.interrupt();

    assertThat(receiving.result()).isEqualTo("interrupted, flag false");
  }

  @Test
  void aMessageThatWasTakenWinsOverAnInterruptWhoseFlagIsKept() throws Exception {
    push.connect("inproc://here");
    var receiving = world.blocked(() -> pull.receive());
    beforeUnpark.set(receiving::interrupt);

    push.send("won");

    assertThat(receiving.result().text()).isEqualTo("won");
    assertThat(receiving.wasLeftInterrupted()).isTrue();
  }

  @Test
  void aMessageThatWasSentWinsOverAnInterruptWhoseFlagIsKept() throws Exception {
    push.set(SEND_HIGH_WATER_MARK, 1).connect("inproc://elsewhere").send("0");
    var sending = world.blocked(() -> push.send(Message.of("1"), LONG));
    beforeUnpark.set(sending::interrupt);

    push.connect("inproc://here");

    assertThat(sending.result()).isTrue();
    assertThat(sending.wasLeftInterrupted()).isTrue();
    assertThat(pull.receive().text()).isEqualTo("1");
  }

  @Test
  void oneThatIsInterruptedDoesNotHoldUpThoseBehindIt() throws Exception {
    var first = world.blocked(() -> pull.receive());
    var second = world.blocked(() -> pull.receive());

    first.interrupt();
    assertThatThrownBy(first::result).isInstanceOf(InterruptedException.class);
    push.connect("inproc://here").send("for the second");

    assertThat(second.result().text()).isEqualTo("for the second");
  }

  @Test
  void tryingIsNotDisturbedByAnInterruptAndKeepsItsFlag() throws Exception {
    push.connect("inproc://here");
    var trying =
        Caller.start(
            () -> {
              Thread.currentThread().interrupt();
              return push.trySend(Message.of("sent")) && pull.tryReceive().isPresent();
            });

    assertThat(trying.result()).isTrue();
    assertThat(trying.wasLeftInterrupted()).isTrue();
  }

  @Test
  void callsThatDoNotWaitForAPeerKeepTheFlag() throws Exception {
    var calling =
        Caller.start(
            () -> {
              Thread.currentThread().interrupt();
              push.set(SEND_HIGH_WATER_MARK, 5).connect("inproc://here").connect("mem://nobody");
              push.disconnect("mem://nobody");
              return push.stats().peers() + push.endpoints().size();
            });

    assertThat(calling.result()).isEqualTo(1);
    assertThat(calling.wasLeftInterrupted()).isTrue();
  }

  @Test
  void awaitingPeersCanBeInterrupted() throws Exception {
    var waiting = world.blocked(() -> pull.awaitPeers(1, LONG));

    waiting.interrupt();

    assertThatThrownBy(waiting::result).isInstanceOf(InterruptedException.class);
    push.connect("inproc://here");
    assertThat(pull.awaitPeers(1, LONG)).isTrue();
  }

  @Test
  void everyMessageIsEitherReceivedOrStillThereHoweverInterruptsFall() throws Exception {
    push.connect("inproc://here");
    var rounds = 300;
    var received = 0;
    for (var i = 0; i < rounds; i++) {
      var receiving = Caller.start(() -> pull.receive());
      var sending =
          Caller.start(
              () -> {
                push.send("x");
                return null;
              });
      receiving.interrupt();
      sending.result();
      try {
        receiving.result();
        received++;
      } catch (InterruptedException e) {
        // then the message is still there
      }
    }
    while (pull.tryReceive().isPresent()) {
      received++;
    }

    assertThat(received).isEqualTo(rounds);
  }
}
