package org.weftmq.pattern;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.weftmq.Duplex;
import org.weftmq.Message;
import org.weftmq.Select;
import org.weftmq.WrongStateException;
import org.weftmq.spi.SocketCore;
import org.weftmq.spi.TypedSocket;

/**
 * A socket of any type as one of plain messages, for tools: what it takes to route a message is in
 * front of it. What the type cannot do throws.
 */
final class PlainSocket<O, I> extends TypedSocket<PlainSocket<O, I>, O, I> implements Duplex {
  PlainSocket(SocketCore<O, I> core) {
    super(core);
  }

  @Override
  public void send(Message message) throws InterruptedException {
    core().send(outgoing(message));
  }

  @Override
  public boolean send(Message message, Duration timeout) throws InterruptedException {
    return core().send(outgoing(message), timeout);
  }

  @Override
  public boolean trySend(Message message) {
    return core().offer(outgoing(message)).isTaken();
  }

  @Override
  public Message receive() throws InterruptedException {
    checkReceives();
    return core().routing().incoming(core().receive());
  }

  @Override
  public Optional<Message> receive(Duration timeout) throws InterruptedException {
    checkReceives();
    return core().receive(timeout).map(core().routing()::incoming);
  }

  @Override
  public Optional<Message> tryReceive() {
    checkReceives();
    return core().poll().map(core().routing()::incoming);
  }

  @Override
  public <R> Select.Clause<R> onReceive(Function<? super Message, ? extends R> then) {
    checkReceives();
    return core().receiving(item -> then.apply(core().routing().incoming(item)));
  }

  private O outgoing(Message message) {
    if (!type().sends()) {
      throw new WrongStateException("a " + type() + " cannot send: it only receives");
    }
    return core().routing().outgoing(message);
  }

  private void checkReceives() {
    if (!type().receives()) {
      throw new WrongStateException("a " + type() + " cannot receive: it only sends");
    }
  }
}
