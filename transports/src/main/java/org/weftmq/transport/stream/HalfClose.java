package org.weftmq.transport.stream;

import java.io.IOException;

/** A way to tell a peer that nothing more comes, while what it sends can still be read. */
@FunctionalInterface
public interface HalfClose {
  /** Shuts the output down; what was written before still arrives. */
  void shutOutput() throws IOException;
}
