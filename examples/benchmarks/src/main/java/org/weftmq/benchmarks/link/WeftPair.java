package org.weftmq.benchmarks.link;

import java.util.concurrent.atomic.AtomicInteger;
import org.weftmq.Context;
import org.weftmq.Message;
import org.weftmq.SocketOptions;
import org.weftmq.WaitStrategy;
import org.weftmq.pattern.pair.Pair;

/** A PAIR of Weft over inproc. */
record WeftPair(Pair socket) implements Port {
  private static final Context CONTEXT = Context.open(); // that of the process
  private static final AtomicInteger LINKS = new AtomicInteger();

  /** Two of them; the high-water marks of both sides together are the capacity. */
  static Link link(int capacity, WaitStrategy strategy) {
    var endpoint = "inproc://link-" + LINKS.incrementAndGet();
    var near = open(capacity - capacity / 2, strategy).bind(endpoint);
    var far = open(capacity / 2, strategy).connect(endpoint);
    return new Link(new WeftPair(near), new WeftPair(far));
  }

  private static Pair open(int mark, WaitStrategy strategy) {
    return Pair.open(CONTEXT)
        .set(SocketOptions.WAIT_STRATEGY, strategy)
        .set(SocketOptions.SEND_HIGH_WATER_MARK, mark)
        .set(SocketOptions.RECEIVE_HIGH_WATER_MARK, mark);
  }

  @Override
  public void send(byte[] bytes) throws InterruptedException {
    socket.send(Message.wrap(bytes));
  }

  @Override
  public Object receive() throws InterruptedException {
    return socket.receive();
  }

  @Override
  public void close() {
    socket.close();
  }
}
