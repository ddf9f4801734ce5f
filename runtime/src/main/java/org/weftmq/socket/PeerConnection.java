package org.weftmq.socket;

import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.weftmq.Endpoint;
import org.weftmq.Options;
import org.weftmq.RoutingId;
import org.weftmq.SocketEvent;
import org.weftmq.SocketOptions;
import org.weftmq.SocketType;
import org.weftmq.pipe.BlockingPipe;
import org.weftmq.pipe.Pipe;
import org.weftmq.spi.Connection;
import org.weftmq.spi.ConnectionAttachment;
import org.weftmq.spi.Environment;
import org.weftmq.spi.Peer;
import org.weftmq.spi.PeerRefused;

/** One connection of a socket, from its handshake to its end. */
final class PeerConnection implements ConnectionAttachment, Link {
  private static final String DISCONNECTED = "this side disconnected the peer";
  private static final Closeable OVER = () -> {};
  private static final System.Logger LOG = System.getLogger(PeerConnection.class.getName());

  // nobody's: immutable
  private final ServedSocket socket;
  private final Endpoint endpoint;
  private final Options options;
  private final Connection connection;
  private final long number;
  private final Optional<Connector> maker;
  private final Membership membership;

  // any thread sets
  private volatile boolean givenUp;
  // whoever ends it sets what will cut it off, its own thread that it is over: the first counts
  private final AtomicReference<Closeable> lingering = new AtomicReference<>();
  // whoever ends it on this side for a reason sets; the connection's thread reads
  private volatile String severance;

  /**
   * {@code maker} keeps the endpoint connected, if this side does; {@code kept} is the queue that
   * outlives this connection, if there is one.
   */
  PeerConnection(
      ServedSocket socket,
      Endpoint endpoint,
      Options options,
      Connection connection,
      long number,
      Optional<Connector> maker,
      Optional<KeptQueue> kept) {
    this.socket = socket;
    this.endpoint = endpoint;
    this.options = options;
    this.connection = connection;
    this.number = number;
    this.maker = maker;
    this.membership = new Membership(socket, options, this, maker.isPresent(), kept);
  }

  /** Carries the connection until it ends; whether its handshake succeeded. */
  boolean run() {
    var reason = "the socket was closed";
    try (connection) {
      connection.carry(this);
      if (membership.isWanted()) {
        reason = "the peer closed the connection";
      } else if (!socket.isClosed()) {
        reason = DISCONNECTED;
      }
    } catch (PeerRefused | IOException e) {
      reason = reason(e);
    } catch (InterruptedException e) {
      reason = "given up"; // abort() does that, and what runs this is about to end
    } catch (RuntimeException | Error e) { // what a peer sent must hurt its own connection alone
      reason = "internal error: " + e;
      log(endpoint, e);
    } finally {
      membership.leave();
      var timer = lingering.getAndSet(OVER);
      if (timer != null) {
        Closing.cancel(timer);
      }
    }
    if (severance != null) {
      reason = severance;
    }
    var joined = isJoined();
    report(
        joined
            ? new SocketEvent.PeerLeft(endpoint, number, membership.peer(), reason)
            : new SocketEvent.HandshakeFailed(endpoint, number, reason));
    return joined;
  }

  static void log(Endpoint endpoint, Throwable failure) {
    LOG.log(Level.ERROR, "a connection of " + endpoint + " failed", failure);
  }

  static String reason(Throwable e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  /** Whether the peer has introduced itself. */
  boolean isJoined() {
    return membership.isJoined();
  }

  /** Whether what goes through {@code end} goes through this connection. */
  boolean carries(Pipe end) {
    return membership.uses(end);
  }

  /**
   * Ends it once what is queued for the peer is written, or now if it is still in its handshake.
   */
  void stop() {
    if (!membership.stop()) {
      abort();
    }
  }

  /** Whatever ends it from now on, this is the reason. */
  void blame(String why) {
    severance = why;
  }

  /** Ends it now. */
  void abort() {
    try {
      connection.close();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "closing a connection of " + endpoint, e); // it is gone either way
    }
  }

  @Override
  public void left(Peer gone) {} // run() reports that, with the reason

  /** Ends it now: it has lingered long enough. */
  void giveUp() {
    givenUp = true;
    abort();
  }

  @Override
  public boolean isGivenUp() {
    return givenUp;
  }

  @Override
  public boolean probe(Duration within, Runnable alive) {
    return connection.probe(
        within, "it gave no sign of life when another peer claimed its routing id", alive);
  }

  @Override
  public void sever(Pipe end, String why) {
    blame(why);
    abort();
  }

  @Override
  public Optional<Object> note() {
    return maker.flatMap(Link::note);
  }

  @Override
  public void end(Pipe end) {
    severance = DISCONNECTED;
    if (maker.isPresent()) {
      maker.get().end(end);
      return;
    }
    stop();
    var linger = Deadline.nanos(socket.options().get(SocketOptions.LINGER));
    if (linger < Long.MAX_VALUE) {
      var timer = environment().schedule(linger, this::giveUp);
      if (!lingering.compareAndSet(null, timer)) {
        Closing.cancel(timer);
      }
    }
  }

  // ---- what the transport sees

  @Override
  public SocketType type() {
    return socket.type();
  }

  @Override
  public Endpoint endpoint() {
    return endpoint;
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
  public BlockingPipe attach(Peer newcomer) throws PeerRefused {
    var end = membership.join(newcomer);
    report(new SocketEvent.PeerJoined(endpoint, number, newcomer));
    return end;
  }

  @Override
  public void report(SocketEvent event) {
    socket.report(event);
  }
}
