package org.weftmq;

/** An option is unknown, or a value is not one of those it allows. */
public final class BadOptionException extends WeftException {
  private static final long serialVersionUID = 1;

  /** With a sentence that says what was tried, where, why it failed and how to cure it. */
  public BadOptionException(String message) {
    super(message);
  }
}
