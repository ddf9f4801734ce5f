package org.weftmq.zmtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.zmtp.MessageReader.Found;

class MessageReaderTest {
  private final MessageReader reader = new MessageReader(new Limits(1000, 4));

  @Test
  void readsAMessageOfOneFrame() throws ProtocolError {
    assertThat(reader.read(Bytes.buffer("00 05 'hello'"))).isEqualTo(Found.MESSAGE);
    assertThat(reader.message()).isEqualTo(Message.of("hello"));
  }

  @Test
  void readsAMessageOnlyWhenItIsWhole() throws ProtocolError {
    assertThat(reader.read(Bytes.buffer("01 01 'a' 01 00"))).isEqualTo(Found.NOTHING);
    assertThat(reader.isBetweenMessages()).isFalse();

    assertThat(reader.read(Bytes.buffer("00 01 'b'"))).isEqualTo(Found.MESSAGE);
    assertThat(reader.message()).isEqualTo(Message.of("a", "", "b"));
    assertThat(reader.isBetweenMessages()).isTrue();
  }

  @Test
  void readsCommandsBetweenMessages() throws ProtocolError {
    var in = Bytes.buffer("00 01 'a' 04 07 04 'PING' 0000 00 01 'b'");

    assertThat(reader.read(in)).isEqualTo(Found.MESSAGE);
    assertThat(reader.read(in)).isEqualTo(Found.COMMAND);
    assertThat(reader.command()).isEqualTo(new Command.Ping(0, Frame.empty()));
    assertThat(reader.read(in)).isEqualTo(Found.MESSAGE);
    assertThat(reader.read(in)).isEqualTo(Found.NOTHING);
  }

  @Test
  void takesACommandBetweenTheFramesOfAMessage() throws ProtocolError {
    var in = Bytes.buffer("01 01 'a' 04 07 04 'PING' 0000 00 01 'b'");

    assertThat(reader.read(in)).isEqualTo(Found.COMMAND);
    assertThat(reader.command()).isEqualTo(new Command.Ping(0, Frame.empty()));
    assertThat(reader.read(in)).isEqualTo(Found.MESSAGE);
    assertThat(reader.message()).isEqualTo(Message.of("a", "b"));
  }

  @Test
  void countsTheFramesOfAMessage() throws ProtocolError {
    assertThat(reader.read(Bytes.buffer("01 00 01 00 01 00 00 00"))).isEqualTo(Found.MESSAGE);
    assertThat(reader.message().size()).isEqualTo(4);

    assertThatThrownBy(() -> reader.read(Bytes.buffer("01 00 01 00 01 00 01 00 00 00")))
        .hasMessage("the peer sent a message of more than 4 frames");
  }

  @Test
  void countsTheBytesOfAllFramesTogether() throws ProtocolError {
    var two = ByteBuffer.allocate(4 + 9 + 9 + 500 + 500);
    two.put((byte) 3).putLong(500).position(509).put((byte) 2).putLong(500).position(1018).flip();
    assertThat(reader.read(two.duplicate())).isEqualTo(Found.MESSAGE);

    two.putLong(510, 501);
    assertThatThrownBy(() -> reader.read(two))
        .hasMessage("the peer sent a frame of 501 bytes where no more than 500 are allowed");
  }

  @Test
  void beginsToCountAnewWithEachMessage() throws ProtocolError {
    for (var i = 0; i < 10; i++) {
      var in = ByteBuffer.allocate(1009).put((byte) 2).putLong(1000).position(1009).flip();

      assertThat(reader.read(in)).isEqualTo(Found.MESSAGE);
    }
  }

  @Test
  void givesTheSameWhereverTheStreamIsCut() throws Exception {
    var stream = new ByteArrayOutputStream();
    stream.write(Bytes.of("00 01 'a' 01 02 'bc' 00 03 'def' 04 07 04 'PING' 0000 02"));
    stream.write(Bytes.of("000000000000012c"));
    stream.write(Bytes.pattern(300));
    stream.write(Bytes.of("00 00"));
    var bytes = stream.toByteArray();
    var whole = readAll(bytes, bytes.length);

    for (var step = 1; step < bytes.length; step++) {
      assertThat(readAll(bytes, step)).as("in steps of %d", step).isEqualTo(whole);
    }
    assertThat(whole)
        .containsExactly(
            Message.of("a"),
            Message.of("bc", "def"),
            new Command.Ping(0, Frame.empty()),
            Message.wrap(Bytes.pattern(300)),
            Message.of(""));
  }

  private static List<Object> readAll(byte[] bytes, int step) throws ProtocolError {
    var reader = new MessageReader(new Limits(1000, 4));
    var found = new ArrayList<Object>();
    var in = ByteBuffer.wrap(bytes).limit(0);
    while (in.limit() < bytes.length) {
      in.limit(Math.min(in.limit() + step, bytes.length));
      for (var next = reader.read(in); next != Found.NOTHING; next = reader.read(in)) {
        found.add(next == Found.MESSAGE ? reader.message() : reader.command());
      }
    }
    return found;
  }

  @Test
  void takesNoMemoryForASmallMessageButTheMessage() throws ProtocolError {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    var count = 10_000;
    var in = ByteBuffer.allocate(18 * count);
    for (var i = 0; i < count; i++) {
      in.put((byte) 0).put((byte) 16).position(in.position() + 16);
    }
    in.flip();
    reader.read(in); // loads what it needs

    var before = threads.getCurrentThreadAllocatedBytes();
    while (in.hasRemaining()) {
      reader.read(in);
    }
    var taken = threads.getCurrentThreadAllocatedBytes() - before;

    // an array of 16 bytes, a frame and a message
    assertThat(taken / count).isLessThanOrEqualTo(32 + 24 + 24);
  }
}
