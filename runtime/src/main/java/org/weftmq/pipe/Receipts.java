package org.weftmq.pipe;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * What became of the messages that were taken from one end of a pipe and still had to reach the
 * kernel: each is held first, and then ends in one of the other counters.
 *
 * <p>The thread that takes writes, anybody reads. A message is out of {@code held} before it is in
 * another counter, so who reads {@code held} last counts none twice.
 */
final class Receipts {
  /** Those of an end where a message is written as soon as it is taken. */
  static final Receipts NONE = new Receipts();

  private static final VarHandle HELD;
  private static final VarHandle CONFIRMED;
  private static final VarHandle LOST;
  private static final VarHandle REFUSED;
  private static final VarHandle SPOILED;
  private static final VarHandle SUPERSEDED;

  static {
    try {
      var lookup = MethodHandles.lookup();
      HELD = lookup.findVarHandle(Receipts.class, "held", long.class);
      CONFIRMED = lookup.findVarHandle(Receipts.class, "confirmed", long.class);
      LOST = lookup.findVarHandle(Receipts.class, "lost", long.class);
      REFUSED = lookup.findVarHandle(Receipts.class, "refused", long.class);
      SPOILED = lookup.findVarHandle(Receipts.class, "spoiled", long.class);
      SUPERSEDED = lookup.findVarHandle(Receipts.class, "superseded", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  // the thread that takes from the end; anybody reads
  private long held;
  private long confirmed;
  private long lost;
  private long refused;
  private long spoiled;
  private long superseded;

  // ---- the thread that takes

  /** A message was taken, and is held until it is given to the kernel. */
  void hold() {
    HELD.setRelease(this, held + 1);
  }

  /** {@code count} messages were given to the kernel. */
  void confirm(long count) {
    HELD.setRelease(this, held - count);
    CONFIRMED.setRelease(this, confirmed + count);
  }

  /** One message was partly given to the kernel when the connection broke. */
  void lose() {
    HELD.setRelease(this, held - 1);
    LOST.setRelease(this, lost + 1);
  }

  /** One message was not taken by the kernel, and will not be offered to it again. */
  void refuse() {
    HELD.setRelease(this, held - 1);
    REFUSED.setRelease(this, refused + 1);
  }

  /** Of the messages that are held, one cannot be encoded. */
  void spoil() {
    HELD.setRelease(this, held - 1);
    SPOILED.setRelease(this, spoiled + 1);
  }

  /** Of the messages that are held, {@code count} gave way to newer ones. */
  void supersede(long count) {
    HELD.setRelease(this, held - count);
    SUPERSEDED.setRelease(this, superseded + count);
  }

  // ---- anybody, for statistics

  long held() {
    return (long) HELD.getAcquire(this);
  }

  long confirmed() {
    return (long) CONFIRMED.getAcquire(this);
  }

  long lost() {
    return (long) LOST.getAcquire(this);
  }

  long refused() {
    return (long) REFUSED.getAcquire(this);
  }

  long spoiled() {
    return (long) SPOILED.getAcquire(this);
  }

  long superseded() {
    return (long) SUPERSEDED.getAcquire(this);
  }
}
