package org.weftmq.benchmarks.link;

import java.util.concurrent.BlockingQueue;

/** A blocking queue. */
record BlockingLane(BlockingQueue<Object> queue) implements Lane {
  @Override
  public void put(byte[] bytes) throws InterruptedException {
    queue.put(bytes);
  }

  @Override
  public Object take() throws InterruptedException {
    return queue.take();
  }
}
