package org.weftmq.pattern.pubsub;

import java.util.Random;
import java.util.function.IntPredicate;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.weftmq.Frame;

/** A trie of topics of eight random bytes; it stands here to see the trie at all. */
@State(Scope.Thread)
public class TrieCalls {
  private static final int SIZE = 8;
  private static final int ASKED = 1 << 16;

  @Param({"1000", "1000000"})
  private int topics;

  private final PrefixTrie trie = new PrefixTrie();
  private final Frame[] asked = new Frame[ASKED];
  private final IntPredicate visitor = this::see;
  private int next;
  private int found;

  /** Random topics, and some of them to ask for, in another order. */
  @Setup
  public void fill() {
    var random = new Random(topics);
    var all = new Frame[topics];
    for (var i = 0; i < topics; i++) {
      var bytes = new byte[SIZE];
      random.nextBytes(bytes);
      all[i] = Frame.wrap(bytes);
      trie.put(all[i], i + 1);
    }
    for (var i = 0; i < ASKED; i++) {
      asked[i] = Frame.wrap(all[random.nextInt(topics)].bytes());
    }
  }

  /** One of the topics, which is there. */
  @Benchmark
  public int match() {
    next = (next + 1) % ASKED;
    trie.match(asked[next], visitor);
    return found;
  }

  private boolean see(int value) {
    found = value;
    return true;
  }
}
