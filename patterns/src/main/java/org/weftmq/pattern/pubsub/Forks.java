package org.weftmq.pattern.pubsub;

import java.util.Arrays;

/** The forks of a {@link PrefixTrie}: the prefixes from which edges lead on, by number. */
final class Forks {
  /** The fork of the empty prefix, which is always there. */
  static final int ROOT = 1;

  /** An edge has so much room for the number of its fork. */
  private static final int MOST = 1 << 29;

  // for each: the bytes of the edge that leads to it, and the fork where that begins
  private long[] bytes = new long[2];
  private int[] parents = new int[2];
  // its value, 0 for none; of one that is not in use: the next of those
  private int[] values = new int[2];
  // how many edges begin there, and the lengths that those have or had, one bit for each
  private int[] edges = new int[2];
  private byte[] lengths = new byte[2];

  private int made = ROOT + 1;
  private int unused;

  /** A new fork without a value and without edges. */
  int make(int parent, long itsBytes) {
    var fork = unused;
    if (fork == 0) {
      fork = made++;
      if (fork == values.length) {
        grow();
      }
    } else {
      unused = values[fork];
    }
    bytes[fork] = itsBytes;
    parents[fork] = parent;
    values[fork] = 0;
    return fork;
  }

  private void grow() {
    if (made > MOST) {
      throw new IllegalStateException("cannot hold more than " + MOST + " different topics");
    }
    var count = made + made / 2;
    bytes = Arrays.copyOf(bytes, count);
    parents = Arrays.copyOf(parents, count);
    values = Arrays.copyOf(values, count);
    edges = Arrays.copyOf(edges, count);
    lengths = Arrays.copyOf(lengths, count);
  }

  /** Takes back a fork, from which no edges lead on. */
  void free(int fork) {
    values[fork] = unused;
    unused = fork;
  }

  int parent(int fork) {
    return parents[fork];
  }

  /** The bytes by which its prefix is longer than its parent's. */
  long bytes(int fork) {
    return bytes[fork];
  }

  int value(int fork) {
    return values[fork];
  }

  void value(int fork, int value) {
    values[fork] = value;
  }

  boolean hasNoEdges(int fork) {
    return edges[fork] == 0;
  }

  /** The lengths of its edges and perhaps some more: bit 0 for one byte, and so on. */
  int lengths(int fork) {
    return lengths[fork] & 0xff;
  }

  /** An edge of {@code count} bytes begins there now. */
  void added(int fork, int count) {
    edges[fork]++;
    lengths[fork] |= (byte) (1 << count - 1);
  }

  /** An edge does not begin there any more. */
  void removed(int fork) {
    if (--edges[fork] == 0) {
      lengths[fork] = 0;
    }
  }
}
