package org.weftmq.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.weftmq.SocketOptions.RECEIVE_TIMEOUT;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.weftmq.Message;
import org.weftmq.SocketType;
import org.weftmq.TimedOutException;
import org.weftmq.fixture.Caller;
import org.weftmq.fixture.FifoSocket;
import org.weftmq.fixture.ManualWorld;

class ReceivingTest {
  private static final Duration HOUR = Duration.ofHours(1);

  @RegisterExtension final ManualWorld world = new ManualWorld();

  private FifoSocket push;
  private FifoSocket pull;

  @BeforeEach
  void join() {
    pull = world.open(SocketType.PULL).bind("inproc://here");
    push = world.open(SocketType.PUSH).connect("inproc://here");
  }

  @Test
  void blocksUntilAMessageComes() throws Exception {
    var receiving = world.blocked(() -> pull.receive());

    push.send("hello");

    assertThat(receiving.result().text()).isEqualTo("hello");
  }

  @Test
  void blocksUntilAPeerComesWithAMessage() throws Exception {
    var lonely = world.open(SocketType.PULL);
    var receiving = world.blocked(() -> lonely.receive());

    lonely.bind("inproc://later");
    world.open(SocketType.PUSH).connect("inproc://later").send("hello");

    assertThat(receiving.result().text()).isEqualTo("hello");
  }

  @Test
  void servesThoseWhoWaitInTheOrderInWhichTheyCame() throws Exception {
    var waiting = new ArrayList<Caller<Optional<Message>>>();
    for (var i = 0; i < 5; i++) {
      waiting.add(world.blocked(() -> pull.receive(HOUR)));
    }

    for (var i = 0; i < 5; i++) {
      push.send("" + i);
    }

    for (var i = 0; i < 5; i++) {
      assertThat(waiting.get(i).result()).contains(Message.of("" + i));
    }
  }

  @Test
  void givesUpWhenTheTimeIsOverAndConsumesNothing() throws Exception {
    var receiving = world.blocked(() -> pull.receive(Duration.ofMinutes(1)));

    world.pass(Duration.ofMinutes(1));
    var got = receiving.result();
    push.send("late");

    assertThat(got).isEmpty();
    assertThat(pull.receive().text()).isEqualTo("late");
    assertThat(pull.stats().received()).isEqualTo(1);
  }

  @Test
  void doesNotGiveUpBeforeTheTimeIsOver() throws Exception {
    var receiving = world.blocked(() -> pull.receive(Duration.ofMinutes(1)));

    world.pass(Duration.ofSeconds(59));
    push.send("just in time");

    assertThat(receiving.result()).contains(Message.of("just in time"));
  }

  @Test
  void givesUpAtOnceWithNoTimeAtAll() throws Exception {
    assertThat(pull.receive(Duration.ZERO)).isEmpty();
    assertThat(pull.receive(Duration.ofSeconds(-1))).isEmpty();
  }

  @Test
  void receivesWithNoTimeAtAllWhatIsThere() throws Exception {
    push.send("here");

    assertThat(pull.receive(Duration.ZERO)).contains(Message.of("here"));
  }

  @Test
  void triesWithoutWaiting() throws Exception {
    assertThat(pull.tryReceive()).isEmpty();

    push.send("here");

    assertThat(pull.tryReceive()).contains(Message.of("here"));
    assertThat(pull.tryReceive()).isEmpty();
  }

  @Test
  void throwsWhenTheReceiveTimeoutIsOver() throws Exception {
    pull.set(RECEIVE_TIMEOUT, Duration.ofMinutes(1));
    var receiving = world.blocked(() -> pull.receive());

    world.pass(Duration.ofMinutes(1));

    assertThatThrownBy(receiving::result)
        .isInstanceOf(TimedOutException.class)
        .hasMessageContaining("PULL")
        .hasMessageContaining("receive-timeout");
  }

  @Test
  void aTimeOfItsOwnIsNotLimitedByTheReceiveTimeout() throws Exception {
    pull.set(RECEIVE_TIMEOUT, Duration.ofMillis(1));
    var receiving = world.blocked(() -> pull.receive(HOUR));

    world.pass(Duration.ofMinutes(1));
    push.send("late");

    assertThat(receiving.result()).contains(Message.of("late"));
  }

  @Test
  void oneThatGaveUpInFrontDoesNotTakeWhatComes() throws Exception {
    var impatient = world.blocked(() -> pull.receive(Duration.ofMinutes(1)));
    var patient = world.blocked(() -> pull.receive(HOUR));

    world.pass(Duration.ofMinutes(1));
    var gaveUp = impatient.result();
    push.send("hello");

    assertThat(gaveUp).isEmpty();
    assertThat(patient.result()).contains(Message.of("hello"));
  }

  @Test
  void aTryDoesNotOvertakeThoseWhoWait() throws Exception {
    var waiting = world.blocked(() -> pull.receive(HOUR));
    push.send("for the one who waits");

    assertThat(pull.tryReceive()).isEmpty();
    assertThat(waiting.result()).isPresent();
  }

  @Test
  void keepsTheOrderOfOneSender() throws Exception {
    var sending =
        Caller.start(
            () -> {
              for (var i = 0; i < 5_000; i++) {
                push.send("" + i);
              }
              return null;
            });

    for (var i = 0; i < 5_000; i++) {
      assertThat(pull.receive().text()).isEqualTo("" + i);
    }
    sending.result();
  }

  @Test
  void givesEachMessageToExactlyOneOfManyReceivers() throws Exception {
    var count = 2_000;
    var receivers = new ArrayList<Caller<List<String>>>();
    for (var r = 0; r < 4; r++) {
      receivers.add(
          Caller.start(
              () -> {
                var got = new ArrayList<String>();
                for (var i = 0; i < count / 4; i++) {
                  got.add(pull.receive().text());
                }
                return got;
              }));
    }

    for (var i = 0; i < count; i++) {
      push.send("" + i);
    }

    var all = new HashSet<String>();
    for (var receiver : receivers) {
      all.addAll(receiver.result());
    }
    assertThat(all).hasSize(count);
  }
}
