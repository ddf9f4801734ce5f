package org.weftmq.socket;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.weftmq.Endpoint;
import org.weftmq.Options;
import org.weftmq.RoutingId;
import org.weftmq.SocketEvent;
import org.weftmq.SocketOptions;
import org.weftmq.SocketType;
import org.weftmq.pipe.Conflation;
import org.weftmq.pipe.Pipe;
import org.weftmq.spi.Attachment;
import org.weftmq.spi.DirectAttachment;
import org.weftmq.spi.Environment;
import org.weftmq.spi.Notices;
import org.weftmq.spi.Peer;
import org.weftmq.spi.PeerRefused;
import org.weftmq.spi.Presence;

/** Serves one endpoint of a transport that attaches peers itself; needs no thread. */
final class DirectService implements Service, DirectAttachment {
  /** Reaches the transport: bind or connect. */
  interface Opening {
    Presence open(DirectAttachment socket) throws IOException, InterruptedException;
  }

  // nobody's: immutable
  private final ServedSocket socket;
  private final Endpoint given;
  private final Options options;
  private final Optional<Object> note;
  private final Opening opening;
  private final boolean connecting;

  // the turn's: what happened before the endpoint was told of, oldest first
  private final List<Supplier<SocketEvent>> early = new ArrayList<>(0);
  private boolean started;

  // any thread, once
  private final AtomicBoolean ending = new AtomicBoolean();

  // the thread that binds or connects, and the one that severs; others read
  private volatile Presence presence;

  // any thread sets: it has lingered long enough
  private volatile boolean aborted;

  /** {@code note} is for routing to find on the pipes. */
  DirectService(
      ServedSocket socket,
      Endpoint given,
      Options options,
      boolean connecting,
      Optional<Object> note,
      Opening opening) {
    this.socket = socket;
    this.given = given;
    this.options = options;
    this.connecting = connecting;
    this.note = note;
    this.opening = opening;
  }

  @Override
  public Optional<Object> note() {
    return note;
  }

  void open() throws IOException, InterruptedException {
    presence = opening.open(this);
  }

  @Override
  public void start() {
    socket.turn(
        () -> {
          if (!connecting) {
            report(new SocketEvent.Listening(endpoint()));
          }
          early.forEach(event -> report(event.get()));
          early.clear();
          started = true;
        });
  }

  /**
   * In the turn: peers may come and go while the endpoint is being bound, but are told after it.
   */
  private void tell(Supplier<SocketEvent> event) {
    if (started) {
      report(event.get());
    } else {
      early.add(event);
    }
  }

  @Override
  public void stop() {
    if (ending.compareAndSet(false, true)) {
      presence.end(() -> socket.serving().ended(this));
    }
  }

  @Override
  public void abort() {
    aborted = true;
    stop();
    presence.close();
  }

  /** A connecting side makes the pipe anew; an accepting one only ends it. */
  private void sever(Pipe pipe) {
    if (!connecting) {
      detach(pipe);
      return;
    }
    presence.close();
    if (!socket.isClosed()) {
      try {
        open();
      } catch (IOException e) {
        report(new SocketEvent.ConnectFailed(given, PeerConnection.reason(e)));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        report(new SocketEvent.ConnectFailed(given, "interrupted"));
      }
    }
  }

  /** One pipe of the endpoint. */
  private final class DirectLink implements Link {
    private final long number = socket.nextConnection();

    // the thread that severs or ends; others read
    private volatile String gone = "one side closed the pipe";

    @Override
    public Endpoint endpoint() {
      return DirectService.this.endpoint();
    }

    @Override
    public void left(Peer peer) {
      tell(() -> new SocketEvent.PeerLeft(endpoint(), number, peer, gone));
    }

    @Override
    public void sever(Pipe pipe, String why) {
      gone = why;
      DirectService.this.sever(pipe);
    }

    @Override
    public void end(Pipe pipe) {
      gone = "this side disconnected the peer";
      if (connecting) {
        socket.serving().endConnected(DirectService.this);
      } else {
        detach(pipe);
      }
    }

    @Override
    public Optional<Object> note() {
      return DirectService.this.note();
    }

    @Override
    public boolean isGivenUp() {
      return aborted;
    }

    void joined(Peer peer) {
      tell(() -> new SocketEvent.PeerJoined(endpoint(), number, peer));
    }
  }

  // ---- what the transport sees

  @Override
  public SocketType type() {
    return socket.type();
  }

  @Override
  public Endpoint endpoint() {
    var current = presence;
    return current == null ? given : current.resolved().orElse(given);
  }

  @Override
  public Options options() {
    return options;
  }

  @Override
  public RoutingId identity() {
    return options.get(SocketOptions.ROUTING_ID);
  }

  @Override
  public Environment environment() {
    return socket.actor().environment();
  }

  @Override
  public void prepare(Pipe end) throws PeerRefused {
    if (!options.get(SocketOptions.IMMEDIATE) && type().queueOutlivesConnection()) {
      end.conflate(Conflation.of(type(), options));
      attempt(() -> attachNow(end));
    }
  }

  @Override
  public void agree(Attachment peer, Pipe end) {
    if (!type().mayTalkTo(peer.type())) {
      return; // it will be refused, and what is queued is another's
    }
    var wanted = Conflation.of(type(), options).or(Conflation.of(peer.type(), peer.options()));
    socket.turn(() -> end.conflate(wanted)); // in which nobody else sends
  }

  @Override
  public void attach(Peer peer, Pipe end) throws PeerRefused {
    socket.checkType(peer);
    attempt(
        () -> {
          var refused = socket.actor().ledger().knows(end) ? null : attachNow(end);
          return refused == null ? joinNow(end, peer) : refused;
        });
  }

  @Override
  public void detach(Pipe end) {
    socket.turn(() -> socket.actor().pipes().detach(end));
  }

  @Override
  public void report(SocketEvent event) {
    socket.report(event);
  }

  private void attempt(Supplier<PeerRefused> inTurn) throws PeerRefused {
    var refused = socket.refusalOf(inTurn);
    if (refused != null) {
      throw refused;
    }
  }

  private Notices notices() {
    return socket.actor().routing().notices(options);
  }

  private PeerRefused attachNow(Pipe end) {
    try {
      socket.actor().pipes().attach(end, new DirectLink(), notices().opening());
      return null;
    } catch (PeerRefused e) {
      return e;
    }
  }

  private PeerRefused joinNow(Pipe end, Peer peer) {
    try {
      var there = socket.actor().pipes().joined(end, peer, notices().left());
      if (there && socket.actor().ledger().link(end) instanceof DirectLink link) {
        link.joined(peer);
      }
      return null;
    } catch (PeerRefused e) {
      socket.actor().pipes().detach(end);
      return e;
    }
  }
}
