package org.weftmq.benchmarks.contest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SidesTest {
  private static final long PATIENCE = 10;

  /** Catches: sides that run one after the other, a time that ends before them. */
  @Test
  void runsAllAtTheSameTime() throws Exception {
    var meeting = new CyclicBarrier(2);
    var done = new AtomicInteger();
    Sides.Side side =
        () -> {
          meeting.await(PATIENCE, TimeUnit.SECONDS);
          done.incrementAndGet();
        };

    var nanos = Sides.time(Thread.ofVirtual(), side, side);

    assertThat(nanos).isPositive();
    assertThat(done).hasValue(2);
  }

  /** Catches: a measurement that waits for ever when one side of it has failed. */
  @Test
  void interruptsWhoWaitsForASideThatFailed() throws Exception {
    var interrupted = new CountDownLatch(1);

    assertThatThrownBy(
            () ->
                Sides.time(
                    Thread.ofPlatform().daemon(),
                    () -> waitForEver(interrupted),
                    () -> {
                      throw new IOException("broken");
                    }))
        .isInstanceOf(ExecutionException.class)
        .hasRootCauseMessage("broken");
    assertThat(interrupted.await(PATIENCE, TimeUnit.SECONDS)).isTrue();
  }

  private static void waitForEver(CountDownLatch interrupted) throws InterruptedException {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      interrupted.countDown();
      throw e;
    }
  }
}
