package org.weftmq.pattern.strategy;

import org.weftmq.Routed;
import org.weftmq.RoutingId;
import org.weftmq.SocketType;
import org.weftmq.pipe.Pipe;
import org.weftmq.spi.Outcome;

/**
 * A routing that knows each peer by a number that it made up, from the moment there is a queue for
 * it: SERVER (41/CLISRV), PEER (51/P2P).
 */
public final class Numbered implements RoutedMessages {
  private final Addressed peers;

  /** No peers as yet, of a socket of this type; {@code first} is where the numbers begin. */
  public Numbered(SocketType type, int first) {
    peers = new Addressed(type, RouteTable.ofNumbers(first));
  }

  @Override
  public void attached(Pipe pipe) {
    peers.add(peers.generate(), pipe);
  }

  @Override
  public void readable(Pipe pipe) {
    peers.readable(pipe);
  }

  @Override
  public void detached(Pipe pipe) {
    peers.detached(pipe);
  }

  @Override
  public Outcome send(Routed item) {
    return peers.send(item);
  }

  @Override
  public Routed receive() {
    return peers.receive();
  }
}
