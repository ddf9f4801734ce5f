package org.weftmq.transport.stream;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Random;
import org.weftmq.Frame;
import org.weftmq.spi.Wire;

/** What a peer sent, in pieces, and then the end of the stream. */
final class Script implements Wire {
  static final String ADDRESS = "fuzz";

  private final ByteBuffer bytes;
  private final Random pieces;
  private final int most;
  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

  Script(byte[] bytes, Random pieces, int most) {
    this.bytes = ByteBuffer.wrap(bytes);
    this.pieces = pieces;
    this.most = most;
  }

  @Override
  public int read(ByteBuffer into) {
    if (!bytes.hasRemaining()) {
      return -1;
    }
    var count = Math.min(bytes.remaining(), 1 + pieces.nextInt(most));
    count = Math.min(count, into.remaining());
    into.put(bytes.slice(bytes.position(), count));
    bytes.position(bytes.position() + count);
    return count;
  }

  @Override
  public long write(ByteBuffer[] from, int first, int count) {
    var before = sent.size();
    for (var i = first; i < first + count; i++) {
      while (from[i].hasRemaining()) {
        sent.write(from[i].get());
      }
    }
    return sent.size() - before;
  }

  @Override
  public String peerAddress() {
    return ADDRESS;
  }

  @Override
  public void close() {}

  /** What was written on it. */
  Frame sent() {
    return Frame.wrap(sent.toByteArray());
  }
}
