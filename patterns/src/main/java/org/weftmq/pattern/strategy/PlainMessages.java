package org.weftmq.pattern.strategy;

import org.weftmq.Message;
import org.weftmq.spi.Routing;

/** Routing that sends and receives just messages. */
public interface PlainMessages extends Routing<Message, Message> {
  @Override
  default Message outgoing(Message message) {
    return message;
  }

  @Override
  default Message incoming(Message item) {
    return item;
  }
}
