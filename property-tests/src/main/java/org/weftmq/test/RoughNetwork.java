package org.weftmq.test;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.weftmq.spi.Wire;

/**
 * A real world whose wires move bytes in pieces of random size, and break after a random number of
 * bytes until it is told to be {@link #smooth}.
 */
public final class RoughNetwork extends WatchedEnvironment {
  private final Random random;
  private final int largestPiece;
  private final int longestLife;
  private final AtomicInteger breaks = new AtomicInteger();
  private volatile boolean smooth;

  /** No piece is larger than given; a {@code longestLife} of 0 lets no wire break. */
  public RoughNetwork(long seed, int largestPiece, int longestLife) {
    this.random = new Random(seed);
    this.largestPiece = largestPiece;
    this.longestLife = longestLife;
    this.smooth = longestLife == 0;
  }

  /** From now on no wire breaks. */
  public void smooth() {
    smooth = true;
  }

  /** How many wires broke. */
  public int breaks() {
    return breaks.get();
  }

  @Override
  public Wire wire(SocketChannel channel) {
    return new RoughWire(super.wire(channel));
  }

  private final class RoughWire implements Wire {
    private final Wire real;
    private final AtomicLong left;

    RoughWire(Wire real) {
      this.real = real;
      this.left = new AtomicLong(smooth ? Long.MAX_VALUE : random.nextInt(longestLife));
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
      return (int) some(into, real::read);
    }

    @Override
    public long write(ByteBuffer[] from, int first, int count) throws IOException {
      var next = first;
      while (next < first + count - 1 && !from[next].hasRemaining()) {
        next++;
      }
      return some(from[next], one -> real.write(new ByteBuffer[] {one}, 0, 1));
    }

    private interface Move {
      long apply(ByteBuffer buffer) throws IOException;
    }

    private long some(ByteBuffer buffer, Move move) throws IOException {
      var end = buffer.limit();
      var piece = Math.min(buffer.remaining(), 1 + random.nextInt(largestPiece));
      buffer.limit(buffer.position() + piece);
      try {
        var moved = move.apply(buffer);
        if (left.get() >= 0 && left.addAndGet(-moved) < 0 && !smooth) {
          breaks.incrementAndGet();
          real.close(); // what has moved has moved; the next call will fail
        }
        return moved;
      } finally {
        buffer.limit(end);
      }
    }

    @Override
    public String peerAddress() {
      return real.peerAddress();
    }

    @Override
    public void close() throws IOException {
      real.close();
    }
  }
}
