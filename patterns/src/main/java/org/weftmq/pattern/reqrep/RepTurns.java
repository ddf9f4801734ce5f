package org.weftmq.pattern.reqrep;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.weftmq.Duplex;
import org.weftmq.Message;
import org.weftmq.Option;
import org.weftmq.Select;
import org.weftmq.Socket;
import org.weftmq.WrongStateException;
import org.weftmq.spi.SocketCore;

/** A REP in strict turns: receive, send, receive (28/REQREP). */
final class RepTurns implements Duplex {
  private final Rep rep;

  // any thread, by compare-and-set: the request that waits for its reply
  private final AtomicReference<Exchange> open = new AtomicReference<>();

  RepTurns(Rep rep) {
    this.rep = rep;
  }

  @Override
  public Message receive() throws InterruptedException {
    checkMayReceive();
    return begin(rep.receive());
  }

  @Override
  public Optional<Message> receive(Duration timeout) throws InterruptedException {
    checkMayReceive();
    return rep.receive(timeout).map(this::begin);
  }

  @Override
  public Optional<Message> tryReceive() {
    checkMayReceive();
    return rep.tryReceive().map(this::begin);
  }

  @Override
  public <R> Select.Clause<R> onReceive(Function<? super Message, ? extends R> then) {
    return rep.onReceive(exchange -> then.apply(begin(exchange)));
  }

  private void checkMayReceive() {
    if (open.get() != null) {
      throw new WrongStateException(
          "cannot receive from this REP: a request is open; send its reply first");
    }
  }

  private Message begin(Exchange exchange) {
    if (!open.compareAndSet(null, exchange)) {
      throw new WrongStateException(
          "two threads received from this REP at once: strict turns are for one; use exchanges");
    }
    return exchange.request();
  }

  @Override
  public void send(Message message) {
    var exchange = open.getAndSet(null);
    if (exchange == null) {
      throw new WrongStateException(
          "cannot send from this REP: no request is open; receive one first");
    }
    exchange.reply(message);
  }

  @Override
  public boolean send(Message message, Duration timeout) {
    send(message); // a reply never waits
    return true;
  }

  @Override
  public boolean trySend(Message message) {
    send(message);
    return true;
  }

  @Override
  public Socket bind(String endpoint) {
    rep.bind(endpoint);
    return this;
  }

  @Override
  public Socket connect(String endpoint) {
    rep.connect(endpoint);
    return this;
  }

  @Override
  public <T> Socket set(Option<T> option, T value) {
    rep.set(option, value);
    return this;
  }

  @Override
  public SocketCore<?, ?> core() {
    return rep.core();
  }
}
