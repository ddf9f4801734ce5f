package org.weftmq.socket;

import java.util.Optional;
import org.weftmq.Endpoint;

/**
 * What works in the background for one bound or connected endpoint. All methods are for any thread
 * that holds no turn, and do not block.
 */
interface Service {
  /** The endpoint, resolved if it is bound. */
  Endpoint endpoint();

  /** Begins to work; called once, when the socket knows of it. */
  void start();

  /** What routing finds noted on the pipes that are made for it. */
  default Optional<Object> note() {
    return Optional.empty();
  }

  /** Whether it may bring a peer back that has left. */
  default boolean isReconnecting() {
    return false;
  }

  /** Takes no new peers, and ends once what is queued for those it has is written. */
  void stop();

  /** Ends now, whatever is queued. */
  void abort();
}
