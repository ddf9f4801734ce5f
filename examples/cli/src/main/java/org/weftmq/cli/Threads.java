package org.weftmq.cli;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The choice of the threads that a measurement's sockets are used from. */
final class Threads {
  private static final class Kind {
    @Option(
        names = "--virtual",
        description = "Use the sockets from virtual threads (the default).")
    private boolean virtual;

    @Option(names = "--platform", description = "Use the sockets from platform threads.")
    private boolean platform;
  }

  @ArgGroup private Kind kind = new Kind();

  /** Starts {@code work} on a new thread. */
  <T> FutureTask<T> start(Callable<T> work) {
    var task = new FutureTask<>(work);
    var thread = kind.platform ? Thread.ofPlatform().daemon() : Thread.ofVirtual();
    thread.name("weft-perf").start(task);
    return task;
  }

  /** Waits for {@code task}; gives what it gave, or throws what it threw. */
  static <T> T join(FutureTask<T> task) throws Exception {
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }
}
