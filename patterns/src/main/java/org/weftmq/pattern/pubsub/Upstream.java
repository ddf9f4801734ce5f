package org.weftmq.pattern.pubsub;

import org.weftmq.Frame;
import org.weftmq.Message;

/** What an XPUB receives from its subscribers. */
public sealed interface Upstream {
  /** Somebody wants messages that begin with {@code topic}; empty is all. */
  record Subscribed(Frame topic) implements Upstream {}

  /** Nobody wants messages that begin with {@code topic} any more, or one fewer does. */
  record Unsubscribed(Frame topic) implements Upstream {}

  /** An XSUB sent a message. */
  record Received(Message message) implements Upstream {}
}
