package org.weftmq;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.weftmq.spi.Item;

/**
 * A message: one or more frames that travel together, whole or not at all (23/ZMTP, "message").
 *
 * <p>Messages are immutable, safe to share between threads and compared by what they carry.
 */
public final class Message implements Item {
  private static final Frame[] NONE = {};

  private final Frame first;
  private final Frame[] rest;

  private Message(Frame first, Frame[] rest) {
    this.first = Objects.requireNonNull(first, "frame");
    for (var frame : rest) {
      Objects.requireNonNull(frame, "frame");
    }
    this.rest = rest;
  }

  /** A message of one frame. */
  public static Message of(Frame frame) {
    return new Message(frame, NONE);
  }

  /** A message of one frame of text, as UTF-8. */
  public static Message of(String text) {
    return of(Frame.of(text));
  }

  /** A message of one frame for each text, as UTF-8. */
  public static Message of(String first, String... rest) {
    return new Message(Frame.of(first), Arrays.stream(rest).map(Frame::of).toArray(Frame[]::new));
  }

  /**
   * A message of one frame that takes {@code bytes} over: the caller must not write to it again.
   */
  public static Message wrap(byte[] bytes) {
    return of(Frame.wrap(bytes));
  }

  /**
   * A message of one frame that carries {@code object} itself: a peer in this process gets the same
   * reference, others get what {@link SocketOptions#OBJECT_CODEC} makes of it.
   */
  public static Message ofObject(Object object) {
    return of(Frame.ofObject(object));
  }

  /**
   * A message of these frames, in order.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static Message of(List<Frame> frames) {
    if (frames.isEmpty()) {
      throw new IllegalArgumentException("a message has at least one frame");
    }
    return frames.size() == 1
        ? of(frames.getFirst())
        : new Message(frames.getFirst(), frames.subList(1, frames.size()).toArray(Frame[]::new));
  }

  /** How many frames there are, at least 1. */
  public int size() {
    return 1 + rest.length;
  }

  /**
   * The frame at {@code index}, counted from 0.
   *
   * @throws IndexOutOfBoundsException if there is no such frame
   */
  public Frame frame(int index) {
    Objects.checkIndex(index, size());
    return index == 0 ? first : rest[index - 1];
  }

  /** The first frame. */
  public Frame first() {
    return first;
  }

  /** The frames in order; the list cannot be changed. */
  public List<Frame> frames() {
    if (rest.length == 0) {
      return List.of(first);
    }
    var frames = new ArrayList<Frame>(size());
    frames.add(first);
    Collections.addAll(frames, rest);
    return Collections.unmodifiableList(frames);
  }

  /** The text of the first frame. */
  public String text() {
    return first.text();
  }

  /**
   * The text of the frame at {@code index}.
   *
   * @throws IndexOutOfBoundsException if there is no such frame
   */
  public String text(int index) {
    return frame(index).text();
  }

  /**
   * The object of the first frame: the reference that was sent, or what the codec of the socket
   * that received it makes of the bytes.
   *
   * @throws WrongContentException if there is none
   */
  public Object object() {
    return first.object();
  }

  /**
   * The object of the first frame, if it is a {@code type}.
   *
   * @throws WrongContentException if it is not, or there is none
   */
  public <T> T object(Class<T> type) {
    return first.object(type);
  }

  /** Whether any frame carries an object itself, no bytes. */
  public boolean hasObject() {
    if (first.isObject()) {
      return true;
    }
    for (var frame : rest) {
      if (frame.isObject()) {
        return true;
      }
    }
    return false;
  }

  /** The bytes of all frames together; what the wire adds, and objects, are not counted. */
  public long byteSize() {
    long bytes = first.isObject() ? 0 : first.size();
    for (var frame : rest) {
      bytes += frame.isObject() ? 0 : frame.size();
    }
    return bytes;
  }

  /** A message with {@code frame} before the frames of this one. */
  public Message prepend(Frame frame) {
    var behind = new Frame[size()];
    behind[0] = first;
    System.arraycopy(rest, 0, behind, 1, rest.length);
    return new Message(frame, behind);
  }

  /** A message with {@code frame} behind the frames of this one. */
  public Message append(Frame frame) {
    var behind = Arrays.copyOf(rest, rest.length + 1);
    behind[rest.length] = frame;
    return new Message(first, behind);
  }

  /**
   * The message without its first {@code count} frames.
   *
   * @throws IllegalArgumentException if no frame would be left
   */
  public Message skip(int count) {
    if (count < 0 || count >= size()) {
      throw new IllegalArgumentException(
          "cannot skip " + count + " of " + size() + " frames: a message has at least one frame");
    }
    return count == 0
        ? this
        : new Message(rest[count - 1], Arrays.copyOfRange(rest, count, rest.length));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Message that
        && first.equals(that.first)
        && Arrays.equals(rest, that.rest);
  }

  @Override
  public int hashCode() {
    return 31 * first.hashCode() + Arrays.hashCode(rest);
  }

  /** The frames, each shortened. */
  @Override
  public String toString() {
    return "Message" + frames();
  }
}
