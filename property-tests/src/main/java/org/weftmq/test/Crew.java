package org.weftmq.test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Threads that work for one test, platform or virtual: what one of them throws fails the test, and
 * those that do not end in time are named with what they wait for.
 *
 * <p>For the thread that made it.
 */
public final class Crew implements AutoCloseable {
  /** What a thread does. */
  @FunctionalInterface
  public interface Work {
    /** Does it; whatever is thrown fails the test. */
    void run() throws Exception;
  }

  /** Which threads a crew is made of. */
  public enum Kind {
    /** The operating system's. */
    PLATFORM,
    /** The JVM's. */
    VIRTUAL;

    /** A new crew of such threads. */
    public Crew crew() {
      return new Crew(this == PLATFORM ? Thread.ofPlatform().daemon().name("crew-", 0) : virtual());
    }

    private static Thread.Builder virtual() {
      return Thread.ofVirtual().name("crew-", 0);
    }
  }

  private final Thread.Builder builder;
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  private Crew(Thread.Builder builder) {
    this.builder = builder;
  }

  /** Starts a thread that does {@code work}. */
  public Thread start(Work work) {
    var thread =
        builder.start(
            () -> {
              try {
                work.run();
              } catch (Throwable e) {
                failure.compareAndSet(null, e);
              }
            });
    threads.add(thread);
    return thread;
  }

  /**
   * Waits until all threads have ended.
   *
   * @throws AssertionError if one of them threw, or has not ended within {@code time}
   */
  public void join(Duration time) throws InterruptedException {
    var deadline = System.nanoTime() + time.toNanos();
    for (var thread : threads) {
      // In slices: one that failed makes it pointless to wait for those that depend on it.
      while (thread.isAlive() && failure.get() == null && deadline - System.nanoTime() > 0) {
        thread.join(Duration.ofMillis(50));
      }
    }
    check();
    var stuck = threads.stream().filter(Thread::isAlive).toList();
    if (!stuck.isEmpty()) {
      var report = new StringBuilder("not ended after " + time + ":");
      for (var thread : stuck) {
        report.append("\n").append(thread);
        for (var element : thread.getStackTrace()) {
          report.append("\n    at ").append(element);
        }
      }
      throw new AssertionError(report);
    }
  }

  /**
   * Looks whether all is well so far; always true, so that it may stand in a condition.
   *
   * @throws AssertionError if a thread threw
   */
  public boolean check() {
    if (failure.get() != null) {
      throw new AssertionError("a thread of the crew failed", failure.get());
    }
    return true;
  }

  /** Interrupts those that have not ended. */
  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
  }
}
