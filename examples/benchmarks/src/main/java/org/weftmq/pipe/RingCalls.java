package org.weftmq.pipe;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.weftmq.Message;
import org.weftmq.spi.Item;

/** A ring that one thread uses as producer and consumer; it stands here to see the ring at all. */
@State(Scope.Thread)
public class RingCalls {
  private final Ring ring = new Ring();
  private final Message message = Message.of("hello");

  /** A message in and out. */
  @Benchmark
  public Item pass() {
    ring.offer(message);
    return ring.poll();
  }
}
