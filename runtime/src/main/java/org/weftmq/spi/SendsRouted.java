package org.weftmq.spi;

import java.time.Duration;
import org.weftmq.Message;
import org.weftmq.PeerFullException;
import org.weftmq.Routed;
import org.weftmq.RoutingId;
import org.weftmq.Socket;

/**
 * A socket that sends each message to one peer, by its routing id; it waits for a peer only if a
 * time to wait is given.
 */
public interface SendsRouted extends Socket {
  @Override
  SocketCore<Routed, ?> core();

  /**
   * Sends {@code body} to the peer {@code to}; never waits for it.
   *
   * @throws org.weftmq.NoRouteException if there is no such peer
   * @throws PeerFullException if its queue is full
   * @throws org.weftmq.SocketClosedException if the socket is closed
   */
  default void send(RoutingId to, Message body) {
    if (!trySend(to, body)) {
      throw new PeerFullException(
          "cannot send to peer "
              + to
              + " of this "
              + type()
              + ": its queue is full; give a time to wait");
    }
  }

  /**
   * Sends {@code body} to the peer {@code to}; waits at most {@code timeout} for room in its queue.
   *
   * @return whether it was sent; if not, it never will be
   * @throws org.weftmq.NoRouteException if there is no such peer, now or while waiting
   * @throws InterruptedException if interrupted before it was sent; then it never will be
   * @throws org.weftmq.SocketClosedException if the socket is closed
   */
  default boolean send(RoutingId to, Message body, Duration timeout) throws InterruptedException {
    return core().send(new Routed(to, body), timeout);
  }

  /**
   * Sends {@code body} to the peer {@code to} if its queue has room now.
   *
   * @return whether it was sent; if not, it never will be
   * @throws org.weftmq.NoRouteException if there is no such peer
   * @throws org.weftmq.SocketClosedException if the socket is closed
   */
  default boolean trySend(RoutingId to, Message body) {
    return core().offer(new Routed(to, body)).isTaken();
  }
}
