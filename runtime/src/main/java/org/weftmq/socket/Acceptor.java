package org.weftmq.socket;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.weftmq.Endpoint;
import org.weftmq.Options;
import org.weftmq.SocketEvent;
import org.weftmq.SocketOptions;
import org.weftmq.actor.Parker;
import org.weftmq.spi.Connection;
import org.weftmq.spi.Listener;

/**
 * Serves one bound endpoint: accepts peers on a virtual thread of its own, and carries each on
 * another.
 */
final class Acceptor implements Service {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(10);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  /**
   * So long a handshake may take however many others there are: a peer that has done its part may
   * have sent messages already, and would lose them.
   */
  private static final Duration HANDSHAKE_GRACE = Duration.ofSeconds(1);

  // nobody's: immutable
  private final ServedSocket socket;
  private final Listener listener;
  private final Options options;
  private final Parker pause;

  // any thread
  private final Set<PeerConnection> connections = ConcurrentHashMap.newKeySet();
  private final AtomicInteger working = new AtomicInteger(1);
  private volatile boolean stopping;
  private volatile boolean aborted;

  // the accepting thread's, oldest first
  private final ArrayDeque<Newcomer> newcomers = new ArrayDeque<>();

  /** Who is in its handshake, since when, in the environment's nanoseconds. */
  private record Newcomer(PeerConnection connection, long accepted) {}

  Acceptor(ServedSocket socket, Listener listener, Options options) {
    this.socket = socket;
    this.listener = listener;
    this.options = options;
    this.pause = new Parker(socket.actor().environment());
  }

  @Override
  public Endpoint endpoint() {
    return listener.endpoint();
  }

  @Override
  public void start() {
    socket.report(new SocketEvent.Listening(endpoint()));
    socket.actor().environment().start("weft-accept " + endpoint(), this::run);
  }

  @Override
  public void stop() {
    stopping = true;
    closeListener();
    connections.forEach(PeerConnection::stop);
  }

  @Override
  public void abort() {
    aborted = true;
    stopping = true;
    closeListener();
    connections.forEach(PeerConnection::giveUp);
  }

  void closeListener() {
    try {
      listener.close();
    } catch (IOException e) {
      socket.report(new SocketEvent.AcceptPaused(endpoint(), "closing: " + e, Duration.ZERO));
    }
    pause.wake();
  }

  private void run() {
    try {
      acceptPeers();
    } finally {
      closeListener();
      done();
    }
  }

  private void acceptPeers() {
    var wait = FIRST_PAUSE;
    while (!stopping) {
      try {
        serve(listener.accept());
        wait = FIRST_PAUSE;
      } catch (ClosedChannelException e) {
        return;
      } catch (IOException | RuntimeException | Error e) {
        // No descriptors left, for one: spinning on it would cost a core.
        if (stopping) {
          return;
        }
        socket.report(new SocketEvent.AcceptPaused(endpoint(), PeerConnection.reason(e), wait));
        if (!sleep(wait)) {
          return;
        }
        var doubled = wait.multipliedBy(2);
        wait = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
      }
    }
  }

  private boolean sleep(Duration time) {
    try {
      pause.await(Deadline.after(socket.actor().environment(), time));
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  private void serve(Connection accepted) {
    var number = socket.nextConnection();
    socket.report(new SocketEvent.Accepted(endpoint(), number, accepted.peerAddress()));
    var peer =
        new PeerConnection(
            socket, endpoint(), options, accepted, number, Optional.empty(), Optional.empty());
    working.incrementAndGet();
    connections.add(peer);
    limitHandshakes();
    // Stored before the flags are read; who sets a flag looks at the connections afterwards.
    if (stopping) {
      peer.abort();
    }
    newcomers.add(new Newcomer(peer, socket.actor().environment().nanoTime()));
    socket.actor().environment().start("weft-peer " + endpoint(), () -> carry(peer));
  }

  private void carry(PeerConnection peer) {
    try {
      peer.run();
    } finally {
      connections.remove(peer);
      done();
    }
  }

  /**
   * Those who never finish their handshake must not keep others out: the oldest goes first. But
   * until it has had its time, the one that was accepted last waits here, and others in the kernel.
   */
  private void limitHandshakes() {
    while (!stopping && tooManyHandshakes()) {
      var age = socket.actor().environment().nanoTime() - newcomers.getFirst().accepted();
      if (age >= HANDSHAKE_GRACE.toNanos()) {
        newcomers.removeFirst().connection().abort();
      } else if (!sleep(FIRST_PAUSE)) {
        stopping = true;
      }
    }
  }

  private boolean tooManyHandshakes() {
    newcomers.removeIf(
        newcomer ->
            newcomer.connection().isJoined() || !connections.contains(newcomer.connection()));
    return newcomers.size() >= options.get(SocketOptions.MAX_HANDSHAKES);
  }

  private void done() {
    if (working.decrementAndGet() == 0) {
      socket.serving().ended(this);
    }
  }
}
