package org.weftmq.zmtp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.weftmq.Frame;

/** Bytes as they are easiest to read in a test. */
public final class Bytes {
  private Bytes() {}

  /** Hexadecimal digits, and text in quotes, with spaces between: {@code 04 29 05 'READY'}. */
  public static byte[] of(String text) {
    var bytes = ByteBuffer.allocate(text.length());
    for (var part : text.split(" +(?=(?:[^']*'[^']*')*[^']*$)")) {
      bytes.put(
          part.startsWith("'")
              ? part.substring(1, part.length() - 1).getBytes(StandardCharsets.US_ASCII)
              : HexFormat.of().parseHex(part));
    }
    return java.util.Arrays.copyOf(bytes.array(), bytes.position());
  }

  /** The same in a buffer. */
  public static ByteBuffer buffer(String text) {
    return ByteBuffer.wrap(of(text));
  }

  /** The same in a frame. */
  public static Frame frame(String text) {
    return Frame.wrap(of(text));
  }

  /** {@code count} bytes, each another than its neighbours. */
  public static byte[] pattern(int count) {
    var bytes = new byte[count];
    for (var i = 0; i < count; i++) {
      bytes[i] = (byte) (i % 251);
    }
    return bytes;
  }
}
