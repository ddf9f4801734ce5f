package org.weftmq.spi;

import java.time.Duration;
import org.weftmq.Message;
import org.weftmq.Sender;

/** A {@link Sender} whose core sends plain messages. */
public interface SendsMessages extends Sender {
  @Override
  SocketCore<Message, ?> core();

  @Override
  default void send(Message message) throws InterruptedException {
    core().send(message);
  }

  @Override
  default boolean send(Message message, Duration timeout) throws InterruptedException {
    return core().send(message, timeout);
  }

  @Override
  default boolean trySend(Message message) {
    return core().offer(message).isTaken();
  }
}
