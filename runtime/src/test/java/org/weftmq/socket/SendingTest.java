package org.weftmq.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.weftmq.SocketOptions.RECEIVE_HIGH_WATER_MARK;
import static org.weftmq.SocketOptions.SEND_HIGH_WATER_MARK;
import static org.weftmq.SocketOptions.SEND_TIMEOUT;

import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.weftmq.Message;
import org.weftmq.SocketType;
import org.weftmq.TimedOutException;
import org.weftmq.fixture.Caller;
import org.weftmq.fixture.FifoSocket;
import org.weftmq.fixture.ManualWorld;
import org.weftmq.fixture.World;

class SendingTest {
  @RegisterExtension final ManualWorld world = new ManualWorld();

  /** A sender whose queue has room for one message, and nobody to take it as yet. */
  private FifoSocket narrow() {
    return world.open(SocketType.PUSH).set(SEND_HIGH_WATER_MARK, 1).connect("inproc://here");
  }

  private FifoSocket receiver() {
    return world.open(SocketType.PULL).set(RECEIVE_HIGH_WATER_MARK, 1).bind("inproc://here");
  }

  @Test
  void blocksWhileTheQueueIsFullAndGoesOnWhenRoomReturns() throws Exception {
    var push = narrow();
    push.send("first");
    var sending = world.blocked(() -> push.send(Message.of("second"), Duration.ofHours(1)));

    var pull = receiver();

    assertThat(sending.result()).isTrue();
    assertThat(pull.receive().text()).isEqualTo("first");
    assertThat(pull.receive().text()).isEqualTo("second");
  }

  @Test
  void goesOnWhenAPeerTakesAMessage() throws Exception {
    var pull = receiver();
    var push = narrow();
    push.send("1");
    push.send("2"); // over inproc both sides' marks add
    var sending = world.blocked(() -> push.send(Message.of("3"), Duration.ofHours(1)));

    pull.receive();

    assertThat(sending.result()).isTrue();
  }

  @Test
  void goesOnWhenAFirstPeerIsConnected() throws Exception {
    var push = world.open(SocketType.PUSH);
    var sending = world.blocked(() -> push.send(Message.of("hello"), Duration.ofHours(1)));

    push.connect("inproc://here");

    assertThat(sending.result()).isTrue();
  }

  @Test
  void givesUpWhenTheTimeIsOverAndNeverSends() throws Exception {
    var push = narrow();
    push.send("kept");
    var sending = world.blocked(() -> push.send(Message.of("given up"), Duration.ofMinutes(1)));

    world.pass(Duration.ofMinutes(1));

    assertThat(sending.result()).isFalse();
    var pull = receiver();
    assertThat(pull.receive().text()).isEqualTo("kept");
    assertThat(pull.tryReceive()).isEmpty();
    assertThat(push.stats().offered()).isEqualTo(1);
  }

  @Test
  void doesNotGiveUpBeforeTheTimeIsOver() throws Exception {
    var push = narrow();
    push.send("kept");
    var sending = world.blocked(() -> push.send(Message.of("late"), Duration.ofMinutes(1)));

    world.pass(Duration.ofSeconds(59));
    receiver();

    assertThat(sending.result()).isTrue();
  }

  @Test
  void givesUpAtOnceWithNoTimeAtAll() throws Exception {
    var push = narrow();
    push.send("kept");

    assertThat(push.send(Message.of("now"), Duration.ZERO)).isFalse();
    assertThat(push.send(Message.of("yesterday"), Duration.ofSeconds(-1))).isFalse();
  }

  @Test
  void sendsWithNoTimeAtAllWhenThereIsRoom() throws Exception {
    assertThat(narrow().send(Message.of("now"), Duration.ZERO)).isTrue();
  }

  @Test
  void takesTheLongestTimeThereIsAsForEver() throws Exception {
    var push = narrow();
    push.send("kept");
    var sending =
        world.blocked(() -> push.send(Message.of("x"), Duration.ofSeconds(Long.MAX_VALUE)));

    world.pass(Duration.ofDays(365));
    receiver();

    assertThat(sending.result()).isTrue();
  }

  @Test
  void triesWithoutWaiting() {
    var push = narrow();

    assertThat(push.trySend(Message.of("first"))).isTrue();
    assertThat(push.trySend(Message.of("second"))).isFalse();
  }

  @Test
  void throwsWhenTheSendTimeoutIsOver() throws Exception {
    var push = narrow().set(SEND_TIMEOUT, Duration.ofMinutes(1));
    push.send("kept");
    var sending =
        world.blocked(
            () -> {
              push.send("given up");
              return null;
            });

    world.pass(Duration.ofMinutes(1));

    assertThatThrownBy(sending::result)
        .isInstanceOf(TimedOutException.class)
        .hasMessageContaining("PUSH")
        .hasMessageContaining("send-timeout");
    assertThat(push.stats().offered()).isEqualTo(1);
  }

  @Test
  void aSendTimeoutOfNothingThrowsAtOnce() throws Exception {
    var push = narrow().set(SEND_TIMEOUT, Duration.ZERO);
    push.send("there is room");

    assertThatThrownBy(() -> push.send("there is none")).isInstanceOf(TimedOutException.class);
  }

  @Test
  void keepsTheOrderOfEachSendingThread() throws Exception {
    try (var host = world.network().bindRaw("mem://host")) {
      var push = world.open(SocketType.PUSH).connect("mem://host");
      var senders = new ArrayList<Caller<String>>();
      for (var t = 0; t < 3; t++) {
        var name = t;
        senders.add(
            Caller.start(
                () -> {
                  for (var i = 0; i < 500; i++) {
                    push.send(name + " " + i);
                  }
                  return "sent";
                }));
      }

      var peer = host.accept().greet(SocketType.PULL);
      var next = new int[3];
      for (var i = 0; i < 1_500; i++) {
        var words = peer.receive().orElseThrow().split(" ");
        assertThat(words[1]).isEqualTo("" + next[Integer.parseInt(words[0])]++);
      }

      assertThat(next).containsExactly(500, 500, 500);
      for (var sender : senders) {
        sender.result();
      }
    }
  }

  @Test
  void aTimeOfItsOwnIsNotLimitedByTheSendTimeout() throws Exception {
    var push = narrow().set(SEND_TIMEOUT, Duration.ofMillis(1));
    push.send("kept");
    var sending = world.blocked(() -> push.send(Message.of("patient"), Duration.ofHours(1)));

    world.pass(Duration.ofMinutes(1));
    receiver();

    assertThat(sending.result()).isTrue();
  }

  @Test
  void servesThoseWhoWaitInTheOrderInWhichTheyCame() throws Exception {
    var push = narrow();
    push.send("0");
    var waiting = new ArrayList<Caller<Boolean>>();
    for (var i = 1; i <= 5; i++) {
      var text = "" + i;
      waiting.add(world.blocked(() -> push.send(Message.of(text), Duration.ofHours(1))));
    }

    var pull = receiver();

    for (var i = 0; i <= 5; i++) {
      assertThat(pull.receive().text()).isEqualTo("" + i);
    }
    for (var caller : waiting) {
      assertThat(caller.result()).isTrue();
    }
  }

  @Test
  void oneThatGaveUpInFrontDoesNotHoldUpTheOthers() throws Exception {
    var push = narrow();
    push.send("0");
    var impatient = world.blocked(() -> push.send(Message.of("1"), Duration.ofMinutes(1)));
    var patient = world.blocked(() -> push.send(Message.of("2"), Duration.ofHours(1)));

    world.pass(Duration.ofMinutes(1));
    var gaveUp = impatient.result();
    var pull = receiver();

    assertThat(gaveUp).isFalse();
    assertThat(patient.result()).isTrue();
    assertThat(pull.receive().text()).isEqualTo("0");
    assertThat(pull.receive().text()).isEqualTo("2");
  }

  @Test
  void aTryDoesNotOvertakeThoseWhoWait() throws Exception {
    var push = narrow();
    push.send("0");
    world.blocked(() -> push.send(Message.of("1"), Duration.ofHours(1)));

    assertThat(push.trySend(Message.of("2"))).isFalse();
  }

  @Test
  void sendsFromPlatformThreadsToo() throws Exception {
    var push = narrow();
    push.send("0");
    var sender =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    push.send("1");
                  } catch (InterruptedException e) {
                    throw new AssertionError(e);
                  }
                });
    World.await().until(() -> world.isParked(sender));

    var pull = receiver();
    pull.receive();

    assertThat(pull.receive().text()).isEqualTo("1");
    sender.join();
  }

  @Test
  void countsWhatWasOfferedAndTaken() throws Exception {
    var pull = receiver();
    var push = narrow();
    push.send("1");
    push.send("2");
    pull.receive();

    var sent = push.stats();
    var got = pull.stats();

    assertThat(sent.offered()).isEqualTo(2);
    assertThat(sent.written()).isEqualTo(1);
    assertThat(sent.queued()).isEqualTo(1);
    assertThat(sent.peers()).isEqualTo(1);
    assertThat(got.received()).isEqualTo(1);
    assertThat(sent.isBalanced()).isTrue();
  }
}
