package org.weftmq.benchmarks.contest;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorCompletionService;
import java.util.stream.Stream;

/** The sides of a measurement, each on a thread of its own. */
public final class Sides {
  /** What one side does. */
  public interface Side {
    void run() throws Exception;
  }

  private Sides() {}

  /**
   * Runs all sides at the same time, and gives the nanoseconds until all were done. If one fails
   * the others are interrupted: they may be waiting for what it does not do any more.
   */
  public static long time(Thread.Builder threads, Side... sides) throws Exception {
    var begun = System.nanoTime();
    var done = new ExecutorCompletionService<Void>(threads::start);
    var tasks = Stream.of(sides).map(side -> done.submit(asCallable(side))).toList();
    try {
      for (var i = 0; i < sides.length; i++) {
        done.take().get();
      }
    } finally {
      tasks.forEach(task -> task.cancel(true));
    }
    return System.nanoTime() - begun;
  }

  private static Callable<Void> asCallable(Side side) {
    return () -> {
      side.run();
      return null;
    };
  }
}
