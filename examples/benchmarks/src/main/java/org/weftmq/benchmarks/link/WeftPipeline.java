package org.weftmq.benchmarks.link;

import org.weftmq.Context;
import org.weftmq.Message;
import org.weftmq.SocketOptions;
import org.weftmq.pattern.pipeline.Pull;
import org.weftmq.pattern.pipeline.Push;

/** A PUSH and a PULL of Weft for each direction; both marks together are the capacity. */
final class WeftPipeline implements Link {
  private final Context context = Context.open();
  private final Port near;
  private final Port far;

  WeftPipeline(int capacity) {
    var there = Pull.open(context);
    var back = Pull.open(context);
    there.set(SocketOptions.RECEIVE_HIGH_WATER_MARK, capacity / 2).bind("inproc://there");
    back.set(SocketOptions.RECEIVE_HIGH_WATER_MARK, capacity / 2).bind("inproc://back");
    near = new End(push(capacity).connect("inproc://there"), back);
    far = new End(push(capacity).connect("inproc://back"), there);
  }

  private Push push(int capacity) {
    return Push.open(context).set(SocketOptions.SEND_HIGH_WATER_MARK, capacity - capacity / 2);
  }

  @Override
  public Port near() {
    return near;
  }

  @Override
  public Port far() {
    return far;
  }

  @Override
  public void close() {
    context.close();
  }

  private record End(Push out, Pull in) implements Port {
    @Override
    public void send(byte[] bytes) throws InterruptedException {
      out.send(Message.wrap(bytes));
    }

    @Override
    public Object receive() throws InterruptedException {
      return in.receive();
    }
  }
}
