package org.weftmq.spi;

import java.io.Closeable;
import java.util.Optional;
import org.weftmq.Endpoint;

/**
 * A socket's presence at one endpoint of a transport without connections. Its methods are for any
 * thread that holds no turn, may be called more than once, and do not block.
 */
public interface Presence extends Closeable {
  /** Ends it now: what is queued for a peer that has no queue of its own is dropped. */
  @Override
  void close();

  /**
   * Ends it as soon as what is queued for peers that have no queue of their own is sent; runs
   * {@code ended}, once and on any thread, when that is done or {@link #close} cut it short.
   */
  default void end(Runnable ended) {
    close();
    ended.run();
  }

  /** The endpoint as it came to be, if something was left open, such as a port. */
  default Optional<Endpoint> resolved() {
    return Optional.empty();
  }
}
