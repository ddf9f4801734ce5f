package org.weftmq.cli;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ctrl-C as an interrupt of the thread that runs a command, which has time to end by itself. */
final class CtrlC {
  private CtrlC() {}

  /**
   * Runs a command, which Ctrl-C interrupts.
   *
   * @param patience how long it may then take: it may be where no interrupt reaches it, such as
   *     waiting for input
   */
  static int interrupts(Callable<Integer> command, Duration patience) throws Exception {
    var thread = Thread.currentThread();
    var ended = new CountDownLatch(1);
    var hook = Thread.ofPlatform().unstarted(() -> end(thread, ended, patience));
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return command.call();
    } finally {
      ended.countDown();
      forget(hook);
    }
  }

  /** The process ends when this returns. */
  private static void end(Thread command, CountDownLatch ended, Duration patience) {
    command.interrupt();
    try {
      ended.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending.
    }
  }
}
