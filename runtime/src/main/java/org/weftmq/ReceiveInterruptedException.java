package org.weftmq;

/**
 * A loop over received messages was interrupted; the interrupt flag is set and nothing was
 * consumed.
 */
public final class ReceiveInterruptedException extends WeftException {
  private static final long serialVersionUID = 1;

  /** With a sentence that says what was tried, where, why it failed and how to cure it. */
  public ReceiveInterruptedException(String message) {
    super(message);
  }

  /** With a sentence, and what made it fail. */
  public ReceiveInterruptedException(String message, Throwable cause) {
    super(message, cause);
  }
}
