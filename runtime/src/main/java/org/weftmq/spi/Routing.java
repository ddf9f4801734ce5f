package org.weftmq.spi;

import org.weftmq.Message;
import org.weftmq.Options;
import org.weftmq.WrongStateException;
import org.weftmq.pipe.Pipe;

/**
 * Where one socket's messages go to and come from: the whole difference between socket types.
 *
 * <p>Owned by its actor: one call at a time. Pure: no thread, clock, lock, log or I/O; it never
 * blocks and never calls back. A pipe that {@code poll} finds empty, or {@code offer} finds full,
 * is to be {@linkplain Pipe#armReadable() armed}; the call that follows says when to ask it again.
 * A {@link org.weftmq.WeftException} thrown by {@code send} or {@code receive} is the caller's and
 * must leave everything as it was; anything else that is thrown closes the socket.
 *
 * <p>A routing that closes the pipe of a peer that is there dismisses it: what is queued for it
 * still goes out, within {@code LINGER}, and an endpoint that was connected for it is disconnected.
 *
 * @param <O> what is sent: a message, or a message with what it takes to route it
 * @param <I> what is received: a message, or a message with where it came from
 */
public interface Routing<O, I> {
  /**
   * An endpoint is to be connected, and each pipe that is made for it will bear this note before it
   * is attached.
   *
   * @throws org.weftmq.WeftException if that cannot be; then it is not connected
   */
  default void connecting(Object note) {
    throw new WrongStateException(
        "cannot connect a peer under the name "
            + note
            + ": sockets of this type do not address their peers one by one; leave it out");
  }

  /** Nothing is connected with this note any longer. */
  default void disconnected(Object note) {}

  /**
   * There is a pipe to a peer, empty and not armed, though the peer may be out of reach as yet
   * (then {@link Pipe#peer()} is empty).
   *
   * @throws PeerRefused if the socket takes no such peer
   */
  void attached(Pipe pipe) throws PeerRefused;

  /**
   * The peer answered: the first time, or after its connection was remade. Controls that were
   * offered before will not reach it: this is where it is told what state the socket is in.
   *
   * @throws PeerRefused if the socket takes no such peer
   */
  default void connected(Pipe pipe) throws PeerRefused {}

  /** The pipe, armed for it, has something to poll. */
  default void readable(Pipe pipe) {}

  /** The pipe, armed for it, has room. */
  default void writable(Pipe pipe) {}

  /**
   * The peer is gone for good: nothing can be offered to the pipe any more, while what it still
   * holds may be polled until it {@linkplain Pipe#isDrained() is drained}.
   */
  void detached(Pipe pipe);

  /** Sends {@code item} if that can be done now. */
  Outcome send(O item);

  /** What is to be received next, or {@code null} if there is nothing now. */
  I receive();

  /**
   * The messages that come and go by themselves with a connection of an endpoint that has these
   * options. Asked for when the endpoint is bound or connected, and for each peer.
   *
   * @throws org.weftmq.BadOptionException if the options ask for messages that the type cannot have
   */
  default Notices notices(Options options) {
    return Notices.NONE;
  }

  /** Whether a send may be what a receive waits for, and the other way round: strict turns. */
  default boolean takesTurns() {
    return false;
  }

  /** A message in the form that {@code send} takes; what it takes to route it is in front. */
  O outgoing(Message message);

  /** What was received in the form of a plain message; where it came from is in front. */
  Message incoming(I item);
}
