package org.weftmq.zmtp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.spi.Control;
import org.weftmq.spi.Item;
import org.weftmq.spi.Wire;

/**
 * Streams of ZMTP as bytes: made by a second encoder that knows nothing but the RFC, and cut up.
 */
final class WireBytes {
  private WireBytes() {}

  /** 37/ZMTP, "frame": flags, a size of one or eight bytes, the body. */
  static byte[] encoded(List<Item> items) {
    var bytes = new ByteArrayOutputStream();
    for (var item : items) {
      switch (item) {
        case Message message -> {
          for (var i = 0; i < message.size(); i++) {
            frame(bytes, i < message.size() - 1 ? 0x01 : 0x00, message.frame(i));
          }
        }
        case Control control -> frame(bytes, 0x04, body(control));
      }
    }
    return bytes.toByteArray();
  }

  private static Frame body(Control control) {
    return switch (control) {
      case Control.Subscribe(Frame prefix) -> command("SUBSCRIBE", prefix);
      case Control.Cancel(Frame prefix) -> command("CANCEL", prefix);
      case Control.Join(Frame group) -> command("JOIN", group);
      case Control.Leave(Frame group) -> command("LEAVE", group);
    };
  }

  private static Frame command(String name, Frame data) {
    var bytes = new ByteArrayOutputStream();
    bytes.write(name.length());
    bytes.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
    bytes.writeBytes(data.bytes());
    return Frame.wrap(bytes.toByteArray());
  }

  static void frame(ByteArrayOutputStream to, int flags, Frame body) {
    if (body.size() < 256) {
      to.write(flags);
      to.write(body.size());
    } else {
      to.write(flags | 0x02);
      to.writeBytes(ByteBuffer.allocate(8).putLong(body.size()).array());
    }
    to.writeBytes(body.bytes());
  }

  /** What a writer gives to a wire that takes as much as it likes; also how far each item came. */
  static byte[] written(FrameWriter writer, Random pieces) throws IOException {
    var wire = new SlowWire(pieces);
    while (!writer.isWritten()) {
      writer.writeTo(wire);
    }
    return wire.taken.toByteArray();
  }

  /** A wire that takes a random part of what it is offered. */
  static final class SlowWire implements Wire {
    private final Random pieces;
    final ByteArrayOutputStream taken = new ByteArrayOutputStream();

    SlowWire(Random pieces) {
      this.pieces = pieces;
    }

    @Override
    public long write(ByteBuffer[] from, int first, int count) {
      var most = 1 + (pieces.nextBoolean() ? pieces.nextInt(20) : pieces.nextInt(300_000));
      var before = taken.size();
      for (var i = first; i < first + count; i++) {
        while (from[i].hasRemaining() && taken.size() - before < most) {
          taken.write(from[i].get());
        }
      }
      return taken.size() - before;
    }

    @Override
    public int read(ByteBuffer into) {
      throw new UnsupportedOperationException();
    }

    @Override
    public String peerAddress() {
      return "";
    }

    @Override
    public void close() {}
  }

  /**
   * What a reader makes of a stream: messages and commands, perhaps an error, what is left over.
   */
  record Reading(List<Object> found, String error, boolean betweenMessages) {}

  /**
   * Reads {@code bytes} as they come in pieces, through a buffer that keeps what is not taken, as a
   * connection does.
   */
  static Reading read(byte[] bytes, MessageReader reader, Random pieces) {
    var found = new ArrayList<Object>();
    var buffer = ByteBuffer.allocate(bytes.length + 1).flip();
    try {
      for (var at = 0; at < bytes.length; ) {
        var count = Math.min(bytes.length - at, 1 + pieces.nextInt(1 + pieces.nextInt(100)));
        buffer.compact().put(bytes, at, count).flip();
        at += count;
        take(reader, buffer, found);
      }
    } catch (ProtocolError e) {
      return new Reading(found, e.getMessage(), false);
    }
    return new Reading(found, "", reader.isBetweenMessages() && !buffer.hasRemaining());
  }

  /** Reads the same from a wire: long bodies where they are to stay, as a connection does. */
  static Reading readFromWire(byte[] bytes, MessageReader reader, Random pieces)
      throws IOException {
    var found = new ArrayList<Object>();
    var wire = new ScriptedWire(bytes, pieces, 300_000);
    var buffer = ByteBuffer.allocate(64 * 1024).flip();
    var more = true;
    while (more) {
      if (reader.isInLongBody()) {
        more = reader.fill(wire);
      } else {
        more = wire.read(buffer.compact()) >= 0;
        buffer.flip();
      }
      take(reader, buffer, found);
    }
    return new Reading(found, "", reader.isBetweenMessages() && !buffer.hasRemaining());
  }

  private static void take(MessageReader reader, ByteBuffer buffer, List<Object> found)
      throws ProtocolError {
    while (true) {
      switch (reader.read(buffer)) {
        case MESSAGE -> found.add(reader.message());
        case COMMAND -> found.add(reader.command());
        case NOTHING -> {
          return;
        }
      }
    }
  }
}
