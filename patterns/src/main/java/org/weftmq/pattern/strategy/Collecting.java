package org.weftmq.pattern.strategy;

import org.weftmq.Message;
import org.weftmq.pipe.Pipe;
import org.weftmq.spi.Outcome;

/**
 * A routing that receives one message of each peer in turn, and sends nothing: PULL (30/PIPELINE),
 * GATHER (49/SCATTERGATHER).
 */
public final class Collecting implements PlainMessages {
  private final FairQueue incoming = new FairQueue();

  /** No peers as yet. */
  public Collecting() {}

  @Override
  public void attached(Pipe pipe) {
    incoming.add(pipe);
  }

  @Override
  public void readable(Pipe pipe) {
    incoming.add(pipe);
  }

  @Override
  public void detached(Pipe pipe) {
    incoming.detached(pipe);
  }

  @Override
  public Outcome send(Message message) {
    return Outcome.WAIT;
  }

  @Override
  public Message receive() {
    return incoming.receive();
  }
}
