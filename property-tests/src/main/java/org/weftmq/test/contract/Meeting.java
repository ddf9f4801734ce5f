package org.weftmq.test.contract;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.weftmq.Endpoint;
import org.weftmq.Options;
import org.weftmq.RoutingId;
import org.weftmq.SocketEvent;
import org.weftmq.SocketType;
import org.weftmq.pipe.BlockingPipe;
import org.weftmq.pipe.Pipe;
import org.weftmq.spi.ConnectionAttachment;
import org.weftmq.spi.Environment;
import org.weftmq.spi.Peer;
import org.weftmq.spi.Wire;
import org.weftmq.test.MemoryWire;
import org.weftmq.test.WatchedEnvironment;
import org.weftmq.transport.stream.StreamConnection;

/** Two engines of ZMTP that introduce themselves over a wire on which somebody may sit. */
final class Meeting implements Closeable {
  private static final int CAPACITY = 1 << 16;

  /** What happens to the bytes that one side writes. */
  interface Tap {
    /** All pass. */
    Tap NONE = (wire, at, bytes) -> write(wire, bytes);

    /** Passes {@code bytes} on, of which the first is the {@code at}th of all. */
    void pass(MemoryWire wire, long at, byte[] bytes) throws IOException;

    /** All pass, but one of them is changed. */
    static Tap changing(int index, int mask) {
      return (wire, at, bytes) -> {
        if (at <= index && index < at + bytes.length) {
          bytes[(int) (index - at)] ^= (byte) mask;
        }
        write(wire, bytes);
      };
    }

    /** Only the first pass; {@code ending} says whether the other side is told so. */
    static Tap stopping(int count, boolean ending) {
      return (wire, at, bytes) -> {
        write(wire, Arrays.copyOf(bytes, Math.clamp(count - at, 0, bytes.length)));
        if (ending && at + bytes.length >= count) {
          wire.shutOutput();
        }
      };
    }

    private static void write(MemoryWire wire, byte[] bytes) throws IOException {
      var one = new ByteBuffer[] {ByteBuffer.wrap(bytes)};
      while (one[0].hasRemaining()) {
        wire.write(one, 0, 1);
      }
    }
  }

  private final Side one;
  private final Side other;

  /** The two begin at once; {@code onesTap} sits on what the first side writes. */
  Meeting(SocketType onesType, Options ones, Tap onesTap, SocketType othersType, Options others) {
    var wire = MemoryWire.open(CAPACITY);
    one = new Side(onesType, ones, wire, onesTap);
    other = new Side(othersType, others, wire.far(), Tap.NONE);
    one.start();
    other.start();
  }

  Side one() {
    return one;
  }

  Side other() {
    return other;
  }

  /** Whether each side has met the other or ended, within {@code time}. */
  boolean isSettled(Duration time) throws InterruptedException {
    var begun = System.nanoTime();
    return one.isSettled(time)
        && other.isSettled(time.minusNanos(System.nanoTime() - begun).plusMillis(1));
  }

  @Override
  public void close() {
    one.connection.close();
    other.connection.close();
  }

  /** One engine, with a socket that takes everybody. */
  static final class Side implements ConnectionAttachment {
    private final Environment environment = new WatchedEnvironment();
    private final SocketType type;
    private final Options options;
    private final TappedWire wire;
    private final StreamConnection connection;
    private final BlockingPipe pipe = new BlockingPipe(Pipe.open(), environment);
    private final CompletableFuture<Peer> met = new CompletableFuture<>();
    private final CompletableFuture<String> ended = new CompletableFuture<>();

    private Side(SocketType type, Options options, MemoryWire wire, Tap tap) {
      this.type = type;
      this.options = options;
      this.wire = new TappedWire(wire, tap);
      this.connection = new StreamConnection(this.wire, wire);
    }

    private void start() {
      environment.start("engine", this::carry);
    }

    private void carry() {
      try {
        connection.carry(this);
        ended.complete("");
      } catch (Exception e) {
        ended.complete(String.valueOf(e.getMessage()));
      } catch (Error e) {
        ended.complete(e.toString());
        throw e;
      }
    }

    private boolean isSettled(Duration time) throws InterruptedException {
      try {
        CompletableFuture.anyOf(met, ended).get(time.toNanos(), TimeUnit.NANOSECONDS);
        return true;
      } catch (ExecutionException e) {
        throw new AssertionError(e);
      } catch (TimeoutException e) {
        return false;
      }
    }

    /** Whom it met. */
    Optional<Peer> peer() {
      return Optional.ofNullable(met.getNow(null));
    }

    /** Why it ended; waits for that at most {@code time}. */
    Optional<String> end(Duration time) throws InterruptedException {
      try {
        return Optional.of(ended.get(time.toNanos(), TimeUnit.NANOSECONDS));
      } catch (ExecutionException e) {
        throw new AssertionError(e);
      } catch (TimeoutException e) {
        return Optional.empty();
      }
    }

    /** How many bytes it has written. */
    int written() {
      return (int) wire.written;
    }

    @Override
    public BlockingPipe attach(Peer peer) {
      met.complete(peer);
      return pipe;
    }

    @Override
    public SocketType type() {
      return type;
    }

    @Override
    public Endpoint endpoint() {
      return new Endpoint("memory", "meeting");
    }

    @Override
    public Options options() {
      return options;
    }

    @Override
    public RoutingId identity() {
      return RoutingId.of("me");
    }

    @Override
    public Environment environment() {
      return environment;
    }

    @Override
    public void report(SocketEvent event) {}
  }

  /** A wire on which somebody sits. */
  private static final class TappedWire implements Wire {
    private final MemoryWire wire;
    private final Tap tap;

    // the writing thread writes; whoever looks when the handshake is done reads
    private volatile long written;

    TappedWire(MemoryWire wire, Tap tap) {
      this.wire = wire;
      this.tap = tap;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
      return wire.read(into);
    }

    @Override
    public long write(ByteBuffer[] from, int first, int count) throws IOException {
      var taken = 0L;
      for (var i = first; i < first + count; i++) {
        var bytes = new byte[from[i].remaining()];
        from[i].get(bytes);
        var at = written + taken;
        tap.pass(wire, at, bytes);
        taken += bytes.length;
      }
      written += taken;
      return taken;
    }

    @Override
    public String peerAddress() {
      return wire.peerAddress();
    }

    @Override
    public void close() {
      wire.close();
    }
  }
}
