package org.weftmq;

/**
 * An endpoint could not be bound: it is in use, or not one of this machine. The socket is as
 * before.
 */
public final class BindFailedException extends WeftException {
  private static final long serialVersionUID = 1;

  /** With a sentence that says what was tried, where, why it failed and how to cure it. */
  public BindFailedException(String message) {
    super(message);
  }

  /** With a sentence, and what made it fail. */
  public BindFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
