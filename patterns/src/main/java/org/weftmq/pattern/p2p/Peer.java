package org.weftmq.pattern.p2p;

import org.weftmq.ConnectionMessages;
import org.weftmq.Context;
import org.weftmq.Routed;
import org.weftmq.RoutingId;
import org.weftmq.SocketType;
import org.weftmq.pattern.strategy.ConnectionNotices;
import org.weftmq.pattern.strategy.Numbered;
import org.weftmq.pattern.strategy.SingleFrame;
import org.weftmq.spi.Receives;
import org.weftmq.spi.SendsRouted;
import org.weftmq.spi.SocketCore;
import org.weftmq.spi.TypedSocket;

/**
 * A PEER: talks to each other PEER by the routing id that it made up for it, and receives one
 * message of each in turn; a message has exactly one frame (51/P2P).
 *
 * <p>Sending never waits for a peer, unless a time to wait is given: a message for a peer that is
 * not there is refused with a {@link org.weftmq.NoRouteException}, one for a peer whose queue is
 * full with a {@link org.weftmq.PeerFullException}, one of more than one frame with a {@link
 * org.weftmq.WrongStateException}. An id has 4 bytes, counts as long as there is a queue for the
 * peer, and means nothing to any other socket: each of two peers has its own for the other. A peer
 * that sends a message of more than one frame loses its connection.
 *
 * <pre>{@code
 * try (var context = Context.open();
 *     var alice = Peer.open(context).bind("inproc://alice");
 *     var bob = Peer.open(context)) {
 *   var toAlice = bob.connectPeer("inproc://alice");
 *   bob.send(toAlice, Message.of("hello"));
 *   var hello = alice.receive();
 *   alice.send(hello.id(), Message.of("hello yourself"));
 *   System.out.println(bob.receive().body().text());
 * }
 * }</pre>
 */
public final class Peer extends TypedSocket<Peer, Routed, Routed>
    implements SendsRouted, Receives<Routed> {
  private static final ConnectionNotices NOTICES =
      ConnectionNotices.of(
          ConnectionMessages.HELLO, ConnectionMessages.DISCONNECT, ConnectionMessages.HICCUP);

  private final Numbered peers; // for the socket's turn

  private Peer(SocketCore<Routed, Routed> core, Numbered peers) {
    super(core);
    this.peers = peers;
  }

  /** Opens a PEER. */
  public static Peer open(Context context) {
    var peers = new Numbered(SocketType.PEER, context.environment().random().nextInt(), NOTICES);
    var routing = new SingleFrame<>(SocketType.PEER, peers, Routed::body);
    return new Peer(context.open(SocketType.PEER, routing, NOTICES.options()), peers);
  }

  /**
   * Connects {@code endpoint} like {@link #connect}, and says which peer that is. There is a queue
   * for it at once, which outlives each connection: what is sent before the peer is there waits for
   * it, and the id stays when the connection is remade. Only with {@code immediate} set there is
   * none: then a message is refused with a {@link org.weftmq.NoRouteException} unless the peer is
   * there just now.
   *
   * @return the peer's id, until {@link #disconnectPeer} or {@link #disconnect} ends it
   * @throws org.weftmq.BadEndpointException if the endpoint is malformed or has no transport
   * @throws org.weftmq.SocketClosedException if the socket is closed
   */
  public RoutingId connectPeer(String endpoint) {
    var id = core().inTurn(peers::reserve);
    core().connect(endpoint, id);
    return id;
  }

  /**
   * Ends the connection of the peer {@code id}, and disconnects the endpoint if this side connected
   * it: what is queued for the peer still goes out, within {@code LINGER}; what it sent and nobody
   * received is forgotten. Does not block. A peer that connected to this one may come back, with
   * another id.
   *
   * @throws org.weftmq.NoRouteException if there is no such peer
   * @throws org.weftmq.SocketClosedException if the socket is closed
   */
  public void disconnectPeer(RoutingId id) {
    core().disconnect(core().inTurn(() -> peers.toDisconnect(id)));
  }
}
