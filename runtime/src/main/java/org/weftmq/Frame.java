package org.weftmq;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/**
 * One frame of a message: an immutable run of bytes (23/ZMTP, "frame"), or an object.
 *
 * <p>Frames are passed by reference inside a process and are safe to share between threads; an
 * object in a frame is as safe as it is itself. Text is always UTF-8. A frame that carries an
 * object has no bytes: what asks for them throws a {@link WrongContentException}.
 */
public final class Frame {
  /** In place of a length: the content is an object. */
  private static final int OBJECT = -1;

  private static final Frame EMPTY = new Frame(new byte[0], 0, 0);

  /** Bytes that a codec may turn into an object. */
  private record Encoded(byte[] array, ObjectCodec codec) {}

  // an array of bytes, or an Encoded one; or any object, then the length is OBJECT
  private final Object content;
  private final int offset;
  private final int length;

  private Frame(Object content, int offset, int length) {
    this.content = content;
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

  /**
   * A frame that carries {@code object} itself: a peer in this process gets the same reference,
   * others get what {@link SocketOptions#OBJECT_CODEC} makes of it.
   */
  public static Frame ofObject(Object object) {
    return new Frame(Objects.requireNonNull(object, "object"), 0, OBJECT);
  }

  /** The same bytes, which {@code codec} turns into an object whenever that is asked for. */
  public Frame withCodec(ObjectCodec codec) {
    Objects.requireNonNull(codec, "codec");
    return new Frame(new Encoded(array(), codec), offset, length);
  }

  /** Whether the frame carries an object itself, no bytes. */
  public boolean isObject() {
    return length == OBJECT;
  }

  /**
   * The object: the reference that was sent, or, if the bytes came from outside this process, what
   * the {@link SocketOptions#OBJECT_CODEC} of the socket that received them makes of them, anew
   * each time.
   *
   * @throws WrongContentException if there is none
   */
  public Object object() {
    if (isObject()) {
      return content;
    }
    if (content instanceof Encoded encoded) {
      return decoded(encoded.codec);
    }
    throw new WrongContentException(
        "cannot give the object of a frame that carries "
            + length
            + " bytes: read the bytes, or if they are those of an object, set object-codec on the"
            + " socket that receives them, before it binds or connects");
  }

  /**
   * The object, if it is a {@code type}.
   *
   * @throws WrongContentException if it is not, or there is none
   */
  public <T> T object(Class<T> type) {
    var object = object();
    if (!type.isInstance(object)) {
      throw new WrongContentException(
          "cannot give the object of a frame as a "
              + type.getName()
              + ": it is a "
              + object.getClass().getName());
    }
    return type.cast(object);
  }

  private Object decoded(ObjectCodec codec) {
    Throwable cause;
    try {
      var object = codec.decode(this);
      if (object != null) {
        return object;
      }
      cause = new NullPointerException("the codec gave null");
    } catch (Exception e) {
      cause = e;
    }
    throw new WrongContentException(
        "cannot decode an object from a frame of "
            + length
            + " bytes: object-codec "
            + codec
            + " failed with "
            + cause
            + "; the peer may have sent something else",
        cause);
  }

  private byte[] array() {
    if (isObject()) {
      throw new WrongContentException(
          "cannot give the bytes of a frame that carries a "
              + content.getClass().getName()
              + ": ask for its object, or encode that first");
    }
    return content instanceof Encoded encoded ? encoded.array : (byte[]) content;
  }

  /** How many bytes there are. */
  public int size() {
    if (isObject()) {
      array(); // throws
    }
    return length;
  }

  /** Whether there are no bytes, and no object. */
  public boolean isEmpty() {
    return length == 0;
  }

  /**
   * The byte at {@code index}, counted from 0.
   *
   * @throws IndexOutOfBoundsException if there is no such byte
   */
  public byte byteAt(int index) {
    return array()[offset + Objects.checkIndex(index, length)];
  }

  /** A copy of the bytes. */
  public byte[] bytes() {
    return Arrays.copyOfRange(array(), offset, offset + length);
  }

  /** The bytes as a read-only buffer, without a copy. */
  public ByteBuffer buffer() {
    return ByteBuffer.wrap(array(), offset, length).slice().asReadOnlyBuffer();
  }

  /**
   * Puts all bytes into {@code target} at its position.
   *
   * @throws java.nio.BufferOverflowException if they do not fit
   */
  public void copyTo(ByteBuffer target) {
    target.put(array(), offset, length);
  }

  /** The bytes read as UTF-8; malformed input becomes the replacement character. */
  public String text() {
    return new String(array(), offset, length, StandardCharsets.UTF_8);
  }

  /** The bytes as lower-case hexadecimal digits. */
  public String hex() {
    return HexFormat.of().formatHex(array(), offset, offset + length);
  }

  /** Whether the first bytes are those of {@code prefix}; an object begins with the empty one. */
  public boolean startsWith(Frame prefix) {
    if (isObject()) {
      return prefix.isEmpty();
    }
    return length >= prefix.size()
        && Arrays.equals(
            array(),
            offset,
            offset + prefix.length,
            prefix.array(),
            prefix.offset,
            prefix.offset + prefix.length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Frame that
        && length == that.length
        && (isObject() ? content.equals(that.content) : startsWith(that));
  }

  @Override
  public int hashCode() {
    if (isObject()) {
      return content.hashCode();
    }
    var array = array();
    var hash = 1;
    for (var i = offset; i < offset + length; i++) {
      hash = 31 * hash + array[i];
    }
    return hash;
  }

  /**
   * The size and the first bytes, or the object's class, for people; payloads never appear whole in
   * logs.
   */
  @Override
  public String toString() {
    if (isObject()) {
      return "Frame[" + content.getClass().getName() + "]";
    }
    var shown = Math.min(length, 16);
    var more = shown < length ? "..." : "";
    var digits = HexFormat.of().formatHex(array(), offset, offset + shown);
    return "Frame[" + length + " B " + digits + more + "]";
  }
}
