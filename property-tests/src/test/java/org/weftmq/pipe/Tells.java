package org.weftmq.pipe;

import static org.weftmq.Interleaved.await;
import static org.weftmq.Interleaved.expect;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** In an interleaved scenario: what one side of a ring is told by any thread, and what it hears. */
final class Tells {
  // any thread
  private final AtomicInteger told = new AtomicInteger();

  // the side that is told
  private final BooleanSupplier hears;
  private int lookedAt;

  /** {@code hears} says whether what the side was told counts. */
  Tells(BooleanSupplier hears) {
    this.hears = hears;
  }

  /** Tells it, if the ring said so. */
  void tellIf(boolean called) {
    if (called) {
      told.incrementAndGet();
    }
  }

  /** The side, armed, waits until it hears something. */
  void sleep() {
    do {
      await(told, ++lookedAt);
    } while (!hears.getAsBoolean());
  }

  /** At the end: nobody called one that was awake. */
  void check() {
    expect(!hears.getAsBoolean(), "called though it is awake");
  }
}
