package org.weftmq.socket;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.weftmq.Endpoint;
import org.weftmq.Options;
import org.weftmq.SocketEvent;
import org.weftmq.SocketOptions;
import org.weftmq.actor.Parker;
import org.weftmq.pipe.Pipe;
import org.weftmq.spi.ChannelTransport;
import org.weftmq.spi.Peer;
import org.weftmq.spi.PeerRefused;

/**
 * Keeps one endpoint connected: reaches it, carries the connection to its end, waits, tries again.
 * Runs on a virtual thread of its own.
 */
final class Connector implements Service, Link {
  // nobody's: immutable
  private final ServedSocket socket;
  private final ChannelTransport transport;
  private final Endpoint endpoint;
  private final Options options;
  private final Optional<Object> note;
  private final Parker pause;

  // the socket's turn writes, its thread reads
  private volatile Optional<KeptQueue> kept;
  // the socket's turn adds, its thread takes
  private final Queue<KeptQueue> retired = new ConcurrentLinkedQueue<>();

  // its thread writes, others read
  private volatile Thread thread;
  private volatile PeerConnection current;
  // others write, its thread reads
  private volatile boolean stopping;
  private volatile boolean aborted;

  /** {@code note} is for routing to find on the pipes. */
  Connector(
      ServedSocket socket,
      ChannelTransport transport,
      Endpoint endpoint,
      Options options,
      Optional<Object> note) {
    this.socket = socket;
    this.transport = transport;
    this.endpoint = endpoint;
    this.options = options;
    this.note = note;
    var environment = socket.actor().environment();
    this.pause = new Parker(environment);
    this.kept =
        options.get(SocketOptions.IMMEDIATE) || !socket.type().queueOutlivesConnection()
            ? Optional.empty()
            : Optional.of(new KeptQueue(socket, options));
  }

  @Override
  public boolean isReconnecting() {
    return options.get(SocketOptions.RECONNECT);
  }

  /** In the turn: gives the socket its queue, if there is one from the start. */
  void prepare() throws PeerRefused {
    if (kept.isPresent()) {
      socket.actor().pipes().attach(kept.get().near(), this, List.of());
    }
  }

  @Override
  public Endpoint endpoint() {
    return endpoint;
  }

  @Override
  public void start() {
    socket.actor().environment().start("weft-connect " + endpoint, this::run);
  }

  @Override
  public void stop() {
    socket.turn(
        () -> {
          stopping = true; // from now on no other queue takes the place of this one
          kept.ifPresent(queue -> socket.actor().pipes().detach(queue.near()));
        });
    var connection = current;
    if (connection != null) {
      // One that is still in its handshake may go on as long as there is something to write.
      if (kept.isEmpty() || !connection.isJoined() && isFlushed()) {
        connection.stop();
      }
    } else if (isFlushed()) {
      giveUp();
    }
    pause.wake();
  }

  @Override
  public void abort() {
    aborted = true;
    var connection = current;
    if (connection != null) {
      connection.giveUp();
    }
    giveUp();
  }

  @Override
  public boolean isGivenUp() {
    return aborted;
  }

  @Override
  public Optional<Object> note() {
    return note;
  }

  @Override
  public void end(Pipe pipe) {
    socket.serving().endConnected(this);
  }

  @Override
  public void left(Peer peer) {} // the connection that carried it reports that, with the reason

  /** What is queued is dropped with its queue; a new one takes its place at once. */
  @Override
  public void sever(Pipe pipe, String why) {
    carrying(pipe).ifPresent(connection -> connection.blame(why)); // before it can end otherwise
    socket.turn(
        () -> {
          if (kept.isPresent() && kept.get().near() == pipe) {
            replaceQueue();
          }
        });
    carrying(pipe).ifPresent(connection -> connection.sever(pipe, why));
    pause.wake();
  }

  private Optional<PeerConnection> carrying(Pipe pipe) {
    return Optional.ofNullable(current).filter(connection -> connection.carries(pipe));
  }

  private void replaceQueue() {
    var old = kept.get();
    var inUse = old.near().peer().isPresent();
    old.retire();
    socket.actor().pipes().detach(old.near());
    if (inUse) {
      retired.add(old); // until its connection has ended
    } else {
      old.close(); // and no connection can begin with it
    }
    if (!socket.isClosed() && !stopping) {
      var fresh = new KeptQueue(socket, options);
      if (inUse) {
        fresh.notice(socket.actor().routing().notices(options).broken());
      }
      kept = Optional.of(fresh);
      try {
        prepare();
      } catch (PeerRefused e) {
        throw new AssertionError("the one whose place it takes has left", e);
      }
    }
  }

  /** Interrupts its thread: it is reaching for a peer that nobody needs any more. */
  private void giveUp() {
    var running = thread;
    if (running != null) {
      running.interrupt();
    }
  }

  private boolean isFlushed() {
    return kept.isEmpty() || kept.get().isFlushed();
  }

  private boolean isDone() {
    return aborted || stopping && isFlushed();
  }

  private void run() {
    // Stored before the flags are read; who sets a flag reads it afterwards: one sees the other.
    thread = Thread.currentThread();
    try {
      keepConnected();
    } catch (InterruptedException e) {
      // given up: see stop() and abort()
    } finally {
      dropRetired();
      kept.ifPresent(KeptQueue::close);
      socket.serving().ended(this);
    }
  }

  private void keepConnected() throws InterruptedException {
    var environment = socket.actor().environment();
    var backoff = new Backoff(options, environment.random());
    while (!isDone()) {
      if (connectOnce()) {
        backoff.reset();
      }
      dropRetired();
      if (isDone() || !options.get(SocketOptions.RECONNECT)) {
        return;
      }
      var delay = backoff.delay();
      socket.report(new SocketEvent.Retrying(endpoint, delay));
      pause.await(Deadline.after(environment, delay));
    }
  }

  private void dropRetired() {
    for (var queue = retired.poll(); queue != null; queue = retired.poll()) {
      queue.close();
    }
  }

  /** Whether the endpoint was reached and the handshake succeeded. */
  private boolean connectOnce() throws InterruptedException {
    try {
      var connection = transport.connect(endpoint, options, socket.actor().environment());
      var number = socket.nextConnection();
      var reached =
          new PeerConnection(
              socket, endpoint, options, connection, number, Optional.of(this), kept);
      current = reached;
      if (isDone()) {
        reached.abort();
        return false;
      }
      socket.report(new SocketEvent.Connected(endpoint, number));
      return reached.run();
    } catch (IOException e) {
      socket.report(new SocketEvent.ConnectFailed(endpoint, PeerConnection.reason(e)));
      return false;
    } catch (RuntimeException | Error e) { // a transport that is broken is as good as a lost peer
      PeerConnection.log(endpoint, e);
      socket.report(new SocketEvent.ConnectFailed(endpoint, "internal error: " + e));
      return false;
    } finally {
      current = null;
    }
  }
}
