package org.weftmq.spi;

import java.io.Closeable;
import java.io.IOException;
import org.weftmq.Endpoint;

/**
 * A transport whose peers are reached without a connection (inproc, udp): it attaches them itself
 * and needs no thread per peer.
 *
 * <p>Calls come on the thread of the caller of bind or connect and do not block.
 */
public non-sealed interface DirectTransport extends Transport {
  /**
   * Binds {@code at}; closing the result unbinds it, and leaves established pipes alone.
   *
   * @throws IOException if it cannot be bound; the text is the reason
   */
  Closeable bind(Endpoint at, DirectAttachment socket) throws IOException;

  /**
   * Connects to {@code to}, whether or not it is bound yet; closing the result ends the pipe, or
   * the wait for it.
   *
   * <p>A peer that either side refuses is an event of both, not a failure.
   *
   * @throws IOException if it can never be connected; the text is the reason
   */
  Closeable connect(Endpoint to, DirectAttachment socket) throws IOException;
}
