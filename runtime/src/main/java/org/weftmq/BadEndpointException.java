package org.weftmq;

/**
 * An endpoint is malformed, or of a scheme or form that cannot be used. The socket is as before.
 */
public final class BadEndpointException extends WeftException {
  private static final long serialVersionUID = 1;

  /** Quotes the endpoint and says what is wrong with it. */
  public BadEndpointException(String endpoint, String wrong) {
    super("bad endpoint \"" + endpoint + "\": " + wrong);
  }
}
