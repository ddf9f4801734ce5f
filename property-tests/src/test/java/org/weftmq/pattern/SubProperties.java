package org.weftmq.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.StatisticsReport;
import org.weftmq.Message;
import org.weftmq.pattern.pubsub.Pub;
import org.weftmq.pattern.pubsub.Sub;
import org.weftmq.test.Reached;

/** What a SUB's publishers know of its subscriptions (29/PUBSUB). */
class SubProperties {
  private static final List<String> TOPICS = List.of("", "a", "ab", "b");

  private sealed interface Act {}

  private record Subscribe(String topic) implements Act {}

  private record Unsubscribe(String topic) implements Act {}

  private record Connect(int where) implements Act {}

  private record Disconnect(int where) implements Act {}

  /**
   * Catches: a subscription that is gone although it was made more often than taken back, or is
   * still there; a publisher that is not told what was subscribed to before it was connected, or
   * while it was not; a message that is received although nothing subscribes to it any more.
   */
  @StatisticsReport(onFailureOnly = true)
  @Property(edgeCases = EdgeCasesMode.NONE)
  void everyPublisherKnowsWhatIsSubscribedTo(@ForAll("scripts") List<Act> script) {
    try (var still = new StillContext()) {
      var sub = Sub.open(still.context());
      var pubs = List.of(pub(still, 0), pub(still, 1));
      var connected = new HashSet<Integer>();
      var counts = new HashMap<String, Integer>();
      var countedTwice = false;
      var toldLater = false;

      for (var act : script) {
        switch (act) {
          case Subscribe(String topic) -> {
            sub.subscribe(topic);
            countedTwice |= counts.merge(topic, 1, Integer::sum) > 1;
          }
          case Unsubscribe(String topic) -> {
            sub.unsubscribe(topic);
            counts.computeIfPresent(topic, (t, count) -> count == 1 ? null : count - 1);
          }
          case Connect(int where) -> {
            if (connected.add(where)) {
              sub.connect("inproc://pub" + where);
              toldLater |= !counts.isEmpty();
            }
          }
          case Disconnect(int where) -> {
            if (connected.remove(where)) {
              sub.disconnect("inproc://pub" + where);
            }
          }
        }
        still.settle();
        assertThat(sub.topics()).isEqualTo(counts.size());
        for (var i = 0; i < pubs.size(); i++) {
          check(pubs.get(i), sub, connected.contains(i) ? counts.keySet() : Set.of());
        }
      }

      Reached.collect("counted twice", countedTwice);
      Reached.collect("told when connected", toldLater);
    }
  }

  private static Pub pub(StillContext still, int where) {
    return Pub.open(still.context()).bind("inproc://pub" + where);
  }

  private static void check(Pub pub, Sub sub, Set<String> topics) {
    assertThat(pub.topics()).isEqualTo(topics.size());
    for (var topic : TOPICS) {
      pub.trySend(Message.of(topic));
      assertThat(sub.tryReceive().isPresent())
          .as("receives \"" + topic + "\" when subscribed to " + topics)
          .isEqualTo(topics.stream().anyMatch(topic::startsWith));
    }
  }

  @Provide
  Arbitrary<List<Act>> scripts() {
    var topic = Arbitraries.of(TOPICS);
    var where = Arbitraries.integers().between(0, 1);
    var act =
        Arbitraries.<Act>frequencyOf(
            Tuple.of(4, topic.map(Subscribe::new)),
            Tuple.of(4, topic.map(Unsubscribe::new)),
            Tuple.of(2, where.map(Connect::new)),
            Tuple.of(1, where.map(Disconnect::new)));
    return act.list().ofMaxSize(60).withSizeDistribution(RandomDistribution.uniform());
  }
}
