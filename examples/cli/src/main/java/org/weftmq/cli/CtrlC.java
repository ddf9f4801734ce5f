package org.weftmq.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ctrl-C as an interrupt of the thread that runs a command, which has time to end by itself. */
final class CtrlC implements AutoCloseable {
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook;

  /**
   * From now on {@code command} is interrupted, until this is closed, and given so much time: it
   * may be where no interrupt reaches it, such as waiting for input.
   */
  CtrlC(Thread command, Duration patience) {
    hook = Thread.ofPlatform().unstarted(() -> end(command, patience));
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** The process ends when this returns. */
  private void end(Thread command, Duration patience) {
    command.interrupt();
    try {
      ended.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The command has ended. */
  @Override
  public void close() {
    ended.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending.
    }
  }
}
