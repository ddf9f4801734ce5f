package org.weftmq.zmtp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.weftmq.Frame;
import org.weftmq.spi.Wire;

/**
 * The decoder of frames: takes bytes as they come, in pieces of any size, and gives whole frames.
 * Owned by one thread.
 *
 * <p>Whatever size a frame announces, memory is taken only for a piece of fixed size and for twice
 * the bytes that came. A peer that has sent large bodies whole may have as much at once, up to a
 * bound. What is left of a long body is read where it is to stay: each copy of a large message
 * costs as much as the kernel's own.
 */
public final class FrameReader {
  private static final int FIRST_PIECE = 4 * 1024;

  /** More than that is never taken at once for a peer that has sent as much before. */
  private static final int MOST_TRUSTED = 4 << 20;

  /** So much of a body is worth a read of its own. */
  private static final int LONG_REST = 32 * 1024;

  /**
   * A read takes no more than this: the JDK takes as much memory outside the heap, keeps it, and
   * copies from there, which is in the processor's cache if it is short.
   */
  private static final int LARGEST_READ = 64 * 1024;

  private static final long LARGEST_ARRAY = Integer.MAX_VALUE - 8;
  private static final byte[] NONE = {};

  // the last frame
  private int flags;
  private Frame body = Frame.empty();

  // a body of which some bytes have yet to come, or NONE
  private byte[] part = NONE;
  private int filled;
  private int size;

  // the longest body that came, up to the bound
  private int trusted;

  /** A reader at the beginning of a frame. */
  public FrameReader() {}

  /**
   * Takes bytes from {@code in} up to the end of a frame. What is not taken must be there again in
   * the next call, followed by more.
   *
   * @param most how many bytes the body of a message's frame may have
   * @param mostInCommand how many bytes the body of a command's frame may have
   * @return whether a frame is complete; if not, more bytes are needed
   * @throws ProtocolError if a frame is malformed or too large
   */
  public boolean read(ByteBuffer in, long most, int mostInCommand) throws ProtocolError {
    if (part != NONE) {
      return fill(in);
    }
    var at = in.position();
    var available = in.limit() - at;
    if (available == 0) {
      return false;
    }
    int first = in.get(at);
    check(first);
    var large = (first & Flags.LARGE) != 0;
    var header = large ? 9 : 2;
    if (available < header) {
      return false;
    }
    var announced = large ? in.getLong(at + 1) : in.get(at + 1) & 0xFF;
    check(announced, (first & Flags.COMMAND) == 0 ? most : mostInCommand);
    flags = first;
    size = (int) announced;
    if (available - header < size) {
      in.position(at + header);
      part = new byte[Math.min(size, Math.max(2 * in.remaining(), Math.max(trusted, FIRST_PIECE)))];
      filled = 0;
      return fill(in);
    }
    var bytes = new byte[size];
    in.get(at + header, bytes);
    in.position(at + header + size);
    body = Frame.wrap(bytes);
    return true;
  }

  private static void check(int flags) throws ProtocolError {
    if ((flags & Flags.RESERVED) != 0) {
      throw new ProtocolError("the peer sent a frame with reserved flags");
    }
    if ((flags & (Flags.COMMAND | Flags.MORE)) == (Flags.COMMAND | Flags.MORE)) {
      throw new ProtocolError("the peer sent a command that is to be continued");
    }
  }

  /** The size is an unsigned number of 64 bits. */
  private static void check(long announced, long most) throws ProtocolError {
    if (announced < 0 || announced > most || announced > LARGEST_ARRAY) {
      throw new ProtocolError(
          "the peer sent a frame of "
              + Long.toUnsignedString(announced)
              + " bytes where no more than "
              + Math.min(most, LARGEST_ARRAY)
              + " are allowed");
    }
  }

  private boolean fill(ByteBuffer in) {
    while (filled < size && in.hasRemaining()) {
      grow();
      var count = Math.min(in.remaining(), part.length - filled);
      in.get(part, filled, count);
      filled += count;
    }
    if (filled < size) {
      return false;
    }
    trusted = Math.min(Math.max(trusted, size), MOST_TRUSTED);
    body = Frame.wrap(part);
    part = NONE;
    return true;
  }

  /** Never longer than announced, so that what is complete fits exactly. */
  private void grow() {
    if (filled == part.length) {
      part = Arrays.copyOf(part, (int) Math.min(size, 2L * part.length));
    }
  }

  /** Whether what comes next is the rest of a long body, which {@link #fill(Wire)} may take. */
  public boolean isInLongBody() {
    return part != NONE && size - filled >= LONG_REST;
  }

  /**
   * Takes more of a {@linkplain #isInLongBody long body} from {@code wire}, and nothing behind it;
   * blocks until there is something. The next {@code read} may have no bytes, and tells whether the
   * frame is complete.
   *
   * @return false at the end of the stream
   */
  public boolean fill(Wire wire) throws IOException {
    grow();
    var count =
        wire.read(ByteBuffer.wrap(part, filled, Math.min(part.length - filled, LARGEST_READ)));
    filled += Math.max(count, 0);
    return count >= 0;
  }

  /** Whether no frame has been taken in part. */
  public boolean isBetweenFrames() {
    return part == NONE;
  }

  /** Whether the last frame is a command. */
  public boolean isCommand() {
    return (flags & Flags.COMMAND) != 0;
  }

  /** Whether another frame of the same message follows the last. */
  public boolean hasMore() {
    return (flags & Flags.MORE) != 0;
  }

  /** The body of the last frame. */
  public Frame body() {
    return body;
  }
}
