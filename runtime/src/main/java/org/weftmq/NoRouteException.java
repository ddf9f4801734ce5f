package org.weftmq;

/** No peer has the routing id that a message is for (28/REQREP). Nothing was sent. */
public final class NoRouteException extends WeftException {
  private static final long serialVersionUID = 1;

  /** With a sentence that says what was tried, where, why it failed and how to cure it. */
  public NoRouteException(String message) {
    super(message);
  }
}
