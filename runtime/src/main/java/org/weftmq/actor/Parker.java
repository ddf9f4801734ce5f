package org.weftmq.actor;

import org.weftmq.spi.Environment;

/**
 * One thread's place to sleep: one thread at a time awaits, any thread wakes it; a wake-up that
 * comes first is kept for the next await.
 *
 * <p>No wake-up is lost: the sleeper stores itself, then looks at the permit; the waker stores the
 * permit, then looks for a sleeper; both are volatile, so one of them sees the other.
 */
public final class Parker {
  private final Environment environment;

  // any thread sets, the sleeper clears
  private volatile boolean permit;
  // the sleeper's; wakers read
  private volatile Thread sleeper;

  /** A parker without a permit. */
  public Parker(Environment environment) {
    this.environment = environment;
  }

  /** Blocks until woken. */
  public void await() throws InterruptedException {
    await(false, 0);
  }

  /** Blocks until woken, which is true, or until the deadline in the environment's nanoseconds. */
  public boolean await(long deadline) throws InterruptedException {
    return await(true, deadline);
  }

  private boolean await(boolean timed, long deadline) throws InterruptedException {
    sleeper = Thread.currentThread();
    try {
      while (!permit) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        var remaining = timed ? deadline - environment.nanoTime() : Long.MAX_VALUE;
        if (remaining <= 0) {
          return false;
        }
        park(environment, this, remaining);
      }
      permit = false;
      return true;
    } finally {
      sleeper = null;
    }
  }

  /** A timed park of a virtual thread costs a timer; who has for ever needs none. */
  static void park(Environment environment, Object blocker, long nanos) {
    if (nanos > Long.MAX_VALUE / 2) {
      environment.park(blocker);
    } else {
      environment.parkNanos(blocker, nanos);
    }
  }

  /** Wakes the sleeper, or spares the next one its sleep. */
  public void wake() {
    permit = true;
    var thread = sleeper;
    if (thread != null) {
      environment.unpark(thread);
    }
  }
}
