package org.weftmq.pattern.pubsub;

import org.weftmq.Message;
import org.weftmq.pipe.Pipe;
import org.weftmq.spi.Routing;

/** A routing whose pipes are a publisher's. */
interface PublisherRouting<I> extends Routing<Message, I>, Requests {
  /** The publisher, always the same. */
  Publisher publisher();

  @Override
  default void attached(Pipe pipe) {
    publisher().attached(pipe);
  }

  @Override
  default void connected(Pipe pipe) {
    publisher().connected(pipe);
  }

  @Override
  default void readable(Pipe pipe) {
    publisher().readable(pipe);
  }

  @Override
  default void detached(Pipe pipe) {
    publisher().detached(pipe);
  }
}
