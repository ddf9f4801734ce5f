package org.weftmq.zmtp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.weftmq.Frame;
import org.weftmq.spi.Wire;

/**
 * The bytes that go to a wire together. Small frames are copied into one buffer, large ones stay
 * where they are. Owned by one thread.
 */
final class Batch {
  /** A frame of this size or more is not copied. */
  private static final int LARGE_FRAME = 8 * 1024;

  private static final int LARGEST_HEADER = 9;

  /**
   * A write is given no more than this. The JDK copies it all before the kernel says how much of it
   * is taken, and the kernel copies the copy, which is in the processor's cache if it is short. And
   * to a peer on the same machine it is one segment, which has 64 KiB with its headers: a longer
   * write would be two, and each wakes the peer.
   */
  private static final int LARGEST_WRITE = 60 * 1024;

  private static final int FIRST_BUFFER = 1024;
  private static final int LARGEST_BUFFER = LARGEST_WRITE;

  /** With so many bytes in the buffer there may be no room for another small frame. */
  private static final int FULL_BUFFER = LARGEST_BUFFER - LARGE_FRAME;

  /** With so many bytes a batch is full: what it has may be sent anew, or lost, as a whole. */
  private static final int FULL_BATCH = 256 * 1024;

  // small frames; what lies before sealed is in pieces already
  private ByteBuffer buffer = ByteBuffer.allocate(FIRST_BUFFER);
  private int sealed;

  // all that has been added, but for what is not sealed; written up to nextPiece
  private ByteBuffer[] pieces = new ByteBuffer[4];
  private int pieceCount;
  private int nextPiece;

  private long size;
  private long written;

  /** Adds the header of a frame (37/ZMTP, "frame"). */
  void addHeader(int flags, int bodySize) {
    ensure(LARGEST_HEADER);
    if (bodySize <= 0xFF) {
      buffer.putShort((short) (flags << 8 | bodySize));
      size += 2;
    } else {
      buffer.put((byte) (flags | Flags.LARGE)).putLong(bodySize);
      size += LARGEST_HEADER;
    }
  }

  /** Adds the body of a frame. */
  void add(Frame body) {
    if (body.size() < LARGE_FRAME) {
      ensure(body.size());
      body.copyTo(buffer);
    } else {
      seal();
      addPiece(body.buffer());
    }
    size += body.size();
  }

  /** What a full buffer holds is not copied into a larger one: it becomes a piece. */
  private void ensure(int count) {
    if (buffer.remaining() < count) {
      seal();
      var capacity = Math.min(2 * buffer.capacity(), LARGEST_BUFFER);
      buffer = ByteBuffer.allocate(Math.max(capacity, count));
      sealed = 0;
    }
  }

  private void seal() {
    var end = buffer.position();
    if (end > sealed) {
      addPiece(buffer.slice(sealed, end - sealed));
      sealed = end;
    }
  }

  private void addPiece(ByteBuffer piece) {
    if (pieceCount == pieces.length) {
      pieces = Arrays.copyOf(pieces, 2 * pieceCount);
    }
    pieces[pieceCount++] = piece;
  }

  /** How many bytes have been added. */
  long size() {
    return size;
  }

  /** Whether it is to be written before anything is added; what is added all the same has room. */
  boolean isFull() {
    return size >= FULL_BATCH || buffer.position() >= FULL_BUFFER;
  }

  /** How many of them have been written. */
  long written() {
    return written;
  }

  /** Whether all of them have been written. */
  boolean isWritten() {
    return written == size;
  }

  /** Writes some; blocks until the wire takes something. */
  void writeTo(Wire wire) throws IOException {
    seal();
    var room = LARGEST_WRITE;
    var end = nextPiece;
    while (end < pieceCount && room > 0) {
      room -= pieces[end++].remaining();
    }
    var last = pieces[end - 1];
    var limit = last.limit();
    last.limit(limit + Math.min(room, 0));
    try {
      written += wire.write(pieces, nextPiece, end - nextPiece);
    } finally {
      last.limit(limit);
    }
    while (nextPiece < pieceCount && !pieces[nextPiece].hasRemaining()) {
      nextPiece++;
    }
  }

  /** Forgets all that was added; large frames are not kept alive. */
  void clear() {
    Arrays.fill(pieces, 0, pieceCount, null);
    pieceCount = 0;
    nextPiece = 0;
    buffer.clear();
    sealed = 0;
    size = 0;
    written = 0;
  }
}
