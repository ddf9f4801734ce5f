package org.weftmq.spi;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A way for bytes to and from one peer. One thread reads while another writes; any thread may
 * close, which ends both with an {@link IOException}.
 */
public interface Wire extends Closeable {
  /**
   * Blocks until there are bytes, then puts what there is into {@code into}.
   *
   * @return how many bytes, or -1 at the end of the stream
   */
  int read(ByteBuffer into) throws IOException;

  /**
   * Gives bytes of the {@code count} buffers from {@code first} on to the kernel, in order; blocks
   * until it took at least one.
   *
   * @return how many bytes it took, perhaps not all
   */
  long write(ByteBuffer[] from, int first, int count) throws IOException;

  /** Where the peer is, for people. */
  String peerAddress();
}
