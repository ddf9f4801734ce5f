package org.weftmq.benchmarks.link;

import java.util.Queue;
import org.jctools.queues.varhandle.SpscVarHandleArrayQueue;

/** A ring of JCTools, whose ends spin and then yield. */
record RingLane(Queue<Object> ring) implements Lane {
  private static final int SPINS = 100;

  RingLane(int capacity) {
    this(new SpscVarHandleArrayQueue<>(capacity));
  }

  @Override
  public void put(byte[] bytes) {
    for (var spins = 1; !ring.offer(bytes); spins++) {
      pause(spins);
    }
  }

  @Override
  public Object take() {
    var message = ring.poll();
    for (var spins = 1; message == null; spins++) {
      pause(spins);
      message = ring.poll();
    }
    return message;
  }

  private static void pause(int spins) {
    if (spins % SPINS == 0) {
      Thread.yield();
    } else {
      Thread.onSpinWait();
    }
  }
}
