package org.weftmq.transport.stream;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.weftmq.zmtp.Bytes;
import org.weftmq.zmtp.Greeting;

/** A peer that sends and expects bytes. */
final class RawPeer {
  private final MemoryWire wire;

  RawPeer(MemoryWire wire) {
    this.wire = wire;
  }

  void write(byte[] bytes) throws IOException {
    var one = new ByteBuffer[] {ByteBuffer.wrap(bytes)};
    while (one[0].hasRemaining()) {
      wire.write(one, 0, 1);
    }
  }

  /** See {@link Bytes#of}. */
  void write(String text) throws IOException {
    write(Bytes.of(text));
  }

  byte[] read(int count) throws IOException {
    var bytes = ByteBuffer.allocate(count);
    while (bytes.hasRemaining()) {
      if (wire.read(bytes) < 0) {
        throw new EOFException("after " + bytes.position() + " bytes");
      }
    }
    return bytes.array();
  }

  byte[] readToEnd() throws IOException {
    var bytes = ByteBuffer.allocate(1 << 20);
    while (wire.read(bytes) >= 0) {
      // on
    }
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  static byte[] greeting(int minor, String mechanism) {
    return new Greeting(3, minor, mechanism, false).bytes().array();
  }

  /** Greets and is ready as a PAIR of ZMTP 3.1. */
  RawPeer shakeHands() throws IOException {
    return shakeHands(1, "PAIR");
  }

  /** Greets and is ready as a {@code type}; takes what the other says. */
  RawPeer shakeHands(int minor, String type) throws IOException {
    write(greeting(minor, "NULL"));
    read(Greeting.SIZE);
    write(ready(type));
    readFrame();
    return this;
  }

  static byte[] ready(String type) {
    var size = 6 + 12 + 4 + type.length();
    return Bytes.of(
        "04 %02x 05 'READY' 0b 'Socket-Type' %08x '%s'".formatted(size, type.length(), type));
  }

  /** The body of the next frame, which must be short. */
  byte[] readFrame() throws IOException {
    return read(read(2)[1] & 0xFF);
  }
}
