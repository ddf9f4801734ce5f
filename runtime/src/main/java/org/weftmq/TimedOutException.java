package org.weftmq;

/**
 * A plain send or receive took longer than the socket's {@code SEND_TIMEOUT} or {@code
 * RECEIVE_TIMEOUT}. Nothing was sent or received.
 */
public final class TimedOutException extends WeftException {
  private static final long serialVersionUID = 1;

  /** With a sentence that says what was tried, where, why it failed and how to cure it. */
  public TimedOutException(String message) {
    super(message);
  }
}
