package org.weftmq.fuzz;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Changes to an input, without regard to its grammar: bits, bytes, sizes, pieces. */
public final class Mutation {
  /** Sizes at which encodings change or arithmetic overflows. */
  private static final long[] EDGES = {
    0,
    1,
    2,
    8,
    9,
    127,
    128,
    254,
    255,
    256,
    257,
    0x7FFF,
    0x8000,
    0xFFFF,
    0x10000,
    0x7FFFFFFF,
    0x80000000L,
    0xFFFFFFFFL,
    0x100000000L,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    -1
  };

  private static final int MOST_BYTES = 1 << 17;

  private final Random random;
  private final List<byte[]> words;

  /** Takes words to put in from {@code words}. */
  public Mutation(Random random, List<byte[]> words) {
    this.random = random;
    this.words = words;
  }

  /** {@code input} with one to four changes; {@code other} is there to take pieces from. */
  public byte[] of(byte[] input, byte[] other) {
    var changed = input;
    for (var left = 1 + random.nextInt(4); left > 0; left--) {
      changed = change(changed, other);
    }
    return changed.length > MOST_BYTES ? Arrays.copyOf(changed, MOST_BYTES) : changed;
  }

  private byte[] change(byte[] in, byte[] other) {
    var at = random.nextInt(in.length + 1);
    var some = 1 + random.nextInt(random.nextInt(8) == 0 ? 64 : 4);
    return switch (random.nextInt(10)) {
      case 0 -> replaced(in, at, 1, (byte) random.nextInt(256));
      case 1 -> replaced(in, at, 1, at < in.length ? (byte) (in[at] ^ 1 << random.nextInt(8)) : 0);
      case 2 -> replaced(in, at, 1, at < in.length ? (byte) (in[at] + random.nextInt(5) - 2) : 1);
      case 3 -> replaced(in, at, some);
      case 4 -> replaced(in, at, 0, noise(some));
      case 5 -> Arrays.copyOf(in, at);
      case 6 -> edge(in, at);
      case 7 -> words.isEmpty() ? in : replaced(in, at, 0, words.get(random.nextInt(words.size())));
      case 8 -> replaced(in, at, 0, piece(in));
      default -> replaced(in, at, in.length - at, piece(other));
    };
  }

  private byte[] noise(int size) {
    var bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }

  private byte[] piece(byte[] of) {
    var from = random.nextInt(of.length + 1);
    return Arrays.copyOfRange(of, from, from + random.nextInt(of.length - from + 1));
  }

  /** A number where one may be, in one to eight bytes, in place of as many. */
  private byte[] edge(byte[] in, int at) {
    var width = 1 << random.nextInt(4);
    var number = ByteBuffer.allocate(8).putLong(EDGES[random.nextInt(EDGES.length)]).array();
    return replaced(in, at, width, Arrays.copyOfRange(number, 8 - width, 8));
  }

  private static byte[] replaced(byte[] in, int at, int count, byte... by) {
    var rest = Math.min(in.length, at + count);
    var out = new byte[at + by.length + in.length - rest];
    System.arraycopy(in, 0, out, 0, at);
    System.arraycopy(by, 0, out, at, by.length);
    System.arraycopy(in, rest, out, at + by.length, in.length - rest);
    return out;
  }
}
