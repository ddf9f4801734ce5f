package org.weftmq.benchmarks.link;

import java.util.concurrent.BlockingQueue;
import java.util.function.Supplier;

/** A link of two blocking queues. */
record Queues(Port near, Port far) implements Link {
  Queues(Supplier<BlockingQueue<Object>> queues) {
    this(queues.get(), queues.get());
  }

  private Queues(BlockingQueue<Object> there, BlockingQueue<Object> back) {
    this(new End(there, back), new End(back, there));
  }

  private record End(BlockingQueue<Object> out, BlockingQueue<Object> in) implements Port {
    @Override
    public void send(byte[] bytes) throws InterruptedException {
      out.put(bytes);
    }

    @Override
    public Object receive() throws InterruptedException {
      return in.take();
    }
  }
}
