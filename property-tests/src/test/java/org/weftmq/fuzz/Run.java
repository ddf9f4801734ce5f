package org.weftmq.fuzz;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What a decoder made of a stream.
 *
 * @param found all that it found, in order
 * @param end how it was left
 * @param reason why it gave up, if it did
 */
record Run(List<Object> found, End end, String reason) {
  enum End {
    /** At the end of a whole thing. */
    BETWEEN,
    /** Somewhere else. */
    WITHIN,
    /** It gave up. */
    REFUSED
  }

  static Run of(List<Object> found, boolean between) {
    return new Run(found, between ? End.BETWEEN : End.WITHIN, "");
  }

  static Run refused(List<Object> found, String reason) {
    return new Run(found, End.REFUSED, reason);
  }

  /** The same but for the words of the reason. */
  boolean isLike(Run that) {
    return end == that.end && found.equals(that.found);
  }

  /**
   * Gives the decoder {@code length} bytes in pieces of up to {@code most}.
   *
   * @param rest how many bytes it may leave for later when it needs more
   */
  static Run of(Decoder decoder, byte[] bytes, int length, Random pieces, int most, int rest) {
    var in = ByteBuffer.wrap(bytes, 0, 0);
    var found = new ArrayList<Object>();
    try {
      do {
        var piece = most == 1 ? 1 : 1 + pieces.nextInt(most);
        in.limit((int) Math.min(length, (long) in.limit() + piece));
        takeAll(decoder, in, found);
        if (in.remaining() > rest) {
          throw new BrokenRule("takes what came", in.remaining() + " bytes were left");
        }
      } while (in.limit() < length);
      return of(found, decoder.isBetween() && !in.hasRemaining());
    } catch (IOException e) {
      return refused(found, String.valueOf(e.getMessage()));
    } catch (RuntimeException | Error e) {
      throw e instanceof BrokenRule ? (BrokenRule) e : new BrokenRule("throws only reasons", e);
    }
  }

  private static void takeAll(Decoder decoder, ByteBuffer in, List<Object> found)
      throws IOException {
    for (var at = in.position(); ; at = in.position()) {
      var next = decoder.read(in);
      if (next.isEmpty()) {
        return;
      }
      if (in.position() == at) {
        throw new BrokenRule("finds nothing twice", "nothing was taken for " + next.get());
      }
      found.add(next.get());
    }
  }

  /** What came of it, in short. */
  String outcome() {
    var text = new StringBuilder();
    found.stream().limit(4).forEach(thing -> text.append(thing.getClass().getSimpleName()));
    return text.append(found.size() > 4 ? "+" : "")
        .append(end == End.REFUSED ? Target.REFUSED : end)
        .append(reason.replaceAll("\\d+", "n"))
        .toString();
  }
}
