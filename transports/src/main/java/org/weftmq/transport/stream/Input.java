package org.weftmq.transport.stream;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.weftmq.spi.Wire;

/**
 * The bytes that came from a wire and have not been decoded. Owned by one thread.
 *
 * <p>The buffer begins small and grows when reads fill it, so an idle connection costs little.
 */
final class Input {
  private static final int FIRST_BUFFER = 4 * 1024;

  /** More bytes than that are never read at once. */
  static final int LARGEST_BUFFER = 64 * 1024;

  private final Wire wire;
  private ByteBuffer buffer = ByteBuffer.allocate(FIRST_BUFFER).flip();

  Input(Wire wire) {
    this.wire = wire;
  }

  /** What there is; decoders move its position. */
  ByteBuffer bytes() {
    return buffer;
  }

  /** Where what comes next may be read instead, once all that there is was taken. */
  Wire wire() {
    return wire;
  }

  /** Adds what comes next; blocks until there is something. False at the end of the stream. */
  boolean fill() throws IOException {
    if (buffer.limit() == buffer.capacity() && buffer.capacity() < LARGEST_BUFFER) {
      buffer = ByteBuffer.allocate(4 * buffer.capacity()).put(buffer);
    } else {
      buffer.compact();
    }
    try {
      return wire.read(buffer) >= 0;
    } finally {
      buffer.flip();
    }
  }

  /** Forgets all that comes until the end of the stream. */
  void drain() throws IOException {
    do {
      buffer.position(buffer.limit());
    } while (fill());
  }
}
