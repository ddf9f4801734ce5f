package org.weftmq.pipe;

/**
 * What became of the messages that were offered at one end of a pipe: while nobody uses either end,
 * {@code offered} is the sum of all the others.
 *
 * @param written given to the kernel, or taken by the peer
 * @param unknown partly given to the kernel when the connection broke: they may have arrived
 * @param refused not taken by the kernel
 * @param spoiled with an object that could not be encoded
 * @param conflated gave way to newer ones
 * @param skipped found the peer's queue full, and were dropped for it
 * @param queued waiting for the peer, or for the thread that writes to it
 * @param offered all of them
 */
public record Tally(
    long written,
    long unknown,
    long refused,
    long spoiled,
    long conflated,
    long skipped,
    long queued,
    long offered) {

  /**
   * What went into {@code ring}, and was {@code taken} out at its end. While others use the pipe, a
   * message may be missing, but none is there twice: it is looked for where it ends before where it
   * comes from.
   */
  static Tally of(Ring ring, Receipts taken, long skipped) {
    var replaced = ring.replaced();
    return new Tally(
        taken == Receipts.NONE ? ring.read() : taken.confirmed(),
        taken.lost(),
        taken.refused(),
        taken.spoiled(),
        taken.superseded() + replaced,
        skipped,
        taken.held() + ring.queued(),
        ring.written() + replaced + skipped);
  }

  /** Whether none waits: all are written, or have been given up one way or another. */
  public boolean isFlushed() {
    return written + unknown + refused + spoiled + conflated + skipped == offered;
  }
}
