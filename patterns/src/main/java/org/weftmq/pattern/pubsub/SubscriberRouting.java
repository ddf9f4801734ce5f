package org.weftmq.pattern.pubsub;

import org.weftmq.pattern.strategy.PlainMessages;
import org.weftmq.pipe.Pipe;

/** A routing whose pipes are a subscriber's. */
interface SubscriberRouting extends PlainMessages {
  /** What is subscribed to, always the same. */
  Subscribing subscribing();

  @Override
  default void attached(Pipe pipe) {
    subscribing().attached(pipe);
  }

  @Override
  default void connected(Pipe pipe) {
    subscribing().connected(pipe);
  }

  @Override
  default void readable(Pipe pipe) {
    subscribing().readable(pipe);
  }

  @Override
  default void detached(Pipe pipe) {
    subscribing().detached(pipe);
  }
}
