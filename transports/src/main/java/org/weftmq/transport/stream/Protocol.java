package org.weftmq.transport.stream;

import java.io.IOException;
import java.time.Duration;
import org.weftmq.pipe.BlockingPipe;
import org.weftmq.spi.PeerRefused;
import org.weftmq.zmtp.FrameWriter;

/** What both sides of one connection speak. Owned by the thread that carries the connection. */
interface Protocol {
  /**
   * Introduces both sides to one another and attaches the socket; blocks until that is done.
   *
   * @throws PeerRefused if the socket does not take the peer
   * @throws IOException if both cannot talk; the text is the reason
   */
  BlockingPipe introduce() throws IOException, PeerRefused, InterruptedException;

  /** How the socket's messages become bytes; known once both sides are introduced. */
  FrameWriter writer();

  /**
   * Gives the socket what the peer sends, until the peer closes the connection; what comes when the
   * socket has ended is forgotten.
   *
   * @throws IOException if the connection breaks or the peer breaks the protocol
   */
  void listen(BlockingPipe pipe, Outbound outbound) throws IOException, InterruptedException;

  /**
   * Asks the peer for a sign of life, and ends the connection if none comes within that time. Any
   * thread.
   *
   * @param alive runs when there is one, on the thread that reads
   * @return whether the peer can be asked
   */
  default boolean probe(Duration within, String reason, Runnable alive) {
    return false;
  }

  /** The peer sends no more; what is queued for it may still be written. */
  default void finish(Writing writing) throws InterruptedException {}
}
