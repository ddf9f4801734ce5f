package org.weftmq.pattern.pubsub;

import java.util.function.IntPredicate;
import java.util.function.ObjIntConsumer;
import org.weftmq.Frame;

/**
 * A map from prefixes to positive numbers that finds those of all prefixes of a topic in one go
 * (29/PUBSUB): a radix trie whose edges have up to eight bytes.
 *
 * <p>To match costs as much as the topic is long, however many prefixes there are, and allocates
 * nothing. A prefix of eight bytes costs some twenty bytes; nothing recurses, so it may be of any
 * length. All edges of a path but the last have eight bytes: so there is nothing to split or to
 * merge, and a whole word of the topic is compared at once.
 */
final class PrefixTrie {
  // an edge leads to a prefix with nothing behind it, whose value stands in its place, or to a
  // fork, whose number stands there negated
  private final Edges edges;
  private final Forks forks;
  private int size;

  PrefixTrie() {
    this(new Edges(), new Forks());
  }

  /** Of these, which are empty. */
  PrefixTrie(Edges edges, Forks forks) {
    this.edges = edges;
    this.forks = forks;
  }

  /** How many prefixes there are. */
  int size() {
    return size;
  }

  /**
   * Calls {@code visitor} with the value of each prefix of {@code topic}, the shortest first, until
   * it gives false; whether it never did.
   */
  boolean match(Frame topic, IntPredicate visitor) {
    var end = topic.isObject() ? 0 : topic.size(); // an object begins with the empty prefix only
    var fork = Forks.ROOT;
    if (!visit(forks.value(fork), visitor)) {
      return false;
    }
    for (var at = 0; at < end && fork != 0; at += Edges.LONGEST) {
      var longest = Math.min(Edges.LONGEST, end - at);
      var bytes = bytes(topic, at, longest);
      var lengths = forks.lengths(fork) & (1 << longest) - 1;
      var next = 0;
      for (; lengths != 0; lengths &= lengths - 1) {
        var count = Integer.numberOfTrailingZeros(lengths) + 1;
        var target = edges.get(fork, count, Edges.head(bytes, count));
        next = target < 0 ? -target : 0;
        if (!visit(target < 0 ? forks.value(-target) : target, visitor)) {
          return false;
        }
      }
      fork = next;
    }
    return true;
  }

  private static boolean visit(int value, IntPredicate visitor) {
    return value == 0 || visitor.test(value);
  }

  /** Whether any prefix is one of {@code topic}. */
  boolean matches(Frame topic) {
    return !match(topic, value -> false);
  }

  /** The value of exactly that prefix; 0 if it is not in the map. */
  int get(Frame prefix) {
    var fork = Forks.ROOT;
    var at = 0;
    for (; prefix.size() - at > Edges.LONGEST; at += Edges.LONGEST) {
      fork = -edges.get(fork, Edges.LONGEST, bytes(prefix, at, Edges.LONGEST));
      if (fork <= 0) {
        return 0;
      }
    }
    var last = prefix.size() - at;
    var target = last == 0 ? -fork : edges.get(fork, last, bytes(prefix, at, last));
    return target < 0 ? forks.value(-target) : target;
  }

  /** Gives a prefix a value, which is positive, whether or not it had one. */
  void put(Frame prefix, int value) {
    var fork = Forks.ROOT;
    var at = 0;
    for (; prefix.size() - at > Edges.LONGEST; at += Edges.LONGEST) {
      fork = forkBehind(fork, bytes(prefix, at, Edges.LONGEST));
    }
    var last = prefix.size() - at;
    var bytes = bytes(prefix, at, last);
    var target = last == 0 ? -fork : edges.get(fork, last, bytes);
    if (target < 0) {
      size += forks.value(-target) == 0 ? 1 : 0;
      forks.value(-target, value);
    } else {
      size += target == 0 ? 1 : 0;
      lead(fork, last, bytes, value);
    }
  }

  /** The fork at the end of an edge of eight bytes, new if there is none. */
  private int forkBehind(int fork, long bytes) {
    var target = edges.get(fork, Edges.LONGEST, bytes);
    if (target < 0) {
      return -target;
    }
    var next = forks.make(fork, bytes);
    forks.value(next, target);
    lead(fork, Edges.LONGEST, bytes, -next);
    return next;
  }

  private void lead(int fork, int count, long bytes, int target) {
    if (edges.put(fork, count, bytes, target)) {
      forks.added(fork, count);
    }
  }

  /** Takes out a prefix that is in the map, and with it all that leads nowhere any more. */
  void remove(Frame prefix) {
    size--;
    var fork = Forks.ROOT;
    var at = 0;
    for (; prefix.size() - at > Edges.LONGEST; at += Edges.LONGEST) {
      fork = -edges.get(fork, Edges.LONGEST, bytes(prefix, at, Edges.LONGEST));
    }
    var last = prefix.size() - at;
    var bytes = bytes(prefix, at, last);
    var target = last == 0 ? -fork : edges.get(fork, last, bytes);
    if (target < 0) {
      forks.value(-target, 0); // others are behind it
    } else {
      cut(fork, last, bytes);
      tidy(fork);
    }
  }

  private void cut(int fork, int count, long bytes) {
    edges.remove(fork, count, bytes);
    forks.removed(fork);
  }

  /** A fork without edges is none: an edge leads to its value, or is not needed either. */
  private void tidy(int from) {
    var fork = from;
    while (fork != Forks.ROOT && forks.hasNoEdges(fork)) {
      var parent = forks.parent(fork);
      var value = forks.value(fork);
      if (value == 0) {
        cut(parent, Edges.LONGEST, forks.bytes(fork));
      } else {
        edges.put(parent, Edges.LONGEST, forks.bytes(fork), value);
      }
      forks.free(fork);
      fork = parent;
    }
  }

  /** Calls {@code visitor} with each prefix and its value, in no order; it changes nothing here. */
  void forEach(ObjIntConsumer<Frame> visitor) {
    if (forks.value(Forks.ROOT) != 0) {
      visitor.accept(Frame.empty(), forks.value(Forks.ROOT));
    }
    for (var place = 0; place < edges.places(); place++) {
      if (!edges.isFree(place)) {
        var target = edges.target(place);
        var value = target < 0 ? forks.value(-target) : target;
        if (value != 0) {
          visitor.accept(prefix(place), value);
        }
      }
    }
  }

  /** The whole prefix at the end of an edge. */
  private Frame prefix(int place) {
    var before = 0;
    for (var fork = edges.fork(place); fork != Forks.ROOT; fork = forks.parent(fork)) {
      before += Edges.LONGEST;
    }
    var prefix = new byte[before + edges.count(place)];
    copy(edges.bytes(place), prefix, before);
    for (var fork = edges.fork(place); fork != Forks.ROOT; fork = forks.parent(fork)) {
      before -= Edges.LONGEST;
      copy(forks.bytes(fork), prefix, before);
    }
    return Frame.wrap(prefix);
  }

  private static void copy(long bytes, byte[] target, int to) {
    for (var i = 0; i < Edges.LONGEST && to + i < target.length; i++) {
      target[to + i] = (byte) (bytes >>> Byte.SIZE * i);
    }
  }

  /** Up to eight bytes of a frame, the first the lowest. */
  private static long bytes(Frame frame, int at, int count) {
    var bytes = 0L;
    for (var i = 0; i < count; i++) {
      bytes |= (frame.byteAt(at + i) & 0xffL) << Byte.SIZE * i;
    }
    return bytes;
  }
}
