package org.weftmq.pattern.strategy;

import org.weftmq.Message;
import org.weftmq.pipe.Pipe;
import org.weftmq.spi.Outcome;

/** A routing around a fair queue that the test looks into. */
record Pulling(FairQueue queue) implements PlainMessages {
  @Override
  public void attached(Pipe pipe) {
    queue.add(pipe);
  }

  @Override
  public void readable(Pipe pipe) {
    queue.add(pipe);
  }

  @Override
  public void detached(Pipe pipe) {
    queue.detached(pipe);
  }

  @Override
  public Outcome send(Message message) {
    throw new AssertionError("nothing is sent");
  }

  @Override
  public Message receive() {
    return queue.receive();
  }
}
