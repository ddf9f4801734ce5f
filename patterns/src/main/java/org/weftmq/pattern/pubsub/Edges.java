package org.weftmq.pattern.pubsub;

/**
 * The edges of a {@link PrefixTrie}: from a fork, along one to eight bytes, to a number.
 *
 * <p>They stand in one array, each where its hash says or behind it, so to follow one costs one
 * cache miss however many there are. An edge is two numbers: its bytes, the first the lowest; and
 * above, the fork and how many bytes they are, below, where it leads.
 */
final class Edges {
  /** The most bytes of an edge. */
  static final int LONGEST = Long.BYTES;

  private static final int LEAST = 4;

  private long[] table = new long[2 * LEAST];
  private int capacity = LEAST;
  private int size;

  /** The {@code count} first of some bytes. */
  static long head(long bytes, int count) {
    return bytes & -1L >>> Long.SIZE - Byte.SIZE * count;
  }

  /** Where the edge leads; 0 if there is none. */
  int get(int fork, int count, long bytes) {
    return target(find(key(fork, count), bytes));
  }

  /** Sets where the edge leads, which is not 0; true if there was no such edge. */
  boolean put(int fork, int count, long bytes, int target) {
    var key = key(fork, count);
    var place = find(key, bytes);
    var isNew = isFree(place);
    if (isNew && 5 * (size + 1L) > 4L * capacity) {
      resize(Math.addExact(capacity, capacity / 2));
      place = find(key, bytes);
    }
    table[2 * place] = bytes;
    table[2 * place + 1] = (long) key << Integer.SIZE | target & 0xffff_ffffL;
    size += isNew ? 1 : 0;
    return isNew;
  }

  /** Takes out an edge that there is. */
  void remove(int fork, int count, long bytes) {
    closeGap(find(key(fork, count), bytes));
    size--;
    if (capacity > LEAST && 4 * size < capacity) {
      resize(Math.max(LEAST, capacity / 2));
    }
  }

  private static int key(int fork, int count) {
    return fork << 3 | count - 1;
  }

  /** Where it is, or the free place where it belongs. */
  private int find(int key, long bytes) {
    var place = home(key, bytes);
    while (!isFree(place) && (key(place) != key || table[2 * place] != bytes)) {
      place = following(place);
    }
    return place;
  }

  /**
   * The capacity has a part in it: whoever goes through one table place by place, and puts into or
   * takes out of another, would fill or leave only one end of that other, until steps to a free
   * place are as many as there are edges.
   */
  private int home(int key, long bytes) {
    var seed = (long) key << Integer.SIZE | capacity;
    var hash = (bytes ^ seed * 0xD6E8FEB86659FD93L) * 0x9E3779B97F4A7C15L;
    hash = (hash ^ hash >>> 32) * 0x9E3779B97F4A7C15L;
    return (int) ((hash >>> 32) * capacity >>> 32);
  }

  private int following(int place) {
    return place + 1 == capacity ? 0 : place + 1;
  }

  private int distance(int from, int to) {
    return to >= from ? to - from : to - from + capacity;
  }

  /** What stands behind the gap and could not be found any more moves into it. */
  private void closeGap(int from) {
    var gap = from;
    for (var i = following(gap); !isFree(i); i = following(i)) {
      if (distance(home(key(i), table[2 * i]), i) >= distance(gap, i)) {
        table[2 * gap] = table[2 * i];
        table[2 * gap + 1] = table[2 * i + 1];
        gap = i;
      }
    }
    table[2 * gap + 1] = 0;
  }

  private void resize(int places) {
    var old = table;
    table = new long[Math.multiplyExact(2, places)];
    capacity = places;
    for (var i = 0; i < old.length; i += 2) {
      if (old[i + 1] != 0) {
        var place = find((int) (old[i + 1] >>> Integer.SIZE), old[i]);
        table[2 * place] = old[i];
        table[2 * place + 1] = old[i + 1];
      }
    }
  }

  // ---- place by place, in no order

  /** How many places there are; any but {@link #put} and {@link #remove} leave them as they are. */
  int places() {
    return capacity;
  }

  /** Whether no edge is there. */
  boolean isFree(int place) {
    return table[2 * place + 1] == 0; // no fork has the number 0
  }

  private int key(int place) {
    return (int) (table[2 * place + 1] >>> Integer.SIZE);
  }

  int fork(int place) {
    return key(place) >>> 3;
  }

  int count(int place) {
    return (key(place) & 7) + 1;
  }

  long bytes(int place) {
    return table[2 * place];
  }

  int target(int place) {
    return (int) table[2 * place + 1];
  }
}
