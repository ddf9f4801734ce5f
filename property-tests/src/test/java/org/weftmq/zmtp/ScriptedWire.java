package org.weftmq.zmtp;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Random;
import org.weftmq.Frame;
import org.weftmq.spi.Wire;

/** A wire on which what a peer sent comes in pieces, and then the end of the stream. */
public final class ScriptedWire implements Wire {
  public static final String ADDRESS = "fuzz";

  private final ByteBuffer bytes;
  private final Random pieces;
  private final int most;
  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

  /** At most {@code most} of these bytes come at once. */
  public ScriptedWire(byte[] bytes, Random pieces, int most) {
    this.bytes = ByteBuffer.wrap(bytes);
    this.pieces = pieces;
    this.most = most;
  }

  /** One on which the peer only listens. */
  public static ScriptedWire silent() {
    return new ScriptedWire(new byte[0], new Random(0), 1);
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
  public Frame sent() {
    return Frame.wrap(sent.toByteArray());
  }
}
