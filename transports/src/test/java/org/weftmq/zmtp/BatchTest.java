package org.weftmq.zmtp;

import static org.assertj.core.api.Assertions.assertThat;

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

  /** Keeps what it is offered in each write, and takes all of it. */
  private static final class RecordingWire implements Wire {
    final List<List<Integer>> writes = new ArrayList<>();
    final List<Boolean> copied = new ArrayList<>();

    @Override
    public long write(ByteBuffer[] from, int first, int count) {
      var sizes = new ArrayList<Integer>();
      var taken = 0;
      for (var i = first; i < first + count; i++) {
        sizes.add(from[i].remaining());
        copied.add(!from[i].isReadOnly()); // what is a frame's is lent for reading only
        taken += from[i].remaining();
        from[i].position(from[i].limit());
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

    assertThat(writes()).allSatisfy(sizes -> assertThat(sizes).allMatch(s -> s <= 9 * LARGE));
  }

  /** Catches: a copy where none is needed, or none where many small writes would cost more. */
  @Test
  void copiesFramesBelowALargeOneOnly() throws IOException {
    batch.add(Frame.wrap(Bytes.pattern(LARGE - 1)));
    batch.add(Frame.wrap(Bytes.pattern(LARGE)));

    assertThat(writes()).containsExactly(List.of(LARGE - 1, LARGE));
    assertThat(wire.copied).containsExactly(true, false);
  }

  /** Catches: an empty buffer behind a frame that ends where a piece does. */
  @Test
  void cutsAVeryLargeFrameIntoPiecesThatHaveBytes() throws IOException {
    addBodies(1, 64 * 1024);
    assertThat(writes()).containsExactly(List.of(64 * 1024));

    addBodies(1, 64 * 1024 + 1);
    assertThat(writes()).endsWith(List.of(64 * 1024), List.of(1));
  }

  /** Catches: writes that are larger than the JDK copies at once, or smaller than they may be. */
  @Test
  void givesAWire64KibibytesAtOnce() throws IOException {
    addBodies(9, LARGE);

    assertThat(writes()).hasSize(2);
    assertThat(wire.writes.get(0)).hasSize(8);
    assertThat(wire.writes.get(1)).containsExactly(LARGE);
  }

  /** Catches: buffers that are offered again although all their bytes are gone. */
  @Test
  void offersNothingTwice() throws IOException {
    addBodies(200, LARGE);

    assertThat(writes()).allSatisfy(sizes -> assertThat(sizes).hasSizeBetween(8, 32));
    assertThat(wire.writes.stream().mapToInt(List::size).sum()).isEqualTo(200);
    assertThat(wire.writes.stream().flatMap(List::stream)).allMatch(size -> size == LARGE);
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
