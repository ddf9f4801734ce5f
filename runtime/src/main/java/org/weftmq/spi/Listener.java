package org.weftmq.spi;

import java.io.Closeable;
import java.io.IOException;
import org.weftmq.Endpoint;

/** A bound endpoint. Any thread may close it. */
public interface Listener extends Closeable {
  /** The endpoint as it came to be: what was left open, such as a port, is decided. */
  Endpoint endpoint();

  /**
   * Blocks until a peer comes.
   *
   * @throws java.nio.channels.ClosedChannelException once the listener is closed
   * @throws IOException if this one could not be accepted; the next may be
   */
  Connection accept() throws IOException;
}
