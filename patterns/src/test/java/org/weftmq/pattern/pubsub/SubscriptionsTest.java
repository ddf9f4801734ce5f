package org.weftmq.pattern.pubsub;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.weftmq.Frame;
import org.weftmq.pipe.Pipe;

class SubscriptionsTest {
  private static final int MANY = 1_000_000;

  private final Subscriptions subscriptions = new Subscriptions();
  private final Subscriber alice = new Subscriber(Pipe.open(), 1);
  private final Subscriber bob = new Subscriber(Pipe.open(), 2);

  private final Selection selection = new Selection();

  private static Frame topic(Random random) {
    var bytes = new byte[8];
    random.nextBytes(bytes);
    return Frame.wrap(bytes);
  }

  private static long usedHeap() {
    var heap = ManagementFactory.getMemoryMXBean();
    heap.gc();
    return heap.getHeapMemoryUsage().getUsed();
  }

  private Set<Subscriber> matching(Frame topic) {
    var found = new HashSet<Subscriber>();
    selection.begin();
    subscriptions.match(
        topic,
        audience -> {
          subscriptions.audience(audience).addTo(selection);
          return true;
        });
    for (var i = 0; i < selection.count(); i++) {
      assertThat(found.add(selection.get(i))).as("chosen once").isTrue();
    }
    return found;
  }

  @Test
  void tellsTheFirstAndTheLastOfATopic() {
    var topic = Frame.of("a");

    assertThat(subscriptions.add(alice, topic)).isTrue();
    assertThat(subscriptions.add(bob, topic)).isFalse();
    assertThat(subscriptions.add(bob, topic)).isFalse();
    assertThat(subscriptions.remove(alice, topic)).isFalse();
    assertThat(subscriptions.remove(alice, topic)).isFalse();
    assertThat(subscriptions.remove(bob, topic)).isTrue();
    assertThat(subscriptions.remove(bob, topic)).isTrue();

    assertThat(alice.topics() + bob.topics()).isZero();
  }

  @Test
  void whoIsRemovedIsNotFoundAnyMore() {
    for (var text : new String[] {"", "a", "ab", "b", "c"}) {
      subscriptions.add(alice, Frame.of(text));
    }
    subscriptions.add(bob, Frame.of("a"));
    var alone = new HashSet<String>();

    subscriptions.removeAll(
        alice,
        (topic, others) -> {
          if (!others) {
            alone.add(topic.text());
          }
        });

    assertThat(alone).containsExactlyInAnyOrder("", "ab", "b", "c");
    assertThat(matching(Frame.of("abc"))).containsExactly(bob);
    assertThat(subscriptions.topics()).isEqualTo(1);
  }

  /** 29/PUBSUB says nothing of this, users do: a million subscriptions are not unusual. */
  @Test
  void aSubscriptionCostsLessThanAHundredBytesAndGivesThemBack() {
    var before = usedHeap();
    var random = new Random(1);
    for (var i = 0; i < MANY; i++) {
      subscriptions.add(alice, topic(random));
    }
    var full = usedHeap();
    var again = new Random(1);
    for (var i = 0; i < 1000; i++) {
      assertThat(matching(topic(again))).containsExactly(alice);
    }

    again.setSeed(1);
    for (var i = 0; i < MANY; i++) {
      subscriptions.remove(alice, topic(again));
    }
    var empty = usedHeap();

    assertThat(alice.topics()).isZero();
    assertThat(subscriptions.topics()).isZero();
    assertThat((full - before) / (double) MANY).as("bytes a subscription").isBetween(30.0, 100.0);
    assertThat((empty - before) / (double) MANY).as("bytes that are left").isLessThan(5);
  }

  @Test
  void matchingAllocatesNothing() {
    var random = new Random(1);
    var topics = new Frame[1000];
    for (var i = 0; i < topics.length; i++) {
      topics[i] = topic(random);
      subscriptions.add(i % 2 == 0 ? alice : bob, topics[i]);
      subscriptions.add(alice, Frame.wrap(topics[i].bytes(), 0, 2));
    }
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    var found = new int[1];
    IntPredicate count = audience -> ++found[0] > 0;
    var least = Long.MAX_VALUE;

    for (var round = 0; round < 20 && least > 0; round++) { // the first warm up
      var before = threads.getCurrentThreadAllocatedBytes();
      for (var topic : topics) {
        subscriptions.match(topic, count);
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }

    assertThat(found[0]).isPositive();
    assertThat(least).isLessThan(topics.length); // not one byte a match
  }

  /** The numbers of the audiences that want a topic. */
  private List<Integer> audiences(String topic) {
    var found = new ArrayList<Integer>();
    subscriptions.match(Frame.of(topic), found::add);
    return found;
  }

  /** Catches: a crowd or a subscriber that is gone and keeps its number, for ever. */
  @Test
  void theNumbersOfAudiencesStayFewHoweverManyComeAndGo() {
    subscriptions.add(alice, Frame.of("a"));
    for (var i = 3; i < 1000; i++) {
      var passing = new Subscriber(Pipe.open(), i);

      subscriptions.add(passing, Frame.of("a"));
      subscriptions.add(passing, Frame.of("own"));
      assertThat(matching(Frame.of("a"))).containsExactlyInAnyOrder(alice, passing);
      assertThat(audiences("a")).allMatch(number -> number <= 3);
      assertThat(audiences("own")).allMatch(number -> number <= 3);
      subscriptions.removeAll(passing, (topic, others) -> {});

      assertThat(matching(Frame.of("a"))).containsExactly(alice);
      assertThat(audiences("own")).isEmpty();
    }
  }

  /** Catches: a crowd of two topics that is one, so that who joins the one is in the other. */
  @Test
  void theCrowdOfEachTopicIsItsOwn() {
    var carol = new Subscriber(Pipe.open(), 3);
    for (var topic : List.of("a", "b")) {
      subscriptions.add(alice, Frame.of(topic));
      subscriptions.add(bob, Frame.of(topic));
    }

    subscriptions.add(carol, Frame.of("a"));
    subscriptions.remove(alice, Frame.of("b"));

    assertThat(matching(Frame.of("a"))).containsExactlyInAnyOrder(alice, bob, carol);
    assertThat(matching(Frame.of("b"))).containsExactly(bob);
    assertThat(subscriptions.topics()).isEqualTo(2);
  }

  /** Catches: a subscriber that is found under a topic that it has not. */
  @Test
  void knowsWhoHasWhichTopic() {
    subscriptions.add(alice, Frame.of("a"));
    subscriptions.add(bob, Frame.of("b"));
    subscriptions.add(alice, Frame.of("b"));

    assertThat(subscriptions.has(alice, Frame.of("a"))).isTrue();
    assertThat(subscriptions.has(bob, Frame.of("a"))).isFalse();
    assertThat(subscriptions.has(bob, Frame.of("b"))).isTrue();
    assertThat(subscriptions.has(alice, Frame.of("b"))).isTrue();
    assertThat(subscriptions.has(alice, Frame.of("c"))).isFalse();
  }
}
