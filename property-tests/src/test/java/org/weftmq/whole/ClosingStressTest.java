package org.weftmq.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.hamcrest.Matchers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.weftmq.Context;
import org.weftmq.SocketClosedException;
import org.weftmq.SocketOptions;
import org.weftmq.pattern.pipeline.Pull;
import org.weftmq.pattern.pipeline.Push;
import org.weftmq.test.Crew;
import org.weftmq.test.Scheme;
import org.weftmq.test.Tries;

/** Sockets that are closed at a random moment, in the middle of all that others do with them. */
class ClosingStressTest {
  private static final Duration TIME = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(10);
  private static final int ROUNDS = Tries.scaled(10);
  private static final int SENDERS = 3;

  /**
   * Catches: a message that was accepted and neither arrives nor is accounted for, or that arrives
   * although its sender was told that the socket is closed.
   */
  @ParameterizedTest
  @EnumSource
  void whatWasAcceptedBeforeTheSendersCloseArrives(Scheme scheme) throws Exception {
    for (var round = 0; round < ROUNDS; round++) {
      try (var stage = new Stage(scheme, round, TIME)) {
        stage.begin();
        stage.push.close();
        stage.crew.join(TIME);

        Awaitility.await().untilAtomic(stage.received, Matchers.is(stage.accepted.get()));
        stage.checkLedger();
        stage.pull.close();
        stage.receivers.join(TIME);
        assertThat(stage.received.get()).isEqualTo(stage.accepted.get());
      }
    }
  }

  /** Catches: a message in a queue whose reader closes, and that nobody counts. */
  @ParameterizedTest
  @EnumSource
  void whatTheReceiversCloseLeavesBehindIsCounted(Scheme scheme) throws Exception {
    for (var round = 0; round < ROUNDS; round++) {
      try (var stage = new Stage(scheme, round, TIME)) {
        stage.begin();
        stage.pull.close();
        stage.receivers.join(TIME);
        stage.push.close(Duration.ZERO);
        stage.crew.join(TIME);

        stage.checkLedger();
        assertThat(stage.received.get()).isLessThanOrEqualTo(stage.accepted.get());
      }
    }
  }

  /** Catches: a caller that is left behind when its context is closed, or hears something else. */
  @ParameterizedTest
  @EnumSource
  void nobodyIsLeftWhenTheContextCloses(Scheme scheme) throws Exception {
    for (var round = 0; round < ROUNDS; round++) {
      try (var stage = new Stage(scheme, round, SHORT)) {
        stage.begin();
        stage.crew.start(
            () -> {
              for (; ; ) {
                try {
                  stage.push.connect(stage.pull.bind(scheme.endpoint()).endpoint());
                } catch (SocketClosedException e) {
                  return;
                }
              }
            });
        stage.context.close();
        stage.crew.join(TIME);
        stage.receivers.join(TIME);

        stage.checkLedger();
      }
    }
  }

  private static final class Stage implements AutoCloseable {
    private final Context context = Context.open();
    private final Pull pull = Pull.open(context);
    private final Push push = Push.open(context);
    private final Crew crew;
    private final Crew receivers;
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger received = new AtomicInteger();
    private final int moment;

    Stage(Scheme scheme, int round, Duration linger) {
      var kind = round % 2 == 0 ? Crew.Kind.PLATFORM : Crew.Kind.VIRTUAL;
      crew = kind.crew();
      receivers = kind.crew();
      moment = new SplittableRandom(round).nextInt(1_000);
      pull.set(SocketOptions.RECEIVE_HIGH_WATER_MARK, 3).bind(scheme.endpoint());
      push.set(SocketOptions.SEND_HIGH_WATER_MARK, 3)
          .set(SocketOptions.LINGER, linger)
          .connect(pull.endpoint());
    }

    /** Sends and receives on many threads; returns at a moment in the midst of it. */
    void begin() {
      for (var i = 0; i < SENDERS; i++) {
        crew.start(() -> untilClosed(() -> push.send("m"), accepted));
      }
      receivers.start(() -> untilClosed(pull::receive, received));
      Awaitility.await().until(() -> crew.check() && accepted.get() > moment);
    }

    private static void untilClosed(Crew.Work call, AtomicInteger count) throws Exception {
      for (; ; ) {
        try {
          call.run();
        } catch (SocketClosedException e) {
          return;
        }
        count.incrementAndGet();
      }
    }

    /** Offered is what senders were told, and each of those is somewhere. */
    void checkLedger() {
      var stats = push.stats();
      assertThat(stats.offered()).isEqualTo(accepted.get());
      assertThat(stats.isBalanced()).as(stats::toString).isTrue();
      assertThat(stats.queued()).as("after the close").isZero();
    }

    @Override
    public void close() {
      crew.close();
      receivers.close();
      context.close();
    }
  }
}
