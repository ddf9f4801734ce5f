package org.weftmq;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/**
 * One frame of a message: an immutable run of bytes (23/ZMTP, "frame").
 *
 * <p>Frames are passed by reference inside a process and are safe to share between threads. Text is
 * always UTF-8.
 */
public final class Frame {
  private static final Frame EMPTY = new Frame(new byte[0], 0, 0);

  private final byte[] array;
  private final int offset;
  private final int length;

  private Frame(byte[] array, int offset, int length) {
    this.array = array;
    this.offset = offset;
    this.length = length;
  }

  /** The frame of no bytes, which envelopes use as their delimiter (28/REQREP). */
  public static Frame empty() {
    return EMPTY;
  }

  /** A frame of the UTF-8 bytes of {@code text}. */
  public static Frame of(String text) {
    return wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * A frame that takes {@code bytes} over without a copy: the caller must not write to it again.
   */
  public static Frame wrap(byte[] bytes) {
    return bytes.length == 0 ? EMPTY : new Frame(bytes, 0, bytes.length);
  }

  /**
   * A frame that takes over {@code length} bytes of {@code bytes} from {@code offset} without a
   * copy: the caller must not write to them again.
   *
   * @throws IndexOutOfBoundsException if the range is not inside the array
   */
  public static Frame wrap(byte[] bytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    return length == 0 ? EMPTY : new Frame(bytes, offset, length);
  }

  /** A frame of a copy of {@code bytes}. */
  public static Frame copyOf(byte[] bytes) {
    return wrap(bytes.clone());
  }

  /** A frame of a copy of the bytes that remain in {@code buffer}, whose position does not move. */
  public static Frame copyOf(ByteBuffer buffer) {
    var bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return wrap(bytes);
  }

  /** How many bytes there are. */
  public int size() {
    return length;
  }

  /** Whether there are no bytes. */
  public boolean isEmpty() {
    return length == 0;
  }

  /**
   * The byte at {@code index}, counted from 0.
   *
   * @throws IndexOutOfBoundsException if there is no such byte
   */
  public byte byteAt(int index) {
    return array[offset + Objects.checkIndex(index, length)];
  }

  /** A copy of the bytes. */
  public byte[] bytes() {
    return Arrays.copyOfRange(array, offset, offset + length);
  }

  /** The bytes as a read-only buffer, without a copy. */
  public ByteBuffer buffer() {
    return ByteBuffer.wrap(array, offset, length).slice().asReadOnlyBuffer();
  }

  /**
   * Puts all bytes into {@code target} at its position.
   *
   * @throws java.nio.BufferOverflowException if they do not fit
   */
  public void copyTo(ByteBuffer target) {
    target.put(array, offset, length);
  }

  /** The bytes read as UTF-8; malformed input becomes the replacement character. */
  public String text() {
    return new String(array, offset, length, StandardCharsets.UTF_8);
  }

  /** The bytes as lower-case hexadecimal digits. */
  public String hex() {
    return HexFormat.of().formatHex(array, offset, offset + length);
  }

  /** Whether the first bytes are those of {@code prefix}. */
  public boolean startsWith(Frame prefix) {
    return length >= prefix.length
        && Arrays.equals(
            array,
            offset,
            offset + prefix.length,
            prefix.array,
            prefix.offset,
            prefix.offset + prefix.length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Frame that && length == that.length && startsWith(that);
  }

  @Override
  public int hashCode() {
    var hash = 1;
    for (var i = offset; i < offset + length; i++) {
      hash = 31 * hash + array[i];
    }
    return hash;
  }

  /** The size and the first bytes, for people; payloads never appear whole in logs. */
  @Override
  public String toString() {
    var shown = Math.min(length, 16);
    var more = shown < length ? "..." : "";
    var digits = HexFormat.of().formatHex(array, offset, offset + shown);
    return "Frame[" + length + " B " + digits + more + "]";
  }
}
