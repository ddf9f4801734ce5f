package org.weftmq;

/**
 * A message has more bytes than one of the peers it is for can be sent at once. Nothing was sent.
 */
public final class MessageTooLargeException extends WeftException {
  private static final long serialVersionUID = 1;

  /** With a sentence that says what was tried, where, why it failed and how to cure it. */
  public MessageTooLargeException(String message) {
    super(message);
  }
}
