package org.weftmq;

/**
 * A message carries an object, the peer it would go to is out of this process, and nothing says how
 * the object becomes bytes. Nothing was sent.
 */
public final class NoCodecException extends WeftException {
  private static final long serialVersionUID = 1;

  /** With a sentence that says what was tried, where, why it failed and how to cure it. */
  public NoCodecException(String message) {
    super(message);
  }
}
