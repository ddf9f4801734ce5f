package org.weftmq.pattern.radiodish;

import org.weftmq.Message;
import org.weftmq.pattern.strategy.PlainMessages;
import org.weftmq.pattern.strategy.RoundRobin;
import org.weftmq.pipe.Pipe;
import org.weftmq.spi.Outcome;

/** What sends any message to its peers, whatever the rules of its type are. */
final class Bare implements PlainMessages {
  private final RoundRobin peers = new RoundRobin();

  @Override
  public void attached(Pipe pipe) {
    peers.add(pipe);
  }

  @Override
  public void writable(Pipe pipe) {
    peers.add(pipe);
  }

  @Override
  public void detached(Pipe pipe) {
    peers.remove(pipe);
    pipe.close();
  }

  @Override
  public Outcome send(Message message) {
    return peers.send(message);
  }

  @Override
  public Message receive() {
    return null;
  }
}
