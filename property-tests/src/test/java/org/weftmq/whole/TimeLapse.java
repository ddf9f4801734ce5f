package org.weftmq.whole;

import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.weftmq.test.WatchedEnvironment;

/**
 * A world in which a timed wait passes at once and takes the clock along. Connectors may wait so
 * often and no oftener, until they are given more.
 */
final class TimeLapse extends WatchedEnvironment {
  private final AtomicLong now;
  private final RandomGenerator random;
  private final AtomicInteger laps = new AtomicInteger();
  private final List<Long> pauses = new CopyOnWriteArrayList<>();
  private final ConcurrentHashMap<Thread, Long> halted = new ConcurrentHashMap<>();

  /** A world whose clock begins at {@code origin} and may overflow. */
  TimeLapse(long origin, long seed) {
    now = new AtomicLong(origin);
    random = new Random(seed);
  }

  /** How long connectors have waited, one wait after another. */
  List<Long> pauses() {
    return pauses;
  }

  /** Lets connectors wait {@code more} times. */
  void run(int more) {
    laps.addAndGet(more);
    halted.keySet().forEach(super::unpark);
  }

  /** Whether a connector waits that was not given any more time. */
  boolean isHalted() {
    return !halted.isEmpty() && laps.get() <= 0;
  }

  @Override
  public long nanoTime() {
    return now.get();
  }

  @Override
  public void parkNanos(Object blocker, long nanos) {
    var thread = Thread.currentThread();
    if (!thread.getName().startsWith("weft-connect")) {
      now.addAndGet(nanos);
    } else if (laps.get() > 0) {
      laps.decrementAndGet();
      pauses.add(nanos);
      now.addAndGet(nanos);
    } else {
      halted.put(thread, nanos);
      if (laps.get() <= 0) {
        super.park(blocker);
      }
      halted.remove(thread);
    }
  }

  @Override
  public RandomGenerator random() {
    return random;
  }
}
