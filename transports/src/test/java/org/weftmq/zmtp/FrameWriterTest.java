package org.weftmq.zmtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.spi.Control;
import org.weftmq.spi.Wire;

class FrameWriterTest {
  /** Takes {@code step} bytes at a time, and after {@code most} no more. */
  private static final class SlowWire implements Wire {
    final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private final int step;
    private final int most;

    SlowWire(int step, int most) {
      this.step = step;
      this.most = most;
    }

    @Override
    public int read(ByteBuffer into) {
      return -1;
    }

    @Override
    public long write(ByteBuffer[] from, int first, int count) throws IOException {
      if (taken.size() == most) {
        throw new IOException("broken");
      }
      var room = Math.min(step, most - taken.size());
      var before = taken.size();
      for (var i = first; i < first + count && room > 0; i++) {
        for (; from[i].hasRemaining() && room > 0; room--) {
          taken.write(from[i].get());
        }
      }
      return taken.size() - before;
    }

    @Override
    public String peerAddress() {
      return "";
    }

    @Override
    public void close() {}
  }

  private final FrameWriter writer = new FrameWriter(true);

  private static byte[] written(FrameWriter writer) throws IOException {
    var wire = new SlowWire(Integer.MAX_VALUE, Integer.MAX_VALUE);
    while (!writer.isWritten()) {
      writer.writeTo(wire);
    }
    return wire.taken.toByteArray();
  }

  @Test
  void writesReadyAsLibzmqDoes() throws IOException {
    var metadata =
        Metadata.empty()
            .with(Metadata.SOCKET_TYPE, Frame.of("DEALER"))
            .with(Metadata.IDENTITY, Frame.empty());

    writer.add(new Command.Ready(metadata));

    assertThat(written(writer))
        .isEqualTo(
            Bytes.of("04 29 05 'READY' 0b 'Socket-Type' 00000006 'DEALER' 08 'Identity' 00000000"));
  }

  @Test
  void marksAllFramesButTheLast() throws IOException {
    writer.add(Message.of("a", "", "bc"));

    assertThat(written(writer)).isEqualTo(Bytes.of("01 01 'a' 01 00 00 02 'bc'"));
  }

  @Test
  void writesOnlyTheBodiesForAPeerThatSpeaksNoZmtp() throws IOException {
    var bare = FrameWriter.bare();
    bare.add(Message.of("a", "", "bc"));
    bare.add(new Control.Subscribe(Frame.of("topic")));
    bare.add(Message.wrap(new byte[300]));

    assertThat(written(bare)).hasSize(303).startsWith('a', 'b', 'c', 0);
  }

  @Test
  void countsWhatHasNoBytesAsWritten() throws IOException {
    var bare = FrameWriter.bare();
    bare.add(new Control.Subscribe(Frame.of("topic")));

    assertThat(bare.isWritten()).isFalse();
    assertThat(bare.writeTo(new SlowWire(0, 0))).isEqualTo(1);
    assertThat(bare.isWritten()).isTrue();
  }

  @Test
  void writesASizeInOneByteUpTo255() throws IOException {
    writer.add(Message.wrap(new byte[255]));

    assertThat(written(writer)).hasSize(257).startsWith(0x00, 0xFF);
  }

  @Test
  void writesASizeInEightBytesFrom256On() throws IOException {
    writer.add(Message.wrap(new byte[256]));

    assertThat(written(writer)).hasSize(265).startsWith(0x02, 0, 0, 0, 0, 0, 0, 1, 0);
  }

  // 37/ZMTP: the name counts towards the size of a command
  @ParameterizedTest
  @ValueSource(ints = {245, 246})
  void countsTheNameOfASubscription(int topic) throws IOException {
    writer.add(new Control.Subscribe(Frame.wrap(new byte[topic])));

    assertThat(written(writer)[0]).isEqualTo((byte) (topic == 245 ? 4 : 6));
  }

  @Test
  void writesSubscriptionsAsCommands() throws IOException {
    writer.add(new Control.Subscribe(Frame.of("ab")));
    writer.add(new Control.Cancel(Frame.of("a")));

    assertThat(written(writer)).isEqualTo(Bytes.of("04 0c 09 'SUBSCRIBEab' 04 08 06 'CANCELa'"));
  }

  @Test
  void writesSubscriptionsAsMessagesToAnOlderPeer() throws IOException {
    var old = new FrameWriter(false);
    old.add(new Control.Subscribe(Frame.of("ab")));
    old.add(new Control.Cancel(Frame.of("a")));
    old.add(new Control.Subscribe(Frame.wrap(new byte[255])));

    assertThat(written(old))
        .startsWith(Bytes.of("00 03 01 'ab' 00 02 00 'a' 02 0000000000000100 01"))
        .hasSize(9 + 265);
  }

  @Test
  void writesGroupsAsCommandsToEveryPeer() throws IOException {
    var old = new FrameWriter(false);
    old.add(new Control.Join(Frame.of("g")));
    old.add(new Control.Leave(Frame.of("g")));

    assertThat(written(old)).isEqualTo(Bytes.of("04 06 04 'JOINg' 04 07 05 'LEAVEg'"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 1000, 100_000})
  void writesFramesOfEverySizeInTheirOrder(int step) throws IOException {
    var messages =
        IntStream.of(0, 1, 255, 256, 8191, 8192, 3, 8193, 70_000, 5, 300_000)
            .mapToObj(size -> Message.wrap(Bytes.pattern(size)))
            .toList();
    var wire = new SlowWire(step, Integer.MAX_VALUE);

    messages.forEach(writer::add);
    var items = 0;
    while (!writer.isWritten()) {
      items += writer.writeTo(wire);
    }

    assertThat(items).isEqualTo(messages.size());
    var reader = new MessageReader(new Limits(1 << 20, 10));
    var in = ByteBuffer.wrap(wire.taken.toByteArray());
    for (var message : messages) {
      assertThat(reader.read(in)).isEqualTo(MessageReader.Found.MESSAGE);
      assertThat(reader.message()).isEqualTo(message);
    }
    assertThat(in.hasRemaining()).isFalse();
  }

  @Test
  void canBeUsedForOneBatchAfterAnother() throws IOException {
    for (var size : List.of(10, 5000, 20_000, 100)) {
      writer.add(Message.wrap(Bytes.pattern(size)));

      assertThat(written(writer)).endsWith(Bytes.pattern(size)).hasSizeLessThan(size + 10);
      writer.clear();
    }
  }

  /** A PONG of 7 bytes, a message of 4, one of 12. */
  private void addThree() {
    writer.add(new Command.Pong(Frame.empty()));
    writer.add(Message.of("ab"));
    writer.add(Message.wrap(new byte[10]));
  }

  @Test
  void countsTheItemsThatWentOutWhole() throws IOException {
    addThree();
    var wire = new SlowWire(1, Integer.MAX_VALUE);

    var counts = IntStream.range(0, 23).map(i -> writeQuietly(wire)).toArray();

    assertThat(counts[10]).isEqualTo(1);
    assertThat(counts[22]).isEqualTo(1);
    assertThat(IntStream.of(counts).sum()).isEqualTo(2);
    assertThat(writer.isWritten()).isTrue();
  }

  private int writeQuietly(Wire wire) {
    try {
      return writer.writeTo(wire);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void knowsWhatBecameOfEachItemWhereverTheWireBreaks() {
    for (var most = 0; most < 23; most++) {
      writer.clear();
      addThree();
      var wire = new SlowWire(5, most);

      var whole = new int[1];
      assertThatThrownBy(
              () -> {
                for (; ; ) {
                  whole[0] += writer.writeTo(wire);
                }
              })
          .hasMessage("broken");

      assertThat(whole[0]).as("whole after %d bytes", most).isEqualTo(most < 11 ? 0 : 1);
      assertThat(writer.isItemBroken())
          .as("broken after %d bytes", most)
          .isEqualTo(most > 7 && most < 11 || most > 11);
    }
  }

  @Test
  void givesAWireNoMoreThanItCanTakeAtOnce() throws IOException {
    writer.add(Message.wrap(new byte[10_000_000]));
    var wire = new SlowWire(Integer.MAX_VALUE, Integer.MAX_VALUE);

    writer.writeTo(wire);

    assertThat(wire.taken.size()).isBetween(32 * 1024, 128 * 1024);
  }

  /** Catches: a table of items that does not grow. */
  @Test
  void takesMoreItemsThanItHasRoomForAtFirst() throws IOException {
    for (var i = 0; i < 1_000; i++) {
      writer.add(Message.of("m"));
    }

    assertThat(writer.size()).isEqualTo(3_000);
    assertThat(writer.writeTo(new SlowWire(Integer.MAX_VALUE, Integer.MAX_VALUE))).isEqualTo(1_000);
  }

  /** Catches: an item that counts as broken, and so as lost, though none of its bytes went out. */
  @Test
  void breaksNoItemBetweenTwo() throws IOException {
    writer.add(Message.of("ab"));
    writer.add(Message.of("cd"));
    assertThat(writer.isItemBroken()).isFalse();

    writer.writeTo(new SlowWire(4, 100));
    assertThat(writer.isItemBroken()).isFalse();

    writer.writeTo(new SlowWire(1, 100));
    assertThat(writer.isItemBroken()).isTrue();

    writer.writeTo(new SlowWire(3, 100));
    assertThat(writer.isItemBroken()).isFalse();
  }
}
