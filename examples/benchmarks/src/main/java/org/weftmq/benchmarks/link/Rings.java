package org.weftmq.benchmarks.link;

import java.util.Queue;
import org.jctools.queues.varhandle.SpscVarHandleArrayQueue;

/** A link of two rings of JCTools, whose ends spin and then yield. */
record Rings(Port near, Port far) implements Link {
  private static final int SPINS = 100;

  Rings(int capacity) {
    this(new SpscVarHandleArrayQueue<>(capacity), new SpscVarHandleArrayQueue<>(capacity));
  }

  private Rings(Queue<Object> there, Queue<Object> back) {
    this(new End(there, back), new End(back, there));
  }

  private record End(Queue<Object> out, Queue<Object> in) implements Port {
    @Override
    public void send(byte[] bytes) {
      for (var spins = 1; !out.offer(bytes); spins++) {
        pause(spins);
      }
    }

    @Override
    public Object receive() {
      var message = in.poll();
      for (var spins = 1; message == null; spins++) {
        pause(spins);
        message = in.poll();
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
}
