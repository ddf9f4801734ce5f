package org.weftmq.pattern.strategy;

import org.weftmq.Options;
import org.weftmq.Routed;
import org.weftmq.RoutingId;
import org.weftmq.SocketType;
import org.weftmq.pipe.Pipe;
import org.weftmq.spi.Notices;
import org.weftmq.spi.Outcome;

/**
 * A routing that knows each peer by a number that it made up, from the moment there is a queue for
 * it: SERVER (41/CLISRV), PEER (51/P2P).
 */
public final class Numbered implements RoutedMessages {
  private final Addressed peers;
  private final ConnectionNotices notices;

  /** No peers as yet, of a socket of this type; {@code first} is where the numbers begin. */
  public Numbered(SocketType type, int first) {
    this(type, first, ConnectionNotices.none());
  }

  /**
   * No peers as yet, of a socket of this type, which has these notices; {@code first} is where the
   * numbers begin.
   */
  public Numbered(SocketType type, int first, ConnectionNotices notices) {
    this.peers = new Addressed(type, RouteTable.ofNumbers(first));
    this.notices = notices;
  }

  @Override
  public Notices notices(Options options) {
    return notices.with(options);
  }

  @Override
  public void connecting(Object note) {} // an id that was reserved

  /** An id for the peer of an endpoint that is to be connected with the id as its note. */
  public RoutingId reserve() {
    return peers.generate();
  }

  /**
   * The pipe of the peer with that id, to be disconnected.
   *
   * @throws org.weftmq.NoRouteException if there is no such peer
   */
  public Pipe toDisconnect(RoutingId id) {
    return peers.pipe(id, "disconnect");
  }

  @Override
  public void attached(Pipe pipe) {
    peers.add(pipe.note() instanceof RoutingId reserved ? reserved : peers.generate(), pipe);
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
