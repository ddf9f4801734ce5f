package org.weftmq.benchmarks.link;

import org.weftmq.Context;
import org.weftmq.Message;
import org.weftmq.SocketOptions;
import org.weftmq.pattern.pipeline.Pull;
import org.weftmq.pattern.pipeline.Push;

/** A PUSH and a PULL of Weft over inproc; both marks together are the capacity. */
final class WeftPipeline implements Lane {
  private final Context context = Context.open();
  private final Pull pull = Pull.open(context);
  private final Push push = Push.open(context);

  WeftPipeline(int capacity) {
    pull.set(SocketOptions.RECEIVE_HIGH_WATER_MARK, capacity / 2).bind("inproc://lane");
    push.set(SocketOptions.SEND_HIGH_WATER_MARK, capacity - capacity / 2).connect("inproc://lane");
  }

  @Override
  public void put(byte[] bytes) throws InterruptedException {
    push.send(Message.wrap(bytes));
  }

  @Override
  public Object take() throws InterruptedException {
    return pull.receive();
  }

  @Override
  public void close() {
    context.close();
  }
}
