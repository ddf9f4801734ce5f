package org.weftmq.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.statistics.StatisticsReport;
import org.weftmq.Duplex;
import org.weftmq.Message;
import org.weftmq.SocketType;
import org.weftmq.pattern.pubsub.Pub;
import org.weftmq.pattern.pubsub.PubSubOptions;
import org.weftmq.pattern.pubsub.Sub;
import org.weftmq.test.Reached;
import org.weftmq.test.RecordedTries;
import org.weftmq.test.Recording;

/** The algebra of subscriptions (29/PUBSUB): what follows from what, whatever the topics are. */
@AddLifecycleHook(RecordedTries.class)
class FilterProperties {
  /**
   * Catches: a message that comes twice because two topics match; topics that lose each other; one
   * that is longer than another it begins with and changes what comes.
   */
  @StatisticsReport(onFailureOnly = true)
  @Property
  void subscriptionsAddUp(
      @ForAll("topics") Set<String> these,
      @ForAll("topics") Set<String> those,
      @ForAll("messages") List<String> messages,
      Recording recording) {
    try (var show = new Show(recording)) {
      var first = show.subscriber("these", these);
      var second = show.subscriber("those", those);
      var both = new HashSet<>(these);
      both.addAll(those);
      var union = show.subscriber("both", both);
      var longer = new HashSet<>(these);
      these.forEach(topic -> longer.add(topic + "b"));
      var extended = show.subscriber("extended", longer);
      var all = show.subscriber("all", Set.of(""));

      messages.forEach(show::publish);

      var inFirst = show.heard(first);
      var inSecond = show.heard(second);
      assertThat(show.heard(union))
          .isEqualTo(only(show.published, n -> inFirst.contains(n) || inSecond.contains(n)));
      assertThat(show.heard(extended)).isEqualTo(inFirst);
      assertThat(show.heard(all)).isEqualTo(show.published);
      assertThat(show.pub.topics()).isLessThanOrEqualTo(1 + both.size() + longer.size());
      Reached.collect("wanted by both", inFirst.stream().anyMatch(inSecond::contains));
      Reached.collect("wanted by one of them", !inFirst.equals(inSecond));
    }
  }

  /** Catches: inverted matching that is not the complement. */
  @StatisticsReport(onFailureOnly = true)
  @Property
  void invertedMatchingGivesAllTheRest(
      @ForAll("topics") @Size(min = 1) Set<String> topics,
      @ForAll("messages") List<String> messages,
      Recording recording) {
    try (var show = new Show(recording);
        var inverse = new Show(recording)) {
      inverse.pub.set(PubSubOptions.INVERT_MATCHING, true);
      var matching = show.subscriber("matching", topics);
      var rest = inverse.subscriber("rest", topics);
      rest.set(PubSubOptions.INVERT_MATCHING, true);

      messages.forEach(show::publish);
      messages.forEach(inverse::publish);

      var heard = show.heard(matching);
      assertThat(inverse.heard(rest)).isEqualTo(only(show.published, n -> !heard.contains(n)));
      Reached.collect(
          "some match and some do not", !heard.isEmpty() && !heard.equals(show.published));
    }
  }

  /**
   * Catches: a proxy that is seen: messages that come twice, out of order or not at all behind it,
   * a subscription or the end of one that does not get through it.
   */
  @Property(tries = 100)
  void proxiesDoNotShow(
      @ForAll @IntRange(min = 1, max = 2) int proxies,
      @ForAll @Size(max = 12) List<@IntRange(max = 99) Integer> script,
      Recording recording) {
    try (var show = new Show(recording)) {
      var pumps = new ArrayList<Runnable>();
      for (var i = 0; i < proxies; i++) {
        var front = Sockets.open(show.still.context(), SocketType.XSUB);
        front.connect("inproc://show-" + i);
        var back = Sockets.open(show.still.context(), SocketType.XPUB);
        back.bind("inproc://show-" + (i + 1));
        pumps.add(() -> pump(front, back));
        pumps.add(() -> pump(back, front));
      }
      var near = show.subscriber("near", Set.of());
      var far = Sub.open(show.still.context()).connect("inproc://show-" + proxies);
      for (var step : script) {
        var topic = List.of("", "a", "ab", "b").get(step % 4);
        recording.does("sub", (step % 3 == 0 ? "unsubscribe " : "subscribe ") + topic);
        for (var sub : List.of(near, far)) {
          if (step % 3 == 0) {
            sub.unsubscribe(topic);
          } else {
            sub.subscribe(topic);
          }
        }
        show.flow(pumps);
        List.of("a", "ab", "b", "c").forEach(show::publish);
        show.flow(pumps);

        assertThat(heard(far, recording, "far")).isEqualTo(show.heard(near));
      }
      assertThat(show.pub.topics()).isEqualTo(near.topics());
    }
  }

  private static void pump(Duplex from, Duplex to) {
    for (var m = from.tryReceive(); m.isPresent(); m = from.tryReceive()) {
      assertThat(to.trySend(m.get())).isTrue();
    }
  }

  @Provide
  Arbitrary<Set<String>> topics() {
    return words(4).set().ofMaxSize(5);
  }

  @Provide
  Arbitrary<List<String>> messages() {
    return words(6).list().ofMaxSize(40).withSizeDistribution(RandomDistribution.uniform());
  }

  /** Of two letters only, so that they often begin alike. */
  private static Arbitrary<String> words(int longest) {
    return Arbitraries.strings().withCharRange('a', 'b').ofMaxLength(longest);
  }

  private static List<String> only(List<String> published, Predicate<String> which) {
    return published.stream().filter(which).toList();
  }

  private static List<String> heard(Sub sub, Recording recording, String name) {
    var heard = new ArrayList<String>();
    for (var m = sub.tryReceive(); m.isPresent(); m = sub.tryReceive()) {
      recording.passes("pub", name, m.get().text() + " " + m.get().frame(1).text());
      heard.add(m.get().frame(1).text());
    }
    return heard;
  }

  /** A publisher whose messages have numbers. */
  private static final class Show implements AutoCloseable {
    private final StillContext still = new StillContext();
    private final Pub pub = Pub.open(still.context()).bind("inproc://show-0");
    private final List<String> published = new ArrayList<>();
    private final List<Sub> subs = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final Recording recording;

    Show(Recording recording) {
      this.recording = recording;
    }

    Sub subscriber(String name, Set<String> topics) {
      var sub = Sub.open(still.context()).connect("inproc://show-0");
      recording.does(name, "subscribe " + topics);
      topics.forEach(sub::subscribe);
      subs.add(sub);
      names.add(name);
      still.settle();
      return sub;
    }

    void publish(String topic) {
      published.add("n" + published.size());
      recording.does("pub", "send " + topic + " " + published.getLast());
      pub.trySend(Message.of(topic, published.getLast()));
      still.settle();
    }

    void flow(List<Runnable> pumps) {
      for (var i = 0; i < pumps.size(); i++) {
        still.settle();
        pumps.forEach(Runnable::run);
      }
      still.settle();
    }

    List<String> heard(Sub sub) {
      return FilterProperties.heard(sub, recording, names.get(subs.indexOf(sub)));
    }

    @Override
    public void close() {
      still.close();
    }
  }
}
