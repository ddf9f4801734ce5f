package org.weftmq;

/** The queue of the one peer that a message is for is full. Nothing was sent. */
public final class PeerFullException extends WeftException {
  private static final long serialVersionUID = 1;

  /** With a sentence that says what was tried, where, why it failed and how to cure it. */
  public PeerFullException(String message) {
    super(message);
  }
}
