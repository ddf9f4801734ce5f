package org.weftmq.socket;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.weftmq.spi.Environment;

/** Turns a length of time into the moment when it is over, in the environment's nanoseconds. */
final class Deadline {
  private Deadline() {}

  /** The sum may overflow, as the clock itself may: moments are compared by subtraction. */
  static long after(Environment environment, Duration timeout) {
    return environment.nanoTime() + nanos(timeout);
  }

  /** The length in nanoseconds, from 0 to the most that a {@code long} can hold. */
  static long nanos(Duration time) {
    return Math.max(0, TimeUnit.NANOSECONDS.convert(time));
  }
}
