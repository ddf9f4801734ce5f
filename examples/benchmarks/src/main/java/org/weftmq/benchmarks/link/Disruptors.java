package org.weftmq.benchmarks.link;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.BlockingWaitStrategy;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.TimeoutException;

/** A link of two ring buffers of the Disruptor, whose capacity is a power of two. */
record Disruptors(Port near, Port far) implements Link {
  private static final class Slot {
    private Object message;
  }

  /** One direction: the producer publishes, the consumer takes all that is there in one go. */
  private static final class Lane {
    private final RingBuffer<Slot> ring;
    private final SequenceBarrier barrier;
    private final Sequence taken = new Sequence();
    private long available = -1;
    private long last = -1;

    Lane(int capacity) {
      var size = Integer.highestOneBit(Math.max(2, 2 * capacity - 1));
      ring = RingBuffer.createSingleProducer(Slot::new, size, new BlockingWaitStrategy());
      barrier = ring.newBarrier();
      ring.addGatingSequences(taken);
    }

    void put(Object message) {
      var next = ring.next();
      ring.get(next).message = message;
      ring.publish(next);
    }

    Object take() throws AlertException, InterruptedException, TimeoutException {
      if (last == available) {
        taken.set(last);
        available = barrier.waitFor(last + 1);
      }
      return ring.get(++last).message;
    }
  }

  Disruptors(int capacity) {
    this(new Lane(capacity), new Lane(capacity));
  }

  private Disruptors(Lane there, Lane back) {
    this(new End(there, back), new End(back, there));
  }

  private record End(Lane out, Lane in) implements Port {
    @Override
    public void send(byte[] bytes) {
      out.put(bytes);
    }

    @Override
    public Object receive() throws Exception {
      return in.take();
    }
  }
}
