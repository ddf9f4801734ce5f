package org.weftmq.pattern.pubsub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import org.weftmq.Frame;

/** The trie of subscriptions against its model, a list of prefixes (29/PUBSUB). */
class PrefixTrieProperties {
  private sealed interface Act {}

  private record Put(Frame prefix) implements Act {}

  private record Remove(Frame prefix) implements Act {}

  /**
   * Catches: a prefix that is not found, found for a topic it is none of, or found twice; an edge
   * that is lost when the table grows, shrinks or closes a gap; a value that is lost when its
   * prefix becomes a fork or stops being one; a prefix that is not put together again as it was.
   */
  @StatisticsReport(onFailureOnly = true)
  @Property(edgeCases = EdgeCasesMode.NONE)
  void findsExactlyThePrefixesOfATopic(
      @ForAll("scripts") List<Act> script, @ForAll("topics") List<Frame> topics) {
    var trie = new PrefixTrie();
    var model = new ArrayList<Frame>();
    var values = new HashMap<Integer, Frame>();

    for (var act : script) {
      switch (act) {
        case Put(Frame prefix) -> {
          values.put(values.size() + 1, prefix);
          trie.put(prefix, values.size());
          model.remove(prefix);
          model.add(prefix);
        }
        case Remove(Frame prefix) -> {
          var value = trie.get(prefix);
          assertThat(value != 0).isEqualTo(model.remove(prefix));
          if (value != 0) {
            assertThat(values.get(value)).isEqualTo(prefix);
            trie.remove(prefix);
          }
        }
      }
    }

    assertThat(trie.size()).isEqualTo(model.size());
    var all = new ArrayList<Frame>();
    trie.forEach(
        (prefix, value) -> {
          assertThat(prefix).isEqualTo(values.get(value));
          all.add(prefix);
        });
    assertThat(all).containsExactlyInAnyOrderElementsOf(model);
    for (var topic : topics) {
      var found = new ArrayList<Frame>();
      trie.match(topic, value -> found.add(values.get(value)));
      assertThat(found)
          .containsExactlyInAnyOrderElementsOf(model.stream().filter(topic::startsWith).toList());
      assertThat(trie.matches(topic)).isEqualTo(!found.isEmpty());
      collect("several prefixes of one topic", found.size() > 2);
    }
    collect("a prefix behind another's fork", model.stream().anyMatch(p -> p.size() > 8));
    collect(
        "a prefix that is a fork",
        model.stream()
            .filter(p -> p.size() == 8 || p.size() == 16)
            .anyMatch(p -> model.stream().anyMatch(q -> q.size() > p.size() && q.startsWith(p))));
  }

  private static void collect(String what, boolean reached) {
    Statistics.label(what).collect(reached).coverage(c -> c.check(true).percentage(p -> p > 2));
  }

  /** Bytes of which few differ, so that prefixes share much; or single bytes of all kinds. */
  private static Arbitrary<Frame> prefixes() {
    var alike = Arbitraries.bytes().between((byte) 'a', (byte) 'c').array(byte[].class);
    return Arbitraries.frequencyOf(
        Tuple.of(6, alike.ofMaxSize(5).map(Frame::wrap)),
        Tuple.of(3, alike.ofMinSize(8).ofMaxSize(20).map(Frame::wrap)),
        Tuple.of(
            3, // they share all but their ends
            Arbitraries.integers()
                .between(7, 20)
                .map(size -> Frame.wrap("abcabcabcabcabcabcabc".getBytes(UTF_8), 0, size))),
        Tuple.of(8, Arbitraries.bytes().array(byte[].class).ofSize(1).map(Frame::wrap)));
  }

  @Provide
  Arbitrary<List<Act>> scripts() {
    var act =
        Arbitraries.<Act>frequencyOf(
            Tuple.of(4, prefixes().map(Put::new)), Tuple.of(1, prefixes().map(Remove::new)));
    return act.list().ofMaxSize(250).withSizeDistribution(RandomDistribution.uniform());
  }

  @Provide
  Arbitrary<List<Frame>> topics() {
    var topic = Arbitraries.bytes().between((byte) 'a', (byte) 'c').array(byte[].class);
    return Arbitraries.oneOf(
            topic.ofMaxSize(20).map(Frame::wrap),
            Arbitraries.just(Frame.of("abcabcabcabcabcabcabc")))
        .list()
        .ofSize(10);
  }
}
