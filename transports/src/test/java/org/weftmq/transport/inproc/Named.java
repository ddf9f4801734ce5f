package org.weftmq.transport.inproc;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.weftmq.Endpoint;
import org.weftmq.Message;
import org.weftmq.Options;
import org.weftmq.RoutingId;
import org.weftmq.SocketEvent;
import org.weftmq.SocketType;
import org.weftmq.actor.Sequel;
import org.weftmq.pipe.Pipe;
import org.weftmq.pipe.PipeOwner;
import org.weftmq.pipe.PipeSignal;
import org.weftmq.spi.Attachment;
import org.weftmq.spi.DirectAttachment;
import org.weftmq.spi.Environment;
import org.weftmq.spi.Peer;
import org.weftmq.spi.PeerRefused;
import org.weftmq.system.SystemEnvironment;

/** A socket that notes what a transport does with it, and takes only peers that it may talk to. */
final class Named implements DirectAttachment, PipeOwner {
  /** What it was to agree on, with whom, and how many pipes both had been attached by then. */
  record Agreement(Attachment peer, Pipe end, int attachedBefore) {}

  private final SocketType type;
  private final Endpoint endpoint;
  private final Environment environment = new SystemEnvironment();
  private boolean choosy;
  private Runnable meanwhile = () -> {};

  final List<Pipe> prepared = new CopyOnWriteArrayList<>();
  final List<Agreement> agreements = new CopyOnWriteArrayList<>();
  final List<Pipe> attached = new CopyOnWriteArrayList<>();
  final List<Pipe> detached = new CopyOnWriteArrayList<>();
  final List<Peer> peers = new CopyOnWriteArrayList<>();
  final ConcurrentLinkedQueue<SocketEvent> events = new ConcurrentLinkedQueue<>();

  Named(SocketType type, String name) {
    this.type = type;
    this.endpoint = new Endpoint("inproc", name);
  }

  /** From now on it takes nobody, for no reason that the other could know. */
  Named choosy() {
    choosy = true;
    return this;
  }

  /** Has something happen while it is being attached. */
  void meanwhile(Runnable event) {
    meanwhile = event;
  }

  /** Sends text to the only peer. */
  void send(String text) {
    (attached.isEmpty() ? prepared : attached).getFirst().offer(Message.of(text));
  }

  /** What the only peer sent. */
  Object received() {
    return attached.getFirst().poll();
  }

  @Override
  public void prepare(Pipe end) {
    end.own(this);
    prepared.add(end);
  }

  @Override
  public void agree(Attachment peer, Pipe end) {
    agreements.add(new Agreement(peer, end, attached.size() + ((Named) peer).attached.size()));
  }

  @Override
  public void attach(Peer peer, Pipe end) throws PeerRefused {
    meanwhile.run();
    if (!type.mayTalkTo(peer.type())) {
      throw new PeerRefused("a " + type + " cannot talk to a " + peer.type());
    }
    if (choosy) {
      throw new PeerRefused("no");
    }
    end.own(this);
    peers.add(peer);
    attached.add(end);
  }

  @Override
  public void detach(Pipe end) {
    detached.add(end);
    if (prepared.contains(end) || attached.contains(end)) {
      end.close();
    }
  }

  @Override
  public void on(Pipe end, PipeSignal signal, Sequel sequel) {}

  @Override
  public void tell(Pipe far, PipeSignal signal) {}

  @Override
  public SocketType type() {
    return type;
  }

  @Override
  public Endpoint endpoint() {
    return endpoint;
  }

  @Override
  public Options options() {
    return Options.initial();
  }

  @Override
  public RoutingId identity() {
    return RoutingId.of(type.name());
  }

  @Override
  public Environment environment() {
    return environment;
  }

  @Override
  public void report(SocketEvent event) {
    events.add(event);
  }
}
