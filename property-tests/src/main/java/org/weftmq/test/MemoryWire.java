package org.weftmq.test;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.weftmq.spi.Wire;
import org.weftmq.transport.stream.HalfClose;

/**
 * One end of a wire inside this process, with a buffer each way that stands for the kernel's. What
 * was written before an end was closed can still be read at the other.
 *
 * <p>One thread reads while another writes; any thread may close it.
 */
public final class MemoryWire implements Wire, HalfClose {
  private final Stream in;
  private final Stream out;
  private final MemoryWire far;

  private MemoryWire(Stream in, Stream out, MemoryWire far) {
    this.in = in;
    this.out = out;
    this.far = far == null ? new MemoryWire(out, in, this) : far;
  }

  /** One end of a new wire, whose buffers hold {@code capacity} bytes; see {@link #far}. */
  public static MemoryWire open(int capacity) {
    return new MemoryWire(new Stream(capacity), new Stream(capacity), null);
  }

  /** The other end. */
  public MemoryWire far() {
    return far;
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    return in.take(into);
  }

  @Override
  public long write(ByteBuffer[] from, int first, int count) throws IOException {
    var at = first;
    while (at < first + count - 1 && !from[at].hasRemaining()) {
      at++;
    }
    return from[at].hasRemaining() ? out.put(from[at]) : 0;
  }

  @Override
  public String peerAddress() {
    return "memory";
  }

  @Override
  public void shutOutput() {
    out.end();
  }

  @Override
  public void close() {
    out.end();
    in.abandon();
  }

  /** What goes one way; its lock guards it all. */
  private static final class Stream {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final byte[] ring;
    private long written;
    private long read;
    private boolean ended;
    private boolean abandoned;

    Stream(int capacity) {
      ring = new byte[capacity];
    }

    int take(ByteBuffer into) throws IOException {
      lock.lock();
      try {
        while (written == read && !ended && !abandoned) {
          changed.awaitUninterruptibly();
        }
        if (abandoned) {
          throw new AsynchronousCloseException();
        }
        if (written == read) {
          return -1;
        }
        var count = (int) Math.min(into.remaining(), written - read);
        for (var i = 0; i < count; i++) {
          into.put(ring[(int) (read++ % ring.length)]);
        }
        changed.signalAll();
        return count;
      } finally {
        lock.unlock();
      }
    }

    int put(ByteBuffer from) throws IOException {
      lock.lock();
      try {
        while (written - read == ring.length && !ended && !abandoned) {
          changed.awaitUninterruptibly();
        }
        if (ended) {
          throw new AsynchronousCloseException();
        }
        if (abandoned) {
          throw new IOException("Broken pipe");
        }
        var count = (int) Math.min(from.remaining(), ring.length - (written - read));
        for (var i = 0; i < count; i++) {
          ring[(int) (written++ % ring.length)] = from.get();
        }
        changed.signalAll();
        return count;
      } finally {
        lock.unlock();
      }
    }

    /** Nothing more will be put. */
    void end() {
      change(() -> ended = true);
    }

    /** Nothing more will be taken. */
    void abandon() {
      change(() -> abandoned = true);
    }

    private void change(Runnable change) {
      lock.lock();
      try {
        change.run();
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }
}
