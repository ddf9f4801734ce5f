package org.weftmq.pattern.strategy;

import org.weftmq.Message;
import org.weftmq.Routed;
import org.weftmq.RoutingId;
import org.weftmq.WrongStateException;
import org.weftmq.spi.Routing;

/** Routing that sends to and receives from peers by routing id; plain, the id is in front. */
public interface RoutedMessages extends Routing<Routed, Routed> {
  @Override
  default Routed outgoing(Message message) {
    return addressed(message);
  }

  /**
   * The message behind the routing id that is in front.
   *
   * @throws WrongStateException if there is nothing behind it
   */
  static Routed addressed(Message message) {
    if (message.size() < 2) {
      throw new WrongStateException(
          "cannot send a message of one frame to a peer by its routing id: the id is the first"
              + " frame, and the body follows");
    }
    return new Routed(RoutingId.of(message.first()), message.skip(1));
  }

  @Override
  default Message incoming(Routed item) {
    return item.body().prepend(item.id().frame());
  }
}
