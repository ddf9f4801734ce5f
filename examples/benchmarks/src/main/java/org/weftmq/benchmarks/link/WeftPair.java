package org.weftmq.benchmarks.link;

import java.util.concurrent.atomic.AtomicInteger;
import org.weftmq.Context;
import org.weftmq.Message;
import org.weftmq.SocketOptions;
import org.weftmq.pattern.pair.Pair;

/** Two PAIRs of Weft over inproc; the high-water marks of both sides together are the capacity. */
final class WeftPair implements Link {
  private static final Context CONTEXT = Context.open(); // that of the process
  private static final AtomicInteger LINKS = new AtomicInteger();

  private final Pair near = Pair.open(CONTEXT);
  private final Pair far = Pair.open(CONTEXT);

  WeftPair(int capacity) {
    near.set(SocketOptions.SEND_HIGH_WATER_MARK, capacity - capacity / 2);
    near.set(SocketOptions.RECEIVE_HIGH_WATER_MARK, capacity - capacity / 2);
    far.set(SocketOptions.SEND_HIGH_WATER_MARK, capacity / 2);
    far.set(SocketOptions.RECEIVE_HIGH_WATER_MARK, capacity / 2);
    var endpoint = "inproc://link-" + LINKS.incrementAndGet();
    near.bind(endpoint);
    far.connect(endpoint);
  }

  @Override
  public Port near() {
    return new End(near);
  }

  @Override
  public Port far() {
    return new End(far);
  }

  @Override
  public void close() {
    near.close();
    far.close();
  }

  private record End(Pair pair) implements Port {
    @Override
    public void send(byte[] bytes) throws InterruptedException {
      pair.send(Message.wrap(bytes));
    }

    @Override
    public Object receive() throws InterruptedException {
      return pair.receive();
    }
  }
}
