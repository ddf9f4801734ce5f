package org.weftmq.interop;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Two parts of a test that happen at the same time: the peer's on a thread of its own, and ours.
 */
final class Aside {
  private Aside() {}

  /** What a test does. */
  @FunctionalInterface
  interface Part {
    void run() throws Exception;
  }

  /** Does both; fails if either does. */
  static void during(Runnable peers, Part ours) throws Exception {
    var done = new CompletableFuture<Void>();
    Thread.ofPlatform().daemon().name("aside").start(() -> complete(done, peers));
    try {
      ours.run();
    } catch (Throwable e) {
      if (done.isCompletedExceptionally()) {
        e.addSuppressed(done.exceptionNow());
      }
      throw e;
    }
    done.get(2 * ForeignPeer.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void complete(CompletableFuture<Void> done, Runnable work) {
    try {
      work.run();
      done.complete(null);
    } catch (Throwable e) {
      done.completeExceptionally(e);
    }
  }
}
