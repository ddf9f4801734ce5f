package org.weftmq.transport.stream;

import java.time.Duration;
import org.weftmq.spi.Environment;

/** A wait for the peer's next sign of life. One thread arms it, timers check it. */
final class Watch {
  /** A sign beyond the first {@code signs} is waited for, from {@code begin} on. */
  private record Wait(long signs, long begin, long nanos) {}

  private static final Wait NONE = new Wait(-1, 0, 0);

  private final Environment environment;
  private final Life life;
  private final String reason;

  // who arms and timers write
  private volatile Wait current = NONE;
  private volatile Deadline timer = Deadline.never();
  private volatile boolean closed;

  /** {@code reason} is why a connection ends when no sign comes. */
  Watch(Environment environment, Life life, String reason) {
    this.environment = environment;
    this.life = life;
    this.reason = reason;
  }

  /** The next sign must come within {@code time}; if it is waited for already, that counts. */
  void arm(Duration time) {
    var signs = life.signs();
    if (current.signs != signs) {
      timer.close();
      current = new Wait(signs, environment.nanoTime(), time.toNanos());
      checkAfter(current.nanos, current);
    }
  }

  private void checkAfter(long nanos, Wait wait) {
    var due = environment.nanoTime() + nanos;
    Runnable check = () -> check(wait, environment.nanoTime() - due);
    timer = Deadline.after(Duration.ofNanos(nanos), environment, check);
  }

  private void check(Wait wait, long late) {
    if (closed || life.signs() != wait.signs) {
      return;
    }
    var left = wait.nanos - life.silence(wait.begin);
    if (left > 0) {
      checkAfter(left, wait);
    } else if (late > wait.nanos) {
      // This process stood still itself: the peer's bytes may be there, only not read yet.
      checkAfter(wait.nanos, wait);
    } else {
      life.end(reason);
    }
  }

  void close() {
    closed = true;
    timer.close();
  }
}
