package org.weftmq.zmtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.weftmq.Frame;
import org.weftmq.spi.Wire;

class FrameReaderTest {
  private static final long MOST = 1 << 20;
  private static final int MOST_IN_COMMAND = 100;

  private final FrameReader reader = new FrameReader();

  private boolean read(ByteBuffer in) throws ProtocolError {
    return reader.read(in, MOST, MOST_IN_COMMAND);
  }

  /** A frame with its size in eight bytes. */
  private static ByteBuffer large(long announced, int present) {
    return ByteBuffer.allocate(9 + present)
        .put((byte) 2)
        .putLong(announced)
        .position(9 + present)
        .flip();
  }

  @Test
  void readsAShortFrame() throws ProtocolError {
    assertThat(read(Bytes.buffer("00 05 'hello'"))).isTrue();

    assertThat(reader.body()).isEqualTo(Frame.of("hello"));
    assertThat(reader.hasMore()).isFalse();
    assertThat(reader.isCommand()).isFalse();
  }

  @Test
  void readsFlags() throws ProtocolError {
    read(Bytes.buffer("01 00"));
    assertThat(reader.hasMore()).isTrue();

    read(Bytes.buffer("04 00"));
    assertThat(reader.isCommand()).isTrue();
    assertThat(reader.hasMore()).isFalse();
  }

  @Test
  void leavesTheNextFrameAlone() throws ProtocolError {
    var in = Bytes.buffer("00 01 'a' 00 01 'b'");

    read(in);

    assertThat(in.position()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 255, 256, 65535, 65536, 65537, 200_000})
  void readsEverySizeInItsLongForm(int size) throws ProtocolError {
    var body = Bytes.pattern(size);
    var in = ByteBuffer.allocate(9 + size).put((byte) 2).putLong(size).put(body).flip();

    assertThat(read(in)).isTrue();
    assertThat(reader.body()).isEqualTo(Frame.wrap(body));
    assertThat(in.hasRemaining()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 1000, 65536})
  void readsABodyInPiecesOfAnySize(int step) throws ProtocolError {
    var body = Bytes.pattern(150_000);
    var all = ByteBuffer.allocate(9 + body.length).put((byte) 2).putLong(body.length).put(body);

    var complete = false;
    for (var end = 9; !complete; end = Math.min(end + step, all.capacity())) {
      all.limit(end).position(end == 9 ? 0 : Math.max(9, end - step));
      if (end == all.capacity()) {
        all.position(9 + (body.length - 1) / step * step);
      }
      complete = read(all);
      assertThat(complete).isEqualTo(end == all.capacity());
    }

    assertThat(reader.body()).isEqualTo(Frame.wrap(body));
  }

  @Test
  void takesNothingOfAHeaderThatIsCut() throws ProtocolError {
    var header = large(5, 0);
    for (var size = 0; size < 9; size++) {
      var in = header.slice(0, size);

      assertThat(read(in)).isFalse();
      assertThat(in.position()).isZero();
    }
  }

  @Test
  void refusesReservedFlagsAtThatByte() {
    for (var flags = 8; flags < 256; flags++) {
      var in = ByteBuffer.wrap(new byte[] {(byte) flags});

      assertThatThrownBy(() -> read(in)).hasMessage("the peer sent a frame with reserved flags");
    }
  }

  @ParameterizedTest
  @ValueSource(bytes = {5, 7})
  void refusesACommandThatIsToBeContinued(byte flags) {
    assertThatThrownBy(() -> read(ByteBuffer.wrap(new byte[] {flags})))
        .hasMessage("the peer sent a command that is to be continued");
  }

  @ParameterizedTest
  @CsvSource({
    "1048577, 1048577",
    "2147483647, 2147483647",
    "2147483648, 2147483648",
    "9223372036854775807, 9223372036854775807",
    "-9223372036854775808, 9223372036854775808",
    "-1, 18446744073709551615",
    "-38, 18446744073709551578"
  })
  void refusesASizeBeyondTheLimitBeforeTheBodyComes(long announced, String unsigned) {
    assertThatThrownBy(() -> read(large(announced, 0)))
        .isInstanceOf(ProtocolError.class)
        .hasMessage(
            "the peer sent a frame of "
                + unsigned
                + " bytes where no more than 1048576 are allowed");
  }

  @Test
  void allowsTheLimitItself() throws ProtocolError {
    assertThat(read(large(MOST, (int) MOST))).isTrue();
  }

  @Test
  void hasALimitOfItsOwnForCommands() throws ProtocolError {
    var most = ByteBuffer.allocate(2 + MOST_IN_COMMAND).put(0, (byte) 4).put(1, (byte) 100);
    assertThat(read(most)).isTrue();

    assertThatThrownBy(() -> read(ByteBuffer.wrap(new byte[] {4, 101})))
        .hasMessageContaining("no more than 100");
  }

  @Test
  void neverAllowsMoreThanAnArrayCanHold() {
    assertThatThrownBy(() -> reader.read(large(Integer.MAX_VALUE, 0), Long.MAX_VALUE, 0))
        .hasMessageContaining("no more than 2147483639");
  }

  @Test
  void takesMemoryForWhatComesAndNotForWhatIsAnnounced() throws ProtocolError {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    var in = large(1_000_000_000, 100_000);
    new FrameReader().read(large(1_000_000_000, 10), 1L << 30, 0); // loads what it needs

    var before = threads.getCurrentThreadAllocatedBytes();
    var complete = reader.read(in, 1L << 30, 0);
    var taken = threads.getCurrentThreadAllocatedBytes() - before;

    assertThat(complete).isFalse();
    assertThat(in.hasRemaining()).isFalse();
    assertThat(taken).isLessThan(300_000);
  }

  /** Catches: a peer that sends large frames, and has each of them copied as it grows. */
  @Test
  void takesMemoryAtOnceForAsMuchAsHasComeWholeBefore() throws ProtocolError {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    read(large(MOST, 10));
    read(ByteBuffer.allocate((int) MOST - 10));
    var in = large(MOST, 10);

    var before = threads.getCurrentThreadAllocatedBytes();
    read(in);
    var taken = threads.getCurrentThreadAllocatedBytes() - before;

    assertThat(taken).isBetween(MOST, MOST + 5_000);
  }

  /** Catches: a peer that has sent one huge frame, and from then on need only announce them. */
  @Test
  void takesNoMoreThanABoundAtOnceWhateverHasComeBefore() throws ProtocolError {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    reader.read(large(20_000_000, 0), 1L << 30, 0);
    reader.read(ByteBuffer.allocate(20_000_000), 1L << 30, 0);
    var in = large(20_000_000, 10);

    var before = threads.getCurrentThreadAllocatedBytes();
    var complete = reader.read(in, 1L << 30, 0);
    var taken = threads.getCurrentThreadAllocatedBytes() - before;

    assertThat(complete).isFalse();
    assertThat(taken).isLessThan(5_000_000);
  }

  @Test
  void readsTheRestOfALongBodyAndNothingBehindIt() throws IOException {
    var body = Bytes.pattern(300_000);
    var all = ByteBuffer.allocate(9 + body.length + 3).put((byte) 2).putLong(body.length).put(body);
    all.put(Bytes.buffer("00 01 'b'")).flip();
    assertThat(read(all.slice(0, 100))).isFalse();
    var wire = new OneWay(all.position(100), 20_000);

    var fills = 0;
    while (reader.isInLongBody()) {
      assertThat(reader.fill(wire)).isTrue();
      assertThat(read(ByteBuffer.allocate(0))).isFalse();
      fills++;
    }

    assertThat(fills).isGreaterThan(10);
    assertThat(read(all)).isTrue();
    assertThat(reader.body()).isEqualTo(Frame.wrap(body));
    assertThat(read(all)).isTrue();
    assertThat(reader.body()).isEqualTo(Frame.of("b"));
  }

  @Test
  void saysThatTheStreamEndsWithinABody() throws IOException {
    read(large(300_000, 10));

    assertThat(reader.fill(new OneWay(ByteBuffer.allocate(0), 10))).isFalse();
    assertThat(read(ByteBuffer.allocate(0))).isFalse();
    assertThat(reader.isBetweenFrames()).isFalse();
  }

  @Test
  void readsTheEndOfABodyWithWhatFollows() throws ProtocolError {
    read(large(300_000, 299_000));

    assertThat(reader.isInLongBody()).isFalse();
  }

  /** A wire that gives at most so many bytes at once. */
  private record OneWay(ByteBuffer bytes, int most) implements Wire {
    @Override
    public int read(ByteBuffer into) {
      if (!bytes.hasRemaining()) {
        return -1;
      }
      var count = Math.min(most, Math.min(into.remaining(), bytes.remaining()));
      into.put(bytes.slice(bytes.position(), count));
      bytes.position(bytes.position() + count);
      return count;
    }

    @Override
    public long write(ByteBuffer[] from, int first, int count) {
      throw new UnsupportedOperationException();
    }

    @Override
    public String peerAddress() {
      return "";
    }

    @Override
    public void close() {}
  }

  @Test
  void takesHardlyAnyMemoryForAHeaderAlone() throws ProtocolError {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    var in = large(1_000_000_000, 0);
    new FrameReader().read(large(1_000_000_000, 0), 1L << 30, 0); // loads what it needs

    var before = threads.getCurrentThreadAllocatedBytes();
    reader.read(in, 1L << 30, 0);
    var taken = threads.getCurrentThreadAllocatedBytes() - before;

    assertThat(taken).isLessThan(5_000);
  }

  @Test
  void knowsWhetherAFrameIsIncomplete() throws ProtocolError {
    assertThat(reader.isBetweenFrames()).isTrue();

    read(Bytes.buffer("00 05 'hel'"));
    assertThat(reader.isBetweenFrames()).isFalse();

    read(Bytes.buffer("'lo'"));
    assertThat(reader.isBetweenFrames()).isTrue();
    assertThat(reader.body().text()).isEqualTo("hello");
  }

  /** Catches: a frame that would just fit into an array, and is refused. */
  @Test
  void allowsWhatAnArrayCanHold() throws ProtocolError {
    var header = Bytes.buffer("02 000000007ffffff7");

    assertThat(new FrameReader().read(header, Long.MAX_VALUE, 0)).isFalse();
    assertThatThrownBy(
            () -> new FrameReader().read(Bytes.buffer("02 000000007ffffff8"), Long.MAX_VALUE, 0))
        .isInstanceOf(ProtocolError.class);
  }
}
