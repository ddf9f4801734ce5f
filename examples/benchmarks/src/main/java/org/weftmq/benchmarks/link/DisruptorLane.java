package org.weftmq.benchmarks.link;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.BlockingWaitStrategy;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.TimeoutException;

/**
 * A ring buffer of the Disruptor, whose capacity is a power of two: the producer publishes, the
 * consumer takes all that is there in one go.
 */
final class DisruptorLane implements Lane {
  private static final class Slot {
    private Object message;
  }

  private final RingBuffer<Slot> ring;
  private final SequenceBarrier barrier;
  private final Sequence taken = new Sequence();

  // the consumer's
  private long available = -1;
  private long last = -1;

  DisruptorLane(int capacity) {
    var size = Integer.highestOneBit(Math.max(2, 2 * capacity - 1));
    ring = RingBuffer.createSingleProducer(Slot::new, size, new BlockingWaitStrategy());
    barrier = ring.newBarrier();
    ring.addGatingSequences(taken);
  }

  @Override
  public void put(byte[] bytes) {
    var next = ring.next();
    ring.get(next).message = bytes;
    ring.publish(next);
  }

  @Override
  public Object take() throws AlertException, InterruptedException, TimeoutException {
    if (last == available) {
      taken.set(last);
      available = barrier.waitFor(last + 1);
    }
    return ring.get(++last).message;
  }
}
