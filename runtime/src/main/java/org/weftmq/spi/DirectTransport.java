package org.weftmq.spi;

import java.io.IOException;
import org.weftmq.Endpoint;

/**
 * A transport whose peers are reached without a connection (inproc, udp): it attaches them itself
 * and needs no thread per peer.
 *
 * <p>Calls come on the thread of the caller of bind or connect, and block at most while a name is
 * looked up.
 */
public non-sealed interface DirectTransport extends Transport {
  /**
   * Binds {@code at}; ending the result unbinds it, and leaves pipes to other sockets alone.
   *
   * @throws org.weftmq.BadEndpointException if the address is malformed
   * @throws IOException if it cannot be bound; the text is the reason
   */
  Presence bind(Endpoint at, DirectAttachment socket) throws IOException, InterruptedException;

  /**
   * Connects to {@code to}, whether or not it is bound yet; ending the result ends the pipe, or the
   * wait for it.
   *
   * <p>A peer that either side refuses is an event of both, not a failure.
   *
   * @throws org.weftmq.BadEndpointException if the address is malformed
   * @throws IOException if it can never be connected; the text is the reason
   */
  Presence connect(Endpoint to, DirectAttachment socket) throws IOException, InterruptedException;
}
