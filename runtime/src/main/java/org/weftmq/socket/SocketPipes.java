package org.weftmq.socket;

import java.util.List;
import java.util.function.BooleanSupplier;
import org.weftmq.DropReason;
import org.weftmq.Message;
import org.weftmq.SocketOptions;
import org.weftmq.actor.Sequel;
import org.weftmq.actor.Turn;
import org.weftmq.pipe.Pipe;
import org.weftmq.pipe.PipeOwner;
import org.weftmq.pipe.PipeSignal;
import org.weftmq.spi.Peer;
import org.weftmq.spi.PeerRefused;

/**
 * The pipes of a socket, from {@linkplain #attach attached} over {@linkplain #joined joined} and
 * {@linkplain #left left} to {@linkplain #detach detached} or {@linkplain #ended ended}. All but
 * {@link #on} is for the holder of the socket's turn.
 */
final class SocketPipes implements PipeOwner {
  // nobody's: immutable
  private final SocketActor<?, ?> actor;
  private final Turn<Signal> turn;
  private final BooleanSupplier isReconnecting;

  /** {@code isReconnecting} runs in the turn: whether the last peer may come back. */
  SocketPipes(SocketActor<?, ?> actor, Turn<Signal> turn, BooleanSupplier isReconnecting) {
    this.actor = actor;
    this.turn = turn;
    this.isReconnecting = isReconnecting;
  }

  // ---- in the turn

  /**
   * Makes {@code pipe} this socket's own end of a pipe, whose peer may not be there yet, but will
   * receive {@code opening} before anything else.
   */
  void attach(Pipe pipe, Link link, List<Message> opening) throws PeerRefused {
    if (actor.isClosed()) {
      throw new PeerRefused("the socket is closed");
    }
    if (pipe.isOwnClosed() || !pipe.own(this)) {
      throw new PeerRefused("the endpoint is no longer served");
    }
    mark(pipe);
    link.note().ifPresent(pipe::note);
    try {
      actor.routing().attached(pipe);
    } catch (PeerRefused e) {
      pipe.disown();
      throw e;
    }
    pipe.notice(opening);
    actor.ledger().open(pipe, link);
    if (pipe.isClosed()) { // before there was an owner to tell
      turn.afterwards(sequel -> on(pipe, PipeSignal.ENDED, sequel));
    }
  }

  /**
   * The peer of an attached pipe is there, for the first time or again, and once it has left {@code
   * farewell} is received from its pipe; false if this side has closed the pipe, so that nothing
   * more than what is queued passes.
   */
  boolean joined(Pipe pipe, Peer peer, List<Message> farewell) throws PeerRefused {
    if (pipe.isOwnClosed()) {
      return false;
    }
    pipe.peer(peer);
    pipe.outdateControls();
    try {
      actor.routing().connected(pipe);
    } catch (PeerRefused | RuntimeException | Error e) {
      pipe.peer(null); // it never joined, so it will not be counted out
      throw e;
    }
    pipe.farewell(farewell);
    actor.ledger().joined();
    return true;
  }

  /** The peer of an attached pipe is out of reach. */
  void left(Pipe pipe) {
    var peer = pipe.peer();
    if (peer.isPresent()) {
      actor.ledger().link(pipe).left(peer.get());
      pipe.peer(null);
      actor.ledger().left();
    }
  }

  /** The socket is over: peers that have not heard of it yet are out of reach all the same. */
  void leaveAll() {
    actor.ledger().pipes().forEach(this::left);
  }

  /** Ends a pipe from this side: what is queued in it still goes out. */
  void detach(Pipe pipe) {
    if (actor.ledger().knows(pipe)) {
      left(pipe);
      if (!actor.isClosed() && actor.ledger().detach(pipe)) {
        actor.routing().detached(pipe);
      }
      pipe.close();
      if (pipe.orphan()) { // there never was a peer, and nobody to tell when it is over
        actor.ledger().settle(pipe, DropReason.NO_PEER);
      }
    }
  }

  /** Routing closed the pipe of a peer that is there: it has had enough of it. */
  private void dismiss(Pipe pipe) {
    var link = actor.ledger().link(pipe);
    if (link != null) {
      turn.afterwards(sequel -> link.end(pipe));
    }
  }

  /** The far end of a pipe was closed. */
  void ended(Pipe pipe) {
    if (!actor.ledger().knows(pipe)) {
      return; // refused, or told before
    }
    left(pipe);
    var givenUp = actor.ledger().link(pipe).isGivenUp();
    var untold = actor.ledger().detach(pipe);
    actor.ledger().settle(pipe, givenUp ? DropReason.LINGER_EXPIRED : DropReason.PEER_GONE);
    // Routing may have closed the pipe itself when it was drained, before this was told.
    if (!actor.isClosed() && untold) {
      if (pipe.isReadable() && pipe.disarmReadable()) { // its farewell can be polled from now on
        actor.routing().readable(pipe);
      }
      actor.routing().detached(pipe);
      if (pipe.isDrained()) {
        pipe.close();
      } else {
        actor.ledger().drain(pipe);
      }
    }
    closeIfDeserted();
  }

  /** Closes a socket that is to end with its last peer, if that is gone and cannot come back. */
  void closeIfDeserted() {
    if (!actor.isClosed()
        && actor.options().get(SocketOptions.CLOSE_WITH_PEER)
        && actor.ledger().isDeserted()
        && !isReconnecting.getAsBoolean()) {
      actor.closeSoon();
    }
  }

  /** Sets the marks of all pipes anew: an option has changed. */
  void mark() {
    actor.ledger().pipes().forEach(this::mark);
  }

  private void mark(Pipe pipe) {
    pipe.marks(
        actor.options().get(SocketOptions.SEND_HIGH_WATER_MARK),
        actor.options().get(SocketOptions.RECEIVE_HIGH_WATER_MARK));
  }

  // ---- the pipes' owner

  @Override
  public void on(Pipe pipe, PipeSignal signal, Sequel sequel) {
    turn.post(new Signal.Told(pipe, signal), sequel);
  }

  @Override
  public void tell(Pipe far, PipeSignal signal) {
    if (signal == PipeSignal.ENDED) { // routing closes a pipe once it is drained
      var pipe = far.far();
      actor.ledger().drained(pipe);
      if (!actor.isClosed() && pipe.peer().isPresent() && !pipe.isFarClosed()) {
        dismiss(pipe);
      }
      closeIfDeserted();
    }
    turn.afterwards(sequel -> far.tell(signal, sequel));
  }

  @Override
  public void announce(Pipe end) {
    turn.tell(end);
  }
}
