package org.weftmq.socket;

import java.util.List;
import java.util.Optional;
import org.weftmq.Message;
import org.weftmq.Options;
import org.weftmq.pipe.BlockingPipe;
import org.weftmq.pipe.Pipe;
import org.weftmq.spi.Notices;
import org.weftmq.spi.Peer;
import org.weftmq.spi.PeerRefused;

/**
 * The part in a socket that a connection's peer has: it joins once it has introduced itself, if the
 * socket takes it, sends and receives through a pipe, and leaves when its connection has ended.
 */
final class Membership {
  // nobody's: immutable
  private final ServedSocket socket;
  private final Options options;
  private final Link link;
  private final boolean renewable;
  private final Optional<KeptQueue> kept;

  // the socket's turn
  private Pipe pipe;
  private Notices notices = Notices.NONE; // the connection's thread reads, once it is joined
  private boolean stopped;

  // the turn writes once, others read: the handshake is done
  private volatile Peer peer;

  // the connection's thread
  private BlockingPipe far;

  /**
   * {@code link} is its connection; if that is {@code renewable}, this side makes it anew when it
   * breaks. {@code kept} is the queue that outlives it, if there is one.
   */
  Membership(
      ServedSocket socket,
      Options options,
      Link link,
      boolean renewable,
      Optional<KeptQueue> kept) {
    this.socket = socket;
    this.options = options;
    this.link = link;
    this.renewable = renewable;
    this.kept = kept;
  }

  /** Whether the peer has joined. Any thread. */
  boolean isJoined() {
    return peer != null;
  }

  /** Who has joined; {@code null} if nobody has. Any thread. */
  Peer peer() {
    return peer;
  }

  /** Whether what goes through {@code end}, which outlives it, is this peer's. Any thread. */
  boolean uses(Pipe end) {
    return kept.isPresent() && kept.get().near() == end;
  }

  /** Whether it has joined and the socket's side has not ended it. The connection's thread. */
  boolean isWanted() {
    return far != null && !far.isEnded();
  }

  /** Takes the peer in; the connection's thread, once. Gives the connection's end of the pipe. */
  BlockingPipe join(Peer newcomer) throws PeerRefused {
    socket.checkType(newcomer);
    try {
      return admit(newcomer);
    } catch (PeerRefused e) {
      var rival = e.rival().orElseThrow(() -> e);
      if (new Probing(socket.actor(), rival, () -> stopped).isAlive()) {
        throw e;
      }
      return admit(newcomer);
    }
  }

  private BlockingPipe admit(Peer newcomer) throws PeerRefused {
    var near = kept.map(KeptQueue::near).orElseGet(() -> socket.newPipe(options));
    var end = kept.map(KeptQueue::renewed).orElseGet(() -> socket.farEnd(near, options));
    var refused = socket.refusalOf(() -> attach(newcomer, near));
    if (refused != null) {
      if (kept.isEmpty()) {
        end.close();
      }
      throw refused;
    }
    far = end;
    end.begin(notices.opening());
    return end;
  }

  private PeerRefused attach(Peer newcomer, Pipe near) {
    try {
      if (stopped || kept.isPresent() && kept.get().isRetired()) {
        throw new PeerRefused("the endpoint is no longer served");
      }
      if (kept.isEmpty()) {
        socket.actor().pipes().attach(near, link, List.of());
      }
      notices = socket.actor().routing().notices(options);
      socket.actor().pipes().joined(near, newcomer, farewell());
      pipe = near;
      peer = newcomer; // before anybody can learn that it is there
      return null;
    } catch (PeerRefused e) {
      if (kept.isEmpty()) {
        socket.actor().pipes().detach(near);
      }
      return e;
    }
  }

  /**
   * What the socket receives last from the pipe; one that is kept has no end that is the peer's.
   */
  private List<Message> farewell() {
    if (kept.isPresent()) {
      return List.of();
    }
    return renewable ? notices.broken() : notices.left();
  }

  /**
   * Lets the peer leave once what is queued for it is written, or never join. Any thread that holds
   * no turn.
   *
   * @return false if it has not joined, and never will
   */
  boolean stop() {
    return socket.turn(
        () -> {
          stopped = true;
          if (pipe != null) {
            socket.actor().pipes().detach(pipe);
          }
          return pipe != null;
        });
  }

  /**
   * The connection's threads have ended: gives the queue back to whoever keeps it, or ends it. The
   * connection's thread.
   */
  void leave() {
    if (far == null) {
      return;
    }
    if (kept.isPresent()) {
      far.notice(notices.broken());
      socket.turn(() -> socket.actor().pipes().left(pipe));
    } else {
      far.close();
    }
  }
}
