package org.weftmq.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.weftmq.Context;
import org.weftmq.Message;
import org.weftmq.Select;
import org.weftmq.SocketOptions;
import org.weftmq.pattern.pipeline.Pull;
import org.weftmq.pattern.pipeline.Push;
import org.weftmq.test.Crew;
import org.weftmq.test.Scheme;

/**
 * Callers that are interrupted, or run out of time, at random moments: what was said to be sent is
 * received, all of it, once; what was not said to be is not.
 */
class CancellingTest {
  private static final Duration TIME = Duration.ofSeconds(30);
  private static final int THREADS = 3;
  private static final int MESSAGES = 1_000;

  private final AtomicBoolean sending = new AtomicBoolean(true);
  private final AtomicLong tried = new AtomicLong();
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong givenUp = new AtomicLong();
  private final AtomicLong interrupted = new AtomicLong();
  private final Arrivals arrivals = new Arrivals();

  static Stream<Arguments> everywhere() {
    return DeliveryTest.everywhere();
  }

  /**
   * Catches: a message that is sent although the caller was told it was not, or the other way
   * round; one that is consumed by a receive that threw or found nothing; a socket that is unusable
   * after.
   */
  @ParameterizedTest
  @MethodSource("everywhere")
  void sendsAndReceivesAreAllOrNothing(Scheme scheme, Crew.Kind kind) throws Exception {
    try (var context = Context.open();
        var senders = kind.crew();
        var receivers = kind.crew();
        var tormentor = Crew.Kind.PLATFORM.crew()) {
      var pull =
          Pull.open(context).set(SocketOptions.RECEIVE_HIGH_WATER_MARK, 1).bind(scheme.endpoint());
      var push =
          Push.open(context).set(SocketOptions.SEND_HIGH_WATER_MARK, 1).connect(pull.endpoint());
      var done = new CountDownLatch(THREADS);
      var threads = new ArrayList<Thread>();
      for (var i = 0; i < THREADS; i++) {
        var sender = i;
        threads.add(
            senders.start(
                () -> {
                  send(push, sender);
                  done.countDown();
                }));
        var random = new SplittableRandom(i);
        threads.add(receivers.start(() -> receive(pull, random)));
      }
      tormentor.start(() -> torment(threads, done));

      senders.join(TIME);
      sending.set(false);
      tormentor.join(TIME);
      receivers.join(TIME);

      assertThat(arrivals.all()).hasSize((int) sent.get());
      assertThat(sent.get() + givenUp.get()).isEqualTo(tried.get());
      assertThat(push.stats().written()).isEqualTo(sent.get());
      assertThat(pull.stats().received()).isEqualTo(sent.get());
      assertThat(givenUp.get()).isPositive();
      assertThat(interrupted.get()).isPositive();
    }
  }

  /** Many messages, and as many more as there is time for before the first interrupt. */
  private void send(Push push, int sender) {
    var random = new SplittableRandom(sender);
    for (var n = 0; n < MESSAGES || interrupted.get() == 0; n++) {
      tried.incrementAndGet();
      var message = new Numbered(sender, n).message();
      try {
        var gone =
            switch (random.nextInt(3)) {
              case 0 -> push.trySend(message);
              case 1 -> push.send(message, Duration.ofNanos(random.nextInt(200_000)));
              default -> {
                push.send(message);
                yield true;
              }
            };
        (gone ? sent : givenUp).incrementAndGet();
      } catch (InterruptedException e) {
        interrupted.incrementAndGet();
        givenUp.incrementAndGet();
      }
    }
  }

  /** Until nobody sends, and nothing has come for a while. */
  private void receive(Pull pull, SplittableRandom random) {
    var lane = arrivals.lane();
    var clause = Select.<Message>first(pull.onReceive(m -> m));
    while (true) {
      var last = !sending.get();
      try {
        var time = last ? Duration.ofMillis(200) : Duration.ofNanos(random.nextInt(300_000));
        var message = random.nextBoolean() ? pull.receive(time) : clause.await(time);
        message.ifPresent(lane::add);
        if (last && message.isEmpty()) {
          return;
        }
      } catch (InterruptedException e) {
        interrupted.incrementAndGet();
      }
    }
  }

  private static void torment(ArrayList<Thread> threads, CountDownLatch done) {
    var random = new SplittableRandom(7);
    while (done.getCount() > 0) {
      threads.get(random.nextInt(threads.size())).interrupt();
      LockSupport.parkNanos(100_000);
    }
  }
}
