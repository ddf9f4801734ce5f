package org.weftmq.pattern;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.weftmq.Endpoint;
import org.weftmq.RoutingId;
import org.weftmq.SocketType;
import org.weftmq.spi.DirectAttachment;
import org.weftmq.spi.DirectTransport;
import org.weftmq.spi.Peer;
import org.weftmq.spi.PeerRefused;
import org.weftmq.spi.Presence;

/** A transport whose peers are the test's own: {@code raw://name}. */
public final class RawTransport implements DirectTransport {
  private static final Map<String, DirectAttachment> BOUND = new ConcurrentHashMap<>();

  @Override
  public String scheme() {
    return "raw";
  }

  @Override
  public Presence bind(Endpoint at, DirectAttachment socket) {
    BOUND.put(at.address(), socket);
    return () -> BOUND.remove(at.address());
  }

  @Override
  public Presence connect(Endpoint to, DirectAttachment socket) {
    throw to.bad("a raw peer does not wait to be connected to");
  }

  /** A peer of the socket that is bound to {@code name}. */
  static RawPeer peerOf(String name, SocketType type) throws PeerRefused {
    var peer = new RawPeer();
    BOUND.get(name).attach(new Peer(type, RoutingId.none(), ""), peer.pipe().far());
    return peer;
  }
}
