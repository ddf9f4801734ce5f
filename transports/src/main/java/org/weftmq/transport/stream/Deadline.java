package org.weftmq.transport.stream;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.weftmq.Option;
import org.weftmq.spi.Environment;

/** Something that happens after a time unless it is called off by closing this. */
public final class Deadline {
  private static final Deadline NEVER = new Deadline(() -> {});

  private final Closeable timer;

  private Deadline(Closeable timer) {
    this.timer = timer;
  }

  /** One that has nothing to do. */
  public static Deadline never() {
    return NEVER;
  }

  /** Runs {@code task} on a thread of its own after {@code time}, which may be for ever. */
  public static Deadline after(Duration time, Environment environment, Runnable task) {
    return time.compareTo(Option.FOREVER) < 0
        ? new Deadline(environment.schedule(TimeUnit.NANOSECONDS.convert(time), task))
        : NEVER;
  }

  /** Calls it off unless it has begun. */
  public void close() {
    try {
      timer.close();
    } catch (IOException e) {
      throw new AssertionError("closing a timer does not fail", e);
    }
  }
}
