package org.weftmq.pattern.pubsub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
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
   * Catches: a prefix that is not found, found for a topic it is none of, or found twice; a label
   * that is split or merged at the wrong byte; a branch that is lost when a list of children
   * becomes a table or the other way round; a node that does not know its own prefix any more.
   */
  @StatisticsReport(onFailureOnly = true)
  @Property(edgeCases = EdgeCasesMode.NONE)
  void findsExactlyThePrefixesOfATopic(
      @ForAll("scripts") List<Act> script, @ForAll("topics") List<Frame> topics) {
    var trie = new PrefixTrie<Frame>();
    var model = new ArrayList<Frame>();

    for (var act : script) {
      switch (act) {
        case Put(Frame prefix) -> {
          trie.put(trie.node(prefix), prefix);
          model.remove(prefix);
          model.add(prefix);
        }
        case Remove(Frame prefix) -> {
          var node = trie.find(prefix);
          assertThat(node != null).isEqualTo(model.remove(prefix));
          if (node != null) {
            assertThat(node.prefix()).isEqualTo(prefix);
            trie.remove(node);
          }
        }
      }
    }

    assertThat(trie.size()).isEqualTo(model.size());
    var all = new ArrayList<Frame>();
    trie.forEach(
        (prefix, value) -> {
          assertThat(prefix).isEqualTo(value);
          all.add(prefix);
        });
    assertThat(all).containsExactlyInAnyOrderElementsOf(model);
    for (var topic : topics) {
      var found = new ArrayList<Frame>();
      trie.match(topic, found::add);
      assertThat(found)
          .containsExactlyInAnyOrderElementsOf(model.stream().filter(topic::startsWith).toList());
      assertThat(trie.matches(topic)).isEqualTo(!found.isEmpty());
      collect("several prefixes of one topic", found.size() > 2);
    }
    var branches = model.stream().filter(prefix -> prefix.size() == 1).count();
    collect("a table of children", branches > 48);
  }

  private static void collect(String what, boolean reached) {
    Statistics.label(what).collect(reached).coverage(c -> c.check(true).percentage(p -> p > 2));
  }

  /** Bytes of which few differ, so that prefixes share much; or single bytes of all kinds. */
  private static Arbitrary<Frame> prefixes() {
    var alike = Arbitraries.bytes().between((byte) 'a', (byte) 'c').array(byte[].class);
    return Arbitraries.frequencyOf(
        Tuple.of(6, alike.ofMaxSize(5).map(Frame::wrap)),
        Tuple.of(2, alike.ofMinSize(8).ofMaxSize(20).map(Frame::wrap)),
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
    return topic.ofMaxSize(20).map(Frame::wrap).list().ofSize(10);
  }
}
