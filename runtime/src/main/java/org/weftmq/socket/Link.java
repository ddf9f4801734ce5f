package org.weftmq.socket;

import java.time.Duration;
import java.util.Optional;
import org.weftmq.Endpoint;
import org.weftmq.pipe.Pipe;
import org.weftmq.spi.Peer;

/** What connects a pipe of a socket with its peer. */
interface Link {
  /** The socket's endpoint it belongs to. */
  Endpoint endpoint();

  /** The peer is gone, or out of reach. In the turn, so that events keep their order. */
  void left(Peer peer);

  /** What routing is to find noted on a pipe from the start. */
  default Optional<Object> note() {
    return Optional.empty();
  }

  /**
   * Asks the peer for a sign of life, and breaks the way to it off if none comes within that time.
   * Any thread that holds no turn.
   *
   * @param alive runs when there is one, likewise
   * @return false if it cannot be asked; then it is held for alive
   */
  default boolean probe(Duration within, Runnable alive) {
    return false;
  }

  /** Whether it was cut off because it had lingered long enough. */
  boolean isGivenUp();

  /**
   * Breaks the way to the peer of {@code pipe} off for this reason, and makes it anew if that is
   * this side's part. Any thread that holds no turn.
   */
  void sever(Pipe pipe, String why);

  /**
   * Ends the way to the peer of {@code pipe} for good once what is queued for it is written; if
   * this side connected an endpoint for it, that ends. Any thread that holds no turn.
   */
  void end(Pipe pipe);
}
