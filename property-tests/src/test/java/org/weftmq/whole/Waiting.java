package org.weftmq.whole;

import java.time.Duration;
import org.awaitility.Awaitility;

/** Waits for threads to wait. */
final class Waiting {
  private Waiting() {}

  /** Until {@code thread} sleeps in a blocking call. */
  static void until(Thread thread) {
    Awaitility.await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .until(
            () ->
                switch (thread.getState()) {
                  case WAITING, TIMED_WAITING -> true;
                  case TERMINATED -> throw new AssertionError(thread + " did not wait");
                  default -> false;
                });
  }
}
