package org.weftmq;

/** The socket does not do this now: out of turn (28/REQREP), or not at all. Nothing has changed. */
public final class WrongStateException extends WeftException {
  private static final long serialVersionUID = 1;

  /** With a sentence that says what was tried, where, why it failed and how to cure it. */
  public WrongStateException(String message) {
    super(message);
  }
}
