package org.weftmq.zmtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.weftmq.Frame;
import org.weftmq.spi.Wire;

/** How a batch is laid out for a wire: few writes, few copies, no buffer without bytes. */
class BatchTest {
  private static final int LARGE = 8 * 1024;
  private static final int WRITE = 60 * 1024;

  /** Keeps what it is offered in each write, and takes all of it or as much as it may. */
  private static final class RecordingWire implements Wire {
    final List<List<Integer>> writes = new ArrayList<>();
    final List<Boolean> copied = new ArrayList<>();
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int most = Integer.MAX_VALUE;

    @Override
    public long write(ByteBuffer[] from, int first, int count) {
      var sizes = new ArrayList<Integer>();
      var taken = 0;
      for (var i = first; i < first + count; i++) {
        sizes.add(from[i].remaining());
        copied.add(!from[i].isReadOnly()); // what is a frame's is lent for reading only
        var some = new byte[Math.min(from[i].remaining(), most - taken)];
        from[i].get(some);
        bytes.writeBytes(some);
        taken += some.length;
      }
      writes.add(sizes);
      return taken;
    }

    @Override
    public int read(ByteBuffer into) {
      return -1;
    }

    @Override
    public String peerAddress() {
      return "";
    }

    @Override
    public void close() {}
  }

  private final Batch batch = new Batch();
  private final RecordingWire wire = new RecordingWire();

  private void addBodies(int count, int size) {
    for (var i = 0; i < count; i++) {
      batch.add(Frame.wrap(Bytes.pattern(size)));
    }
  }

  private List<List<Integer>> writes() throws IOException {
    while (!batch.isWritten()) {
      batch.writeTo(wire);
      assertThat(wire.writes).as("bytes were lost").hasSizeLessThan(1_000);
    }
    return wire.writes;
  }

  /** Catches: a buffer for each small frame. */
  @Test
  void gathersSmallFramesInOneBuffer() throws IOException {
    addBodies(100, 10);

    assertThat(writes()).containsExactly(List.of(1_000));
  }

  /** Catches: buffers that do not grow with the batch, or grow although there is room. */
  @Test
  void doublesItsBufferEachTimeItIsFull() throws IOException {
    addBodies(31, 1_024);

    assertThat(writes()).containsExactly(List.of(1_024, 2_048, 4_096, 8_192, 16_384));
  }

  /** Catches: small frames that are gathered in a buffer without bound. */
  @Test
  void hasNoBufferOfMoreThanItsBound() throws IOException {
    addBodies(40, LARGE - 1);

    assertThat(writes()).allSatisfy(sizes -> assertThat(sizes).allMatch(s -> s <= WRITE));
  }

  /** Catches: a copy where none is needed, or none where many small writes would cost more. */
  @Test
  void copiesFramesBelowALargeOneOnly() throws IOException {
    batch.add(Frame.wrap(Bytes.pattern(LARGE - 1)));
    batch.add(Frame.wrap(Bytes.pattern(LARGE)));

    assertThat(writes()).containsExactly(List.of(LARGE - 1, LARGE));
    assertThat(wire.copied).containsExactly(true, false);
  }

  /** Catches: an empty buffer behind a frame that ends where a write does. */
  @Test
  void cutsAVeryLargeFrameIntoWritesThatHaveBytes() throws IOException {
    addBodies(1, WRITE);
    assertThat(writes()).containsExactly(List.of(WRITE));

    addBodies(1, WRITE + 1);
    assertThat(writes()).endsWith(List.of(WRITE), List.of(1));
  }

  /** Catches: writes that a peer on the same machine gets in two segments, or that are short. */
  @Test
  void givesAWire60KibibytesAtOnceWhereverFramesEnd() throws IOException {
    addBodies(9, LARGE);

    assertThat(writes()).hasSize(2);
    assertThat(wire.writes.get(0)).hasSize(8).endsWith(LARGE / 2);
    assertThat(wire.writes.get(1)).containsExactly(LARGE / 2, LARGE);
  }

  /** Catches: what a write left of a buffer is taken for written, or the limit stays. */
  @Test
  void goesOnWhereAWireStopped() throws IOException {
    wire.most = 1_000;
    addBodies(1, WRITE + 2_500);

    assertThat(writes().stream().flatMap(List::stream)).hasSize(64).endsWith(2_940, 1_940, 940);
    assertThat(wire.bytes.toByteArray()).isEqualTo(Bytes.pattern(WRITE + 2_500));
  }

  /** Catches: small frames that take a second buffer, or large ones without end. */
  @Test
  void isFullWithOneBufferOfSmallFramesOrMuchOfLargeOnes() throws IOException {
    while (!batch.isFull()) {
      addBodies(1, 1_000);
    }
    writes();
    assertThat(batch.size()).isBetween(WRITE - (long) LARGE, 2L * WRITE);
    batch.clear();

    wire.writes.clear();
    while (!batch.isFull()) { // the buffer has grown, and is used again
      addBodies(1, 1_000);
    }
    assertThat(writes()).hasSize(1).allSatisfy(sizes -> assertThat(sizes).hasSize(1));
    batch.clear();

    while (!batch.isFull()) {
      addBodies(1, LARGE);
    }
    assertThat(batch.size()).isEqualTo(256 * 1024);
  }

  /** Catches: buffers that are offered again although all their bytes are gone. */
  @Test
  void offersNothingTwice() throws IOException {
    addBodies(200, LARGE);

    assertThat(writes()).allSatisfy(sizes -> assertThat(sizes).hasSizeBetween(5, 9));
    assertThat(wire.writes.stream().flatMap(List::stream)).doesNotContain(0);
    assertThat(wire.bytes.size()).isEqualTo(200 * LARGE);
  }

  /** Catches: a queue that went out and still holds its frames in memory. */
  @Test
  void letsGoOfWhatWasWritten() throws IOException {
    var frame = new WeakReference<>(addOneOf(1 << 20));
    writes();

    batch.clear();

    Awaitility.await()
        .untilAsserted(
            () -> {
              System.gc();
              assertThat(frame.get()).isNull();
            });
    assertThat(batch.size()).isZero(); // and so the batch itself is still there
  }

  private byte[] addOneOf(int size) {
    var bytes = new byte[size];
    batch.add(Frame.wrap(bytes));
    return bytes;
  }
}
