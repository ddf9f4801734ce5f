package org.weftmq.actor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.weftmq.WaitStrategy;
import org.weftmq.system.SystemEnvironment;
import org.weftmq.test.Crew;
import org.weftmq.test.Tries;

/** Tickets whose owners run out of time or are interrupted at random moments. */
class TicketStressTest {
  private static final Duration TIME = Tries.scaled(Duration.ofSeconds(20));
  private static final int OWNERS = 3;
  private static final int TICKETS = Tries.scaled(5_000);

  /** Catches: an operation done for an owner that gave up, or not done for one that was told so. */
  @ParameterizedTest
  @EnumSource
  void theOwnersCountWhatWasDone(Crew.Kind kind) throws Exception {
    var environment = new SystemEnvironment();
    var waiting = new LinkedBlockingQueue<Ticket>();
    var done = new AtomicLong();
    var told = new AtomicLong();
    var interrupts = new AtomicLong();
    var thrown = new AtomicLong();
    var over = new CountDownLatch(OWNERS);

    try (var actors = kind.crew();
        var owners = kind.crew();
        var tormentor = Crew.Kind.PLATFORM.crew()) {
      for (var i = 0; i < 2; i++) {
        var random = new SplittableRandom(i);
        actors.start(() -> serve(environment, waiting, random, done, over));
      }
      var threads = new Thread[OWNERS];
      for (var i = 0; i < OWNERS; i++) {
        var random = new SplittableRandom(i);
        threads[i] =
            owners.start(
                () -> {
                  for (var n = 0; n < TICKETS; n++) {
                    var ticket = new Ticket(environment);
                    waiting.add(ticket);
                    var how = WaitStrategy.values()[random.nextInt(WaitStrategy.values().length)];
                    try {
                      if (ticket.await(random.nextLong(100_000), how.looks())) {
                        told.incrementAndGet();
                      }
                    } catch (InterruptedException e) {
                      thrown.incrementAndGet();
                    }
                  }
                  over.countDown();
                });
      }
      tormentor.start(
          () -> {
            var random = new SplittableRandom(99);
            while (over.getCount() > 0) {
              threads[random.nextInt(OWNERS)].interrupt();
              interrupts.incrementAndGet();
              LockSupport.parkNanos(50_000);
            }
          });
      owners.join(TIME);
      tormentor.join(TIME);
      actors.join(TIME);
    }

    assertThat(told.get()).isEqualTo(done.get());
    assertThat(thrown.get()).isPositive().isLessThanOrEqualTo(interrupts.get());
  }

  private static void serve(
      SystemEnvironment environment,
      BlockingQueue<Ticket> waiting,
      SplittableRandom random,
      AtomicLong done,
      CountDownLatch over)
      throws InterruptedException {
    for (; ; ) {
      var last = over.getCount() == 0;
      var ticket = waiting.poll(1, TimeUnit.MILLISECONDS);
      if (ticket == null) {
        if (last) {
          return;
        }
      } else if (ticket.begin()) {
        if (random.nextInt(4) == 0) {
          ticket.giveBack();
          waiting.add(ticket);
        } else {
          done.incrementAndGet();
          ticket.decide();
          ticket.run(new Sequel(environment));
        }
      }
    }
  }
}
