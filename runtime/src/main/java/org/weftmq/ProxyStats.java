package org.weftmq;

/**
 * What a proxy has moved since it was started.
 *
 * @param toBack what was received at the front and sent at the back
 * @param toFront what was received at the back and sent at the front
 */
public record ProxyStats(Traffic toBack, Traffic toFront) {
  /**
   * What was moved in one direction.
   *
   * @param messages messages received, those that could not be sent included
   * @param bytes the sizes of all their frames together
   * @param undeliverable messages that the other side cannot send to anybody: their peer has left,
   *     or they lack the frame that says to whom
   */
  public record Traffic(long messages, long bytes, long undeliverable) {
    /** Nothing. */
    public static final Traffic NONE = new Traffic(0, 0, 0);
  }
}
