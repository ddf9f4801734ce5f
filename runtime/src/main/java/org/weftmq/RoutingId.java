package org.weftmq;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The name by which a socket addresses one of its peers: up to 255 bytes (28/REQREP, "identity").
 *
 * <p>An id that a peer chooses never begins with a zero byte; those that a ROUTER makes up for
 * anonymous peers always do, so the two kinds cannot meet. A SERVER and a PEER make all ids up: a
 * number of 4 bytes (41/CLISRV, 51/P2P). Immutable and compared by its bytes.
 */
public final class RoutingId {
  /** The longest id, in bytes (23/ZMTP). */
  public static final int MAX_SIZE = 255;

  private static final RoutingId NONE = new RoutingId(Frame.empty());

  private final Frame frame;

  private RoutingId(Frame frame) {
    this.frame = frame;
  }

  /** The absent id, that of an anonymous peer. */
  public static RoutingId none() {
    return NONE;
  }

  /** The id of the UTF-8 bytes of {@code text}; see {@link #of(Frame)}. */
  public static RoutingId of(String text) {
    return of(Frame.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * The id of these bytes: as a peer chose it, as a ROUTER made it up, or empty for {@link
   * #none()}.
   *
   * @throws IllegalArgumentException if there are more than 255 bytes
   */
  public static RoutingId of(Frame frame) {
    if (frame.size() > MAX_SIZE) {
      throw new IllegalArgumentException(
          "a routing id has at most " + MAX_SIZE + " bytes, not " + frame.size());
    }
    return frame.isEmpty() ? NONE : new RoutingId(frame);
  }

  /** The id that a ROUTER makes up for its {@code number}th anonymous peer: 0x00 and 4 bytes. */
  public static RoutingId generated(int number) {
    return new RoutingId(Frame.wrap(ByteBuffer.allocate(5).put((byte) 0).putInt(number).array()));
  }

  /**
   * The id of the 4 bytes of {@code number}: how a SERVER or a PEER knows its peers (41/CLISRV).
   */
  public static RoutingId numbered(int number) {
    return new RoutingId(Frame.wrap(ByteBuffer.allocate(4).putInt(number).array()));
  }

  /** The bytes. */
  public Frame frame() {
    return frame;
  }

  /** Whether this is the absent id. */
  public boolean isNone() {
    return frame.isEmpty();
  }

  /** Whether a ROUTER made the id up: it begins with a zero byte. */
  public boolean isGenerated() {
    return !frame.isEmpty() && frame.byteAt(0) == 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RoutingId that && frame.equals(that.frame);
  }

  @Override
  public int hashCode() {
    return frame.hashCode();
  }

  /** The id in hexadecimal digits, or {@code anonymous}. */
  @Override
  public String toString() {
    return isNone() ? "anonymous" : frame.hex();
  }
}
