package org.weftmq.transport.stream;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.weftmq.Endpoint;
import org.weftmq.Option;
import org.weftmq.Options;
import org.weftmq.RoutingId;
import org.weftmq.SocketEvent;
import org.weftmq.SocketType;
import org.weftmq.pipe.BlockingPipe;
import org.weftmq.pipe.Pipe;
import org.weftmq.spi.ConnectionAttachment;
import org.weftmq.spi.Environment;
import org.weftmq.spi.Peer;
import org.weftmq.spi.PeerRefused;
import org.weftmq.system.SystemEnvironment;

/** A socket with one pipe and no routing; the test does its part at the near end. */
final class TestSocket implements ConnectionAttachment {
  private final SocketType type;
  private final Environment environment = new SystemEnvironment();
  private final Pipe pipe = Pipe.open();

  /** The socket's end: what is put is sent, what is taken was received. */
  final BlockingPipe near = new BlockingPipe(pipe, environment);

  private final BlockingPipe far = new BlockingPipe(pipe.far(), environment);
  final List<Peer> peers = new CopyOnWriteArrayList<>();
  private Options options = Options.initial();
  private RoutingId identity = RoutingId.none();
  private String refusal = "";

  TestSocket(SocketType type) {
    this.type = type;
  }

  <T> TestSocket set(Option<T> option, T value) {
    options = options.with(option, value);
    return this;
  }

  TestSocket marks(int send, int receive) {
    pipe.marks(send, receive);
    return this;
  }

  TestSocket identity(String text) {
    identity = RoutingId.of(text);
    return this;
  }

  TestSocket refusing(String reason) {
    refusal = reason;
    return this;
  }

  Pipe pipe() {
    return pipe;
  }

  @Override
  public BlockingPipe attach(Peer peer) throws PeerRefused {
    if (!refusal.isEmpty()) {
      throw new PeerRefused(refusal);
    }
    peers.add(peer);
    return far;
  }

  @Override
  public SocketType type() {
    return type;
  }

  @Override
  public Endpoint endpoint() {
    return Endpoint.parse("memory://test");
  }

  @Override
  public Options options() {
    return options;
  }

  @Override
  public RoutingId identity() {
    return identity;
  }

  @Override
  public Environment environment() {
    return environment;
  }

  @Override
  public void report(SocketEvent event) {}
}
