package org.weftmq;

/** The socket is not bound or connected to the endpoint that is to be taken away. */
public final class NoSuchEndpointException extends WeftException {
  private static final long serialVersionUID = 1;

  /** With a sentence that says what was tried, where, why it failed and how to cure it. */
  public NoSuchEndpointException(String message) {
    super(message);
  }
}
