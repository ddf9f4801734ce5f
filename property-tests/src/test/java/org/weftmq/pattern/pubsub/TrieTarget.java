package org.weftmq.pattern.pubsub;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.weftmq.Frame;
import org.weftmq.fuzz.BrokenRule;
import org.weftmq.fuzz.Target;

/**
 * The trie of subscriptions under a script: acts of one byte (subscribe, cancel, publish), each
 * with a topic in front of which its length stands.
 */
public final class TrieTarget implements Target {
  private static final Comparator<Frame> SHORTEST_FIRST = Comparator.comparingInt(Frame::size);

  @Override
  public String name() {
    return "subscriptions";
  }

  @Override
  public boolean refuses() {
    return false;
  }

  @Override
  public byte[] input(Random random) {
    var out = new ByteArrayOutputStream();
    var letters = random.nextInt(4) == 0 ? 256 : 2;
    for (var left = random.nextInt(random.nextInt(10) == 0 ? 200 : 24); left > 0; left--) {
      var length = random.nextInt(random.nextInt(10) == 0 ? 16 : 4);
      out.write(random.nextInt(4));
      out.write(length);
      for (var i = 0; i < length; i++) {
        out.write(random.nextInt(letters));
      }
    }
    return out.toByteArray();
  }

  @Override
  public List<byte[]> words() {
    return List.of(new byte[] {0, 0}, new byte[] {1, 0}, new byte[] {0, 2, 0, 1});
  }

  @Override
  public String check(byte[] input) {
    try {
      return run(input);
    } catch (BrokenRule e) {
      throw e;
    } catch (RuntimeException | Error e) {
      throw new BrokenRule("throws nothing", e);
    }
  }

  private static String run(byte[] script) {
    var trie = new PrefixTrie();
    var model = new HashMap<Frame, Integer>(); // and the value of each
    var values = new ArrayList<Frame>(List.of(Frame.of("no topic has the value 0")));
    var most = 0;
    var hits = 0;
    for (var at = 0; at + 1 < script.length; ) {
      var from = at + 2;
      var to = Math.min(script.length, from + (script[at + 1] & 0xFF));
      var topic = Frame.wrap(Arrays.copyOfRange(script, from, to));
      switch (script[at] & 3) {
        case 0, 1 -> {
          values.add(topic);
          trie.put(topic, values.size() - 1);
          model.put(topic, values.size() - 1);
        }
        case 2 -> cancel(trie, model, topic);
        default -> hits += publish(trie, model.keySet(), values, topic);
      }
      BrokenRule.unlessEqual(trie.size(), model.size(), "counts its topics");
      most = Math.max(most, model.size());
      at = to;
    }
    holdsTheSame(trie, model);
    for (var topic : List.copyOf(model.keySet())) {
      cancel(trie, model, topic);
    }
    holdsTheSame(trie, model);
    return Integer.bitCount(most) + "of" + (most + 3) / 4 + " hits " + Math.min(hits, 20);
  }

  private static void cancel(PrefixTrie trie, Map<Frame, Integer> model, Frame topic) {
    var expected = model.remove(topic);
    BrokenRule.unlessEqual(trie.get(topic), expected == null ? 0 : expected, "finds what is there");
    if (expected != null) {
      trie.remove(topic);
    }
  }

  private static int publish(PrefixTrie trie, Set<Frame> model, List<Frame> values, Frame topic) {
    var found = new ArrayList<Frame>();
    trie.match(topic, value -> found.add(values.get(value)));
    var expected = model.stream().filter(topic::startsWith).sorted(SHORTEST_FIRST).toList();
    BrokenRule.unlessEqual(found, expected, "matches as the model does");
    BrokenRule.unlessEqual(trie.matches(topic), !expected.isEmpty(), "knows whether any matches");
    return found.size();
  }

  private static void holdsTheSame(PrefixTrie trie, Map<Frame, Integer> model) {
    var all = new HashMap<Frame, Integer>();
    trie.forEach(all::put);
    BrokenRule.unlessEqual(all, model, "holds what the model holds");
  }
}
