package org.weftmq;

import java.time.Duration;
import org.awaitility.Awaitility;

/** Waits for threads to wait. */
public final class Waiting {
  private Waiting() {}

  /** Until {@code thread} sleeps in a blocking call. */
  public static void until(Thread thread) {
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
