package org.weftmq.test.contract;

import java.time.Duration;

/** A transport that is tried: where to bind it, and how long it may take. */
public interface TriedTransport {
  /** An endpoint to bind at which nobody else is, each time another; a wildcard will do. */
  String endpoint();

  /** How long anything may take that happens in the background. */
  default Duration time() {
    return Duration.ofSeconds(20);
  }
}
