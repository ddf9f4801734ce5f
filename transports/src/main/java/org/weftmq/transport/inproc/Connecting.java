package org.weftmq.transport.inproc;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.weftmq.SocketEvent;
import org.weftmq.pipe.Pipe;
import org.weftmq.spi.DirectAttachment;
import org.weftmq.spi.Peer;
import org.weftmq.spi.PeerRefused;
import org.weftmq.spi.Presence;

/** A socket that is connected to a name, whether or not another is bound to it. Any thread. */
final class Connecting implements Presence {
  private enum State {
    /** For somebody to bind the name. */
    WAITING,
    /** One thread introduces both sides to one another. */
    MEETING,
    /** There is a pipe to the peer. */
    MET,
    /** The socket is no longer connected. */
    CLOSED
  }

  private final DirectAttachment socket;
  private final Supplier<Optional<DirectAttachment>> bound;
  private final Consumer<Connecting> forget;
  private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

  // the thread that is in MEETING; whoever prepares comes before, whoever closes comes after
  private volatile Pipe near = Pipe.open();
  private volatile Optional<DirectAttachment> refused = Optional.empty();

  /**
   * {@code bound} finds who is bound to the name now; {@code forget} takes this from the list of
   * those who wait.
   */
  Connecting(
      DirectAttachment socket,
      Supplier<Optional<DirectAttachment>> bound,
      Consumer<Connecting> forget) {
    this.socket = socket;
    this.bound = bound;
    this.forget = forget;
  }

  /** Gives the socket a queue for a peer that may come later. */
  void prepare() throws IOException {
    try {
      socket.prepare(near);
    } catch (PeerRefused e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /**
   * Introduces the socket to who is bound to the name now, unless it has met one already, or is
   * closed, or did not get along with this one before.
   */
  void look() {
    for (; ; ) {
      var candidate = bound.get();
      if (candidate.isEmpty()
          || candidate.equals(refused)
          || !state.compareAndSet(State.WAITING, State.MEETING)) {
        return;
      }
      var met = join(candidate.get());
      if (!met) {
        refused = candidate;
      }
      if (!state.compareAndSet(State.MEETING, met ? State.MET : State.WAITING)) {
        socket.detach(near); // closed meanwhile
        return;
      }
      if (met) {
        forget.accept(this);
        return;
      }
      // Who bound the name while this looked another way found it busy: looks again.
    }
  }

  private boolean join(DirectAttachment peer) {
    socket.agree(peer, near);
    try {
      peer.attach(introduced(socket), near.far());
    } catch (PeerRefused e) {
      refuse(peer, e);
      if (near.isClosed()) {
        renew(); // it was let in first, and then not
      } // else what is queued waits for somebody else
      return false;
    }
    try {
      socket.attach(introduced(peer), near);
      return true;
    } catch (PeerRefused e) {
      peer.detach(near.far());
      refuse(peer, e);
      renew();
      return false;
    }
  }

  private void renew() {
    socket.detach(near);
    near = Pipe.open();
    try {
      socket.prepare(near);
    } catch (PeerRefused e) {
      near = Pipe.open(); // then nothing is queued for those who come
    }
  }

  private void refuse(DirectAttachment peer, PeerRefused why) {
    for (var side : List.of(socket, peer)) {
      side.report(new SocketEvent.HandshakeFailed(side.endpoint(), 0, why.getMessage()));
    }
  }

  private static Peer introduced(DirectAttachment socket) {
    return new Peer(socket.type(), socket.identity(), "");
  }

  @Override
  public void close() {
    if (state.getAndSet(State.CLOSED) != State.MEETING) {
      socket.detach(near); // otherwise who makes them meet does that
    }
    forget.accept(this);
  }
}
