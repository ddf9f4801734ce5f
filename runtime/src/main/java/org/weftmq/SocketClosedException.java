package org.weftmq;

/** The socket, or its context, has been closed. */
public final class SocketClosedException extends WeftException {
  private static final long serialVersionUID = 1;

  /** With a sentence that says what was tried, where, why it failed and how to cure it. */
  public SocketClosedException(String message) {
    super(message);
  }

  /** With a sentence, and what made it fail. */
  public SocketClosedException(String message, Throwable cause) {
    super(message, cause);
  }
}
