package org.weftmq.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ctrl-C as an interrupt of the thread that runs a command, which has time to end by itself. */
final class CtrlC implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 5;

  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook;

  /** From now on {@code command} is interrupted, until this is closed. */
  CtrlC(Thread command) {
    hook = Thread.ofPlatform().unstarted(() -> end(command));
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** The process ends when this returns. */
  private void end(Thread command) {
    command.interrupt();
    try {
      ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
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
