package org.weftmq;

/**
 * A frame does not carry what it was asked for: it carries an object instead of bytes, bytes
 * instead of an object, or an object of another class.
 */
public final class WrongContentException extends WeftException {
  private static final long serialVersionUID = 1;

  /** With a sentence that says what was asked for, what there is, and how to cure it. */
  public WrongContentException(String message) {
    super(message);
  }

  /** The same, with what the codec threw. */
  public WrongContentException(String message, Throwable cause) {
    super(message, cause);
  }
}
