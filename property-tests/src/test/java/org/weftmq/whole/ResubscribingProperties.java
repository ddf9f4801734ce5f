package org.weftmq.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import org.weftmq.Context;
import org.weftmq.DropReason;
import org.weftmq.Message;
import org.weftmq.SocketOptions;
import org.weftmq.pattern.pubsub.Pub;
import org.weftmq.pattern.pubsub.Sub;
import org.weftmq.test.Eventually;
import org.weftmq.test.RecordedTries;
import org.weftmq.test.Recording;
import org.weftmq.test.RoughNetwork;
import org.weftmq.test.Scheme;

/** Subscriptions over connections that break at any byte (29/PUBSUB). */
@AddLifecycleHook(RecordedTries.class)
class ResubscribingProperties {
  private static final Duration TIME = Duration.ofSeconds(20);
  private static final List<String> TOPICS = List.of("", "a", "ab", "b", "ba");

  /**
   * Catches: a subscription that is not in force after a reconnect, or one that was taken back
   * while the connection was down and is in force still; a message that the publisher sends to one
   * that did not ask for it.
   */
  @Property(tries = 4, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void whatIsSubscribedToIsInForceAgainAfterEachReconnect(@ForAll long seed, Recording recording)
      throws Exception {
    for (var subscriberBinds : List.of(true, false)) { // only one of them keeps its pipe
      breakAndCheck(subscriberBinds, seed, recording);
    }
  }

  private static void breakAndCheck(boolean subscriberBinds, long seed, Recording recording)
      throws Exception {
    var random = new Random(seed);
    var network = new RoughNetwork(seed, 60, 400);
    var scheme = random.nextBoolean() ? Scheme.TCP : Scheme.IPC;
    try (var context = Context.open(network)) {
      var pub = Pub.open(context);
      var sub = Sub.open(context);
      for (var socket : List.of(pub, sub)) {
        socket
            .set(SocketOptions.RECONNECT_INTERVAL, Duration.ofMillis(1))
            .set(SocketOptions.RECONNECT_INTERVAL_MAX, Duration.ofMillis(2));
      }
      if (subscriberBinds) {
        pub.connect(sub.bind(scheme.endpoint()).endpoint());
      } else {
        sub.connect(pub.bind(scheme.endpoint()).endpoint());
      }
      recording.watch("sub", sub);
      var topics = new HashMap<String, Integer>();
      // until there have been some breaks, and there is no connection just now
      for (var i = 0;
          i < 300 || i < 5_000 && (network.breaks() < 4 || sub.stats().peers() > 0);
          i++) {
        changeOne(sub, topics, random, recording);
        pub.trySend(Message.of(TOPICS.get(random.nextInt(TOPICS.size())), "body"));
        sub.receive(Duration.ofNanos(random.nextInt(100_000)));
        recording.events();
      }
      for (var topic : TOPICS.subList(0, 1 + random.nextInt(TOPICS.size()))) {
        while (topics.containsKey(topic)) {
          unsubscribe(sub, topic, topics, recording);
        }
      }
      network.smooth();
      var broke = network.breaks();
      changeOne(sub, topics, random, recording);

      // So many are known only once all are that came before them, whatever is known by now.
      for (var i = 0; i <= TOPICS.size(); i++) {
        sub.subscribe("last " + i);
      }
      var soon = Eventually.within(TIME).showing(pub, sub);
      var all = topics.size() + TOPICS.size() + 1;
      soon.that(
          "one peer with the topics " + topics.keySet() + " and the last",
          () -> pub.stats().peers() == 1 && pub.topics() == all);
      for (var topic : TOPICS) {
        check(pub, topic, topics, recording);
      }
      assertThat(broke).isPositive();
    }
    network.awaitNothingLeft();
  }

  private static void changeOne(
      Sub sub, Map<String, Integer> topics, Random random, Recording recording) {
    var topic = TOPICS.get(random.nextInt(TOPICS.size()));
    if (random.nextBoolean()) {
      recording.does("sub", "subscribe \"" + topic + "\"");
      sub.subscribe(topic);
      topics.merge(topic, 1, Integer::sum);
    } else {
      unsubscribe(sub, topic, topics, recording);
    }
  }

  private static void unsubscribe(
      Sub sub, String topic, Map<String, Integer> topics, Recording recording) {
    recording.does("sub", "unsubscribe \"" + topic + "\"");
    sub.unsubscribe(topic);
    topics.computeIfPresent(topic, (t, count) -> count == 1 ? null : count - 1);
  }

  /** By the publisher's ledger, as a SUB filters what it gets once more. */
  private static void check(
      Pub pub, String topic, Map<String, Integer> topics, Recording recording) {
    var before = unwanted(pub);
    recording.does("pub", "send \"" + topic + "\"");
    assertThat(pub.trySend(Message.of(topic))).isTrue();

    assertThat(unwanted(pub) - before)
        .as("\"%s\" among %s", topic, topics.keySet())
        .isEqualTo(topics.keySet().stream().anyMatch(topic::startsWith) ? 0 : 1);
  }

  private static long unwanted(Pub pub) {
    return pub.stats().dropped().getOrDefault(DropReason.NO_SUBSCRIBER, 0L);
  }
}
