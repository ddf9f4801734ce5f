package org.weftmq.transport.stream;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import org.weftmq.spi.Environment;
import org.weftmq.spi.Wire;
import org.weftmq.test.ManualEnvironment;
import org.weftmq.test.WrappedEnvironment;

/**
 * A wire with a clock: the peer says each thing so long after the one before, and whoever waits,
 * for bytes or parked, lets the time pass, tick by tick. Owned by one thread, which runs the timers
 * that come due meanwhile.
 */
final class TimedWire implements Wire, HalfClose {
  /** How long a tick is; the unit of a TTL. */
  static final Duration TICK = Duration.ofMillis(100);

  /** What the peer says, {@code after} ticks after what it said before. */
  record Saying(int after, byte[] bytes) {}

  private final ManualEnvironment world;
  private final ArrayDeque<Saying> sayings;
  private final int takes;
  private int now;
  private int written;
  private boolean closed;
  private Runnable parked = () -> {};
  private Runnable meanwhile = () -> {};

  /** A peer that reads no more than the first {@code takes} bytes. */
  TimedWire(long origin, List<Saying> sayings, int takes) {
    this.world = new ManualEnvironment(origin);
    this.sayings = new ArrayDeque<>(sayings);
    this.takes = takes;
  }

  /** The world of the clock; {@code parked} is what ends it when the thread parks. */
  Environment environment(Runnable parked) {
    this.parked = parked;
    return new WrappedEnvironment(world) {
      @Override
      public void park(Object blocker) {
        TimedWire.this.parked.run();
      }
    };
  }

  /** What else happens whenever the reader begins to wait, and at each tick. */
  void meanwhile(Runnable meanwhile) {
    this.meanwhile = meanwhile;
  }

  /** How many ticks have passed. */
  int now() {
    return now;
  }

  boolean isClosed() {
    return closed;
  }

  /** Lets so much time pass. */
  void pass(int ticks) {
    for (var i = 0; i < ticks && !closed; i++) {
      now++;
      world.pass(TICK);
      world.runAll();
      meanwhile.run();
    }
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    var next = sayings.poll();
    if (next == null) {
      return -1;
    }
    meanwhile.run();
    pass(next.after());
    if (closed) {
      throw new AsynchronousCloseException();
    }
    into.put(next.bytes()); // a piece is never larger than the smallest buffer
    return next.bytes().length;
  }

  @Override
  public long write(ByteBuffer[] from, int first, int count) throws IOException {
    var size = from[first].remaining();
    while (written + size > takes && !closed) {
      pass(1); // the peer's window is shut for good
    }
    if (closed) {
      throw new AsynchronousCloseException();
    }
    from[first].position(from[first].limit());
    written += size;
    return size;
  }

  @Override
  public String peerAddress() {
    return "timed";
  }

  @Override
  public void shutOutput() {}

  @Override
  public void close() {
    closed = true;
  }
}
