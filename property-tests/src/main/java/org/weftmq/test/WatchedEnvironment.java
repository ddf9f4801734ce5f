package org.weftmq.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Closeable;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/**
 * The real world, which remembers what was started in it: who has closed all must leave nothing.
 */
public class WatchedEnvironment extends WrappedEnvironment {
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private final AtomicInteger timers = new AtomicInteger();

  /** A world in which nothing has been started. */
  public WatchedEnvironment() {}

  /** The threads that were started and have not ended. */
  public Set<Thread> threads() {
    threads.removeIf(thread -> thread.getState() == Thread.State.TERMINATED);
    return threads;
  }

  /** How many timers were set and are neither due nor cancelled. */
  public int timers() {
    return timers.get();
  }

  /** Waits until no thread and no timer is left. */
  public void awaitNothingLeft() {
    Awaitility.await("threads and timers that are left")
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(10))
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () -> {
              assertThat(threads()).isEmpty();
              assertThat(timers()).isZero();
            });
  }

  @Override
  public Thread start(String name, Runnable task) {
    var thread = super.start(name, task);
    threads.add(thread);
    return thread;
  }

  @Override
  public Closeable schedule(long delayNanos, Runnable task) {
    timers.incrementAndGet();
    var over = new AtomicBoolean();
    Runnable once =
        () -> {
          if (over.compareAndSet(false, true)) {
            timers.decrementAndGet();
          }
        };
    var timer =
        super.schedule(
            delayNanos,
            () -> {
              once.run();
              task.run();
            });
    return () -> {
      once.run();
      timer.close();
    };
  }
}
