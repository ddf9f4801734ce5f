package org.weftmq.transport.stream;

import org.weftmq.Endpoint;
import org.weftmq.Options;
import org.weftmq.RoutingId;
import org.weftmq.SocketEvent;
import org.weftmq.SocketType;
import org.weftmq.pipe.BlockingPipe;
import org.weftmq.spi.ConnectionAttachment;
import org.weftmq.spi.Environment;
import org.weftmq.spi.Peer;
import org.weftmq.spi.PeerRefused;

/** A socket that has a type and options, and nothing else to do with a connection. */
class Stub implements ConnectionAttachment {
  private final SocketType type;

  Stub(SocketType type) {
    this.type = type;
  }

  @Override
  public SocketType type() {
    return type;
  }

  @Override
  public Options options() {
    return Options.initial();
  }

  @Override
  public RoutingId identity() {
    return RoutingId.of("me");
  }

  @Override
  public BlockingPipe attach(Peer peer) throws PeerRefused {
    throw new AssertionError("nobody is to be attached");
  }

  @Override
  public Endpoint endpoint() {
    return Endpoint.parse("fuzz://here");
  }

  @Override
  public Environment environment() {
    throw new AssertionError("nothing is to be started");
  }

  @Override
  public void report(SocketEvent event) {
    throw new AssertionError("nothing is to be told: " + event);
  }
}
