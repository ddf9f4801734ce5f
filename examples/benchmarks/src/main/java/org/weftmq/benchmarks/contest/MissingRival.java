package org.weftmq.benchmarks.contest;

/** A rival cannot be had on this machine; the message says what it takes. */
public final class MissingRival extends Exception {
  private static final long serialVersionUID = 1;

  /** Says what it takes to have the rival. */
  public MissingRival(String cure) {
    super(cure);
  }
}
