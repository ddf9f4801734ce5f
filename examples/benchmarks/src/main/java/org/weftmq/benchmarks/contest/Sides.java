package org.weftmq.benchmarks.contest;

import java.util.ArrayList;
import java.util.concurrent.FutureTask;

/** The sides of a measurement, each on a thread of its own. */
public final class Sides {
  /** What one side does. */
  public interface Side {
    void run() throws Exception;
  }

  private Sides() {}

  /** Runs all sides at the same time, and gives the nanoseconds until all were done. */
  public static long time(Thread.Builder threads, Side... sides) throws Exception {
    var begun = System.nanoTime();
    var tasks = new ArrayList<FutureTask<Void>>();
    for (var side : sides) {
      var task =
          new FutureTask<Void>(
              () -> {
                side.run();
                return null;
              });
      threads.start(task);
      tasks.add(task);
    }
    for (var task : tasks) {
      task.get();
    }
    return System.nanoTime() - begun;
  }
}
