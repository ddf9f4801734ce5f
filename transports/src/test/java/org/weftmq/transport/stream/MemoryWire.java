package org.weftmq.transport.stream;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.weftmq.spi.Wire;

/** One end of a wire inside this process, with a buffer of fixed size each way. */
final class MemoryWire implements Wire, HalfClose {
  /** What travels one way. */
  private static final class Lane {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ByteBuffer buffer;
    private boolean ended;
    private boolean cut;

    Lane(int size) {
      buffer = ByteBuffer.allocate(size);
    }

    int read(ByteBuffer into) throws IOException {
      lock.lock();
      try {
        while (buffer.position() == 0 && !ended && !cut) {
          changed.awaitUninterruptibly();
        }
        if (cut) {
          throw new AsynchronousCloseException();
        }
        if (buffer.position() == 0) {
          return -1;
        }
        buffer.flip();
        var count = Math.min(into.remaining(), buffer.remaining());
        into.put(buffer.slice(0, count));
        buffer.position(count).compact();
        changed.signalAll();
        return count;
      } finally {
        lock.unlock();
      }
    }

    int write(ByteBuffer from) throws IOException {
      lock.lock();
      try {
        while (!buffer.hasRemaining() && !ended && !cut) {
          changed.awaitUninterruptibly();
        }
        if (cut) {
          throw new AsynchronousCloseException();
        }
        if (ended) {
          throw new IOException("Broken pipe");
        }
        var count = Math.min(from.remaining(), buffer.remaining());
        buffer.put(from.slice(from.position(), count));
        from.position(from.position() + count);
        changed.signalAll();
        return count;
      } finally {
        lock.unlock();
      }
    }

    void end(boolean now) {
      lock.lock();
      try {
        ended = true;
        cut |= now;
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  private final Lane in;
  private final Lane out;
  private volatile boolean closed;

  private MemoryWire(Lane in, Lane out) {
    this.in = in;
    this.out = out;
  }

  /** Both ends of a new wire that holds {@code size} bytes each way. */
  static MemoryWire[] pair(int size) {
    var one = new Lane(size);
    var other = new Lane(size);
    return new MemoryWire[] {new MemoryWire(one, other), new MemoryWire(other, one)};
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    return in.read(into);
  }

  @Override
  public long write(ByteBuffer[] from, int first, int count) throws IOException {
    if (closed) {
      throw new AsynchronousCloseException();
    }
    for (var i = first; i < first + count; i++) {
      if (from[i].hasRemaining()) {
        return out.write(from[i]);
      }
    }
    return 0;
  }

  @Override
  public void shutOutput() {
    out.end(false);
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public String peerAddress() {
    return "memory";
  }

  /** What was written before can still be read at the other end. */
  @Override
  public void close() {
    closed = true;
    in.end(true);
    out.end(false);
  }
}
