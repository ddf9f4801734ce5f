package org.weftmq.spi;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;

/** A way to one peer. Any thread may close it, which ends {@link #carry}. */
public interface Connection extends Closeable {
  /** Where the peer is, for people. */
  String peerAddress();

  /**
   * Introduces both sides to one another, attaches the socket, then moves messages both ways;
   * returns, with all its threads ended, when either side is done.
   *
   * @throws PeerRefused if the socket does not take the peer
   * @throws IOException if the connection breaks or the peer breaks the protocol; the text is the
   *     reason
   */
  void carry(ConnectionAttachment socket) throws IOException, PeerRefused, InterruptedException;

  /**
   * Asks the peer for a sign of life, and ends the connection for {@code reason} if none comes
   * within that time; does not block. Any thread.
   *
   * @param alive runs when there is one, once, on a thread of the connection's
   * @return whether the peer can be asked; if not, nothing happens
   */
  default boolean probe(Duration within, String reason, Runnable alive) {
    return false;
  }
}
