package org.weftmq;

/** A subscription was refused because its topic is longer than a topic may be. */
public final class TopicTooLongException extends WeftException {
  private static final long serialVersionUID = 1;

  /** With the rule and how it was broken. */
  public TopicTooLongException(String message) {
    super(message);
  }
}
