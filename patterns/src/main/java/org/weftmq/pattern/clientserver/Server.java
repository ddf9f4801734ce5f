package org.weftmq.pattern.clientserver;

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
 * A SERVER: talks to each CLIENT by the routing id that it made up for it, and receives one message
 * of each in turn; a message has exactly one frame (41/CLISRV).
 *
 * <p>Sending never waits for a peer, unless a time to wait is given: a message for a peer that is
 * not there is refused with a {@link org.weftmq.NoRouteException}, one for a peer whose queue is
 * full with a {@link org.weftmq.PeerFullException}, one of more than one frame with a {@link
 * org.weftmq.WrongStateException}. An id has 4 bytes, counts as long as there is a queue for the
 * peer, and means nothing to any other socket. A peer that sends a message of more than one frame
 * loses its connection.
 *
 * <pre>{@code
 * try (var context = Context.open();
 *     var server = Server.open(context).bind("inproc://service");
 *     var client = Client.open(context).connect("inproc://service")) {
 *   client.send("who am I?");
 *   var question = server.receive();
 *   server.send(question.id(), Message.of("you are " + question.id()));
 *   System.out.println(client.receive().text());
 * }
 * }</pre>
 */
public final class Server extends TypedSocket<Server, Routed, Routed>
    implements SendsRouted, Receives<Routed> {
  private static final ConnectionNotices NOTICES =
      ConnectionNotices.of(ConnectionMessages.HELLO, ConnectionMessages.DISCONNECT);

  private final Numbered peers; // for the socket's turn

  private Server(SocketCore<Routed, Routed> core, Numbered peers) {
    super(core);
    this.peers = peers;
  }

  /** Opens a SERVER. */
  public static Server open(Context context) {
    var peers = new Numbered(SocketType.SERVER, context.environment().random().nextInt(), NOTICES);
    var routing = new SingleFrame<>(SocketType.SERVER, peers, Routed::body);
    return new Server(context.open(SocketType.SERVER, routing, NOTICES.options()), peers);
  }

  /**
   * Ends the connection of the peer {@code id}: what is queued for it still goes out, within {@code
   * LINGER}; what it sent and nobody received is forgotten. Does not block. The peer may come back,
   * with another id.
   *
   * @throws org.weftmq.NoRouteException if there is no such peer
   * @throws org.weftmq.SocketClosedException if the socket is closed
   */
  public void disconnectPeer(RoutingId id) {
    core().disconnect(core().inTurn(() -> peers.toDisconnect(id)));
  }
}
