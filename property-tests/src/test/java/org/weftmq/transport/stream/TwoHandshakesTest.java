package org.weftmq.transport.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.weftmq.SocketType;
import org.weftmq.spi.Peer;
import org.weftmq.spi.Wire;
import org.weftmq.test.Tries;

/** Two handshakes that are joined by a pipe of bytes, which may change what one of them says. */
class TwoHandshakesTest {
  private static final int SEEDS = Tries.scaled(5);

  /** What is changed in a greeting on its way. */
  private record Change(String what, boolean meet, int at, int... values) {
    void apply(byte[] bytes, int begin) {
      for (var i = 0; i < bytes.length; i++) {
        var index = begin + i - at;
        if (index >= 0 && index < values.length) {
          bytes[i] = (byte) values[index];
        }
      }
    }
  }

  // typed from 37/ZMTP, 23/ZMTP and, for what comes before 3.0, 13/ and 15/ZMTP
  private static final Change[] TABLE = {
    new Change("3.1, NULL: as it is", true, 0),
    new Change("3.0", true, 11, 0),
    new Change("3.9", true, 11, 9),
    new Change("4.0", true, 10, 4, 0),
    new Change("padding in use", true, 1, 1, 2, 3, 4, 5, 6, 7, 1),
    new Change("filler in use", true, 33, 1, 2, 3),
    new Change("as-server, of which NULL knows nothing", true, 32, 1),
    new Change("2.1", false, 10, 1),
    new Change("1.0", false, 0, 1, 0),
    new Change("PLAIN", false, 12, 'P', 'L', 'A', 'I', 'N'),
    new Change("CURVE", false, 12, 'C', 'U', 'R', 'V', 'E'),
    new Change("no mechanism", false, 12, 0, 0, 0, 0),
    new Change("null", false, 12, 'n', 'u', 'l', 'l'),
    new Change("NULLS", false, 16, 'S'),
    new Change("another signature", false, 9, 0x7E)
  };

  /** One end of a pipe of bytes that come in pieces of random size. */
  private static final class End implements Wire {
    private final LinkedBlockingQueue<Optional<byte[]>> in;
    private final LinkedBlockingQueue<Optional<byte[]>> out;
    private final Change change;
    private final Random pieces;
    private int written;

    End(
        LinkedBlockingQueue<Optional<byte[]>> in,
        LinkedBlockingQueue<Optional<byte[]>> out,
        Change change,
        long seed) {
      this.in = in;
      this.out = out;
      this.change = change;
      this.pieces = new Random(seed);
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
      try {
        var piece = in.take();
        piece.ifPresent(into::put);
        return piece.map(bytes -> bytes.length).orElse(-1);
      } catch (InterruptedException e) {
        throw new IOException("interrupted", e);
      }
    }

    @Override
    public long write(ByteBuffer[] from, int first, int count) {
      var next = from[first];
      var piece = new byte[Math.min(next.remaining(), 1 + pieces.nextInt(12))];
      next.get(piece);
      change.apply(piece, written);
      written += piece.length;
      out.add(Optional.of(piece));
      return piece.length;
    }

    @Override
    public String peerAddress() {
      return "the other side";
    }

    @Override
    public void close() {
      out.add(Optional.empty());
    }
  }

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void close() {
    threads.close();
  }

  static Stream<Arguments> changes() {
    return Stream.of(TABLE).map(change -> arguments(change.what(), change));
  }

  /**
   * Catches: one side that is ready while the other has closed or waits; a version or mechanism
   * that is agreed upon though only one side speaks it.
   */
  @ParameterizedTest(name = "{0}")
  @MethodSource("changes")
  void bothMeetOrNeitherDoes(String what, Change change) throws Exception {
    for (var seed = 0; seed < SEEDS; seed++) {
      var meeting = meet(SocketType.DEALER, SocketType.ROUTER, change, seed);

      assertThat(meeting.here().get().isPresent())
          .as("%s, seed %d", what, seed)
          .isEqualTo(change.meet());
      assertThat(meeting.there().get().isPresent())
          .as("%s, seed %d", what, seed)
          .isEqualTo(change.meet());
    }
  }

  /** Catches: a type that does not introduce itself as what it is. */
  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"STREAM", "DGRAM"})
  void eachLearnsWhoTheOtherIs(SocketType type) throws Exception {
    for (var other : SocketType.values()) {
      if (!other.isRaw()) {
        var meeting = meet(type, other, TABLE[0], type.ordinal());

        assertThat(meeting.here().get().map(Peer::type)).contains(other);
        assertThat(meeting.there().get().map(Peer::type)).contains(type);
      }
    }
  }

  private record Meeting(Future<Optional<Peer>> here, Future<Optional<Peer>> there) {}

  /** {@code change} is made to what {@code there} says. */
  private Meeting meet(SocketType here, SocketType there, Change change, long seed) {
    var toHere = new LinkedBlockingQueue<Optional<byte[]>>();
    var toThere = new LinkedBlockingQueue<Optional<byte[]>>();
    return new Meeting(
        threads.submit(side(here, new End(toHere, toThere, TABLE[0], seed))),
        threads.submit(side(there, new End(toThere, toHere, change, ~seed))));
  }

  private static Callable<Optional<Peer>> side(SocketType type, Wire wire) {
    return () -> {
      var handshake = new Handshake(new Stub(type), wire, new Input(wire));
      try {
        handshake.greet();
        return Optional.of(handshake.meet());
      } catch (IOException e) {
        wire.close();
        return Optional.empty();
      }
    };
  }
}
