package org.weftmq.pattern.strategy;

import org.weftmq.Message;
import org.weftmq.pipe.Pipe;
import org.weftmq.spi.Outcome;

/**
 * A routing that sends to its peers in turn, and receives nothing: PUSH (30/PIPELINE), SCATTER
 * (49/SCATTERGATHER).
 */
public final class Distributing implements PlainMessages {
  private final RoundRobin outgoing = new RoundRobin();

  /** No peers as yet. */
  public Distributing() {}

  @Override
  public void attached(Pipe pipe) {
    outgoing.add(pipe);
  }

  @Override
  public void writable(Pipe pipe) {
    outgoing.add(pipe);
  }

  @Override
  public void detached(Pipe pipe) {
    outgoing.remove(pipe);
    pipe.close(); // nobody ever reads what a peer sent here, whatever it is
  }

  @Override
  public Outcome send(Message message) {
    return outgoing.send(message);
  }

  @Override
  public Message receive() {
    return null;
  }
}
