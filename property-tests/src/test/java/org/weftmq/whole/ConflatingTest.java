package org.weftmq.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.weftmq.Context;
import org.weftmq.DropReason;
import org.weftmq.Message;
import org.weftmq.SocketOptions;
import org.weftmq.SocketStats;
import org.weftmq.Waiting;
import org.weftmq.pattern.pipeline.Pull;
import org.weftmq.pattern.pipeline.Push;
import org.weftmq.pattern.pubsub.Pub;
import org.weftmq.pattern.pubsub.Sub;
import org.weftmq.pattern.reqrep.Dealer;
import org.weftmq.pattern.reqrep.Router;
import org.weftmq.test.Crew;
import org.weftmq.test.Scheme;

/** Sockets that keep only the newest messages, over every transport. */
class ConflatingTest {
  private static final Duration TIME = Duration.ofSeconds(20);
  private static final int MANY = 1_000_000;

  /** Receives until {@code last} comes; what came before it. */
  private static List<Message> until(Pull pull, Message last) throws Exception {
    var before = new ArrayList<Message>();
    for (; ; ) {
      var message = pull.receive(TIME).orElseThrow();
      if (message.equals(last)) {
        return before;
      }
      before.add(message);
    }
  }

  /** Catches: a sender that waits for a stalled receiver, or a newest message that is lost. */
  @ParameterizedTest
  @EnumSource
  void aStalledReceiverGetsTheLastOfAMillion(Scheme scheme) throws Exception {
    try (var context = Context.open()) {
      var pull = Pull.open(context).set(SocketOptions.CONFLATE, true).bind(scheme.endpoint());
      var push =
          Push.open(context)
              .set(SocketOptions.CONFLATE, true)
              .set(SocketOptions.SEND_HIGH_WATER_MARK, 1)
              .connect(pull.endpoint().toString());
      push.awaitPeers(1, TIME);

      for (var i = 1; i <= MANY; i++) {
        push.send(Message.of("frame", Integer.toString(i)));
      }

      var last = Message.of("frame", Integer.toString(MANY));
      assertThat(until(pull, last)).as("older ones that were under way").hasSizeLessThan(1000);
      Awaitility.await().until(() -> push.stats().queued() == 0);
      assertThat(push.stats())
          .returns((long) MANY, SocketStats::offered)
          .returns(true, SocketStats::isBalanced);
      assertThat(push.stats().dropped()).containsOnlyKeys(DropReason.CONFLATED);
      assertThat(pull.tryReceive()).isEmpty();
    }
  }

  /** Catches: a receiver whose peer knows nothing of its wish, and that gets old messages. */
  @ParameterizedTest
  @EnumSource
  void aReceiverAloneConflatesWhatItDoesNotReceive(Scheme scheme) throws Exception {
    try (var context = Context.open()) {
      var pull = Pull.open(context).set(SocketOptions.CONFLATE, true).bind(scheme.endpoint());
      var push = Push.open(context).connect(pull.endpoint().toString());
      push.awaitPeers(1, TIME);

      for (var i = 1; i <= 20_000; i++) {
        push.send(Integer.toString(i));
      }
      Awaitility.await().until(() -> push.stats().queued() <= 1);

      assertThat(until(pull, Message.of("20000"))).hasSizeLessThan(1000);
      assertThat(pull.tryReceive()).isEmpty();
      var gaveWay = push.stats().dropped().getOrDefault(DropReason.CONFLATED, 0L);
      assertThat(gaveWay + pull.stats().conflated() + pull.stats().received())
          .as("each is counted on one side")
          .isEqualTo(20_000);
      Awaitility.await().until(() -> push.stats().queued() == 0);
      assertThat(push.stats().isBalanced()).isTrue();
    }
  }

  /** Catches: a sender alone that conflates nothing while its peer is not there. */
  @ParameterizedTest
  @EnumSource
  void whatWaitsForAPeerConflates(Scheme scheme) throws Exception {
    try (var context = Context.open()) {
      var pull = Pull.open(context).bind(scheme.endpoint());
      var endpoint = pull.endpoint().toString();
      pull.close();
      var push = Push.open(context).set(SocketOptions.CONFLATE, true).connect(endpoint);
      for (var i = 0; i < 20; i++) {
        push.send(Integer.toString(i));
      }

      pull = Pull.open(context).bind(endpoint);

      assertThat(pull.receive(TIME)).contains(Message.of("19"));
      Awaitility.await().until(() -> push.stats().queued() == 0);
      assertThat(push.stats().dropped()).isEqualTo(Map.of(DropReason.CONFLATED, 19L));
      assertThat(push.stats().isBalanced()).isTrue();
    }
  }

  /** Catches: a binding socket whose wish comes too late for what was queued for it. */
  @Test
  void overInprocWhoBindsMayConflateWhatWaitsAlready() throws Exception {
    try (var context = Context.open();
        var crew = Crew.Kind.VIRTUAL.crew()) {
      var push =
          Push.open(context)
              .set(SocketOptions.SEND_HIGH_WATER_MARK, 10)
              .connect("inproc://conflating");
      var sending =
          crew.start(
              () -> {
                for (var i = 0; i < 20; i++) {
                  push.send("topic " + i % 2);
                  push.send("last " + i);
                }
              });
      Waiting.until(sending);

      var pull = Pull.open(context).set(SocketOptions.CONFLATE, true).bind("inproc://conflating");

      crew.join(TIME);
      assertThat(pull.receive(TIME)).contains(Message.of("last 19"));
      assertThat(pull.tryReceive()).isEmpty();
      assertThat(push.stats().dropped()).isEqualTo(Map.of(DropReason.CONFLATED, 39L));
      assertThat(push.stats().isBalanced()).isTrue();
    }
  }

  /** Catches: topics that replace one another, or come in another order than they first did. */
  @ParameterizedTest
  @EnumSource
  void theNewestOfEachTopicIsKept(Scheme scheme) throws Exception {
    try (var context = Context.open()) {
      var pull = Pull.open(context).bind(scheme.endpoint());
      var endpoint = pull.endpoint().toString();
      pull.close();
      var push = Push.open(context).set(SocketOptions.CONFLATE_BY_TOPIC, true).connect(endpoint);
      for (var i = 0; i < 90; i++) {
        push.send(Message.of("topic " + i % 3, Integer.toString(i)));
      }

      pull = Pull.open(context).bind(endpoint);

      for (var topic = 0; topic < 3; topic++) {
        assertThat(pull.receive(TIME)).contains(Message.of("topic " + topic, "" + (87 + topic)));
      }
      Awaitility.await().until(() -> push.stats().queued() == 0);
      assertThat(push.stats().dropped()).isEqualTo(Map.of(DropReason.CONFLATED, 87L));
    }
  }

  /** Catches: a socket that conflates in one direction only. */
  @ParameterizedTest
  @EnumSource
  void aDealerConflatesBothWays(Scheme scheme) throws Exception {
    try (var context = Context.open()) {
      var router = Router.open(context).bind(scheme.endpoint());
      var dealer =
          Dealer.open(context)
              .set(SocketOptions.CONFLATE, true)
              .connect(router.endpoint().toString());
      dealer.awaitPeers(1, TIME);
      dealer.send("hello");
      var id = router.receive(TIME).orElseThrow().id();

      for (var i = 1; i <= 500; i++) {
        router.send(id, Message.of(Integer.toString(i)));
      }
      Awaitility.await().until(() -> router.stats().queued() <= 1);
      // over a connection the last ones may still be on their way to the queue
      Awaitility.await()
          .until(() -> dealer.tryReceive().filter(Message.of("500")::equals).isPresent());

      assertThat(dealer.tryReceive()).isEmpty();
      assertThat(dealer.stats().received()).isLessThan(500);
    }
  }

  /** Catches: subscriptions that are conflated, and topics that are lost to each other. */
  @ParameterizedTest
  @EnumSource
  void aSlowSubscriberGetsTheLatestOfEachTopic(Scheme scheme) throws Exception {
    try (var context = Context.open()) {
      var pub = Pub.open(context).bind(scheme.endpoint());
      var sub = Sub.open(context).set(SocketOptions.CONFLATE_BY_TOPIC, true);
      for (var topic = 0; topic < 10; topic++) {
        sub.subscribe("price " + topic);
      }
      sub.connect(pub.endpoint().toString());
      pub.awaitSubscribers(1, TIME);
      Awaitility.await().until(() -> pub.topics() == 10);

      for (var i = 0; i < 500; i++) {
        for (var topic = 0; topic < 10; topic++) {
          pub.send(Message.of("price " + topic, Integer.toString(i)));
        }
        Awaitility.await().pollDelay(Duration.ZERO).until(() -> pub.stats().queued() <= 100);
      }

      var latest = new HashMap<String, String>();
      while (latest.size() < 10 || !latest.values().stream().allMatch("499"::equals)) {
        var price = sub.receive(TIME).orElseThrow();
        latest.put(price.text(), price.text(1));
      }
      assertThat(sub.tryReceive()).isEmpty();
      assertThat(sub.stats().received()).isLessThan(5000);
    }
  }

  /** Catches: an option that counts for pipes that are there, or for types that have no use. */
  @Test
  void countsForTheNextEndpointOnly() throws Exception {
    try (var context = Context.open()) {
      var pull = Pull.open(context).bind("inproc://before");
      pull.set(SocketOptions.CONFLATE, true).bind("inproc://after");
      var before = Push.open(context).connect("inproc://before");
      var after = Push.open(context).connect("inproc://after");

      for (var i = 0; i < 5; i++) {
        before.send("before " + i);
        after.send("after " + i);
      }

      assertThat(before.stats().queued()).isEqualTo(5);
      assertThat(after.stats().queued()).isEqualTo(1);
    }
  }

  /** Catches: senders of many threads whose turns and the reader's exchange do not fit together. */
  @ParameterizedTest
  @EnumSource
  void manySendersAndReceiversNeverLoseTheNewestOfATopic(Scheme scheme) throws Exception {
    try (var context = Context.open();
        var crew = Crew.Kind.VIRTUAL.crew()) {
      var pull =
          Pull.open(context).set(SocketOptions.CONFLATE_BY_TOPIC, true).bind(scheme.endpoint());
      var push =
          Push.open(context)
              .set(SocketOptions.CONFLATE_BY_TOPIC, true)
              .connect(pull.endpoint().toString());
      push.awaitPeers(1, TIME);
      var senders = 4;
      var each = 20_000;
      for (var sender = 0; sender < senders; sender++) {
        var topic = "sender " + sender;
        crew.start(
            () -> {
              for (var i = 0; i <= each; i++) {
                push.send(Message.of(topic, Integer.toString(i)));
              }
            });
      }
      crew.start(
          () -> {
            var last = new HashMap<String, Integer>();
            while (last.values().stream().filter(n -> n == each).count() < senders) {
              var message = pull.receive(TIME).orElseThrow();
              var number = Integer.parseInt(message.text(1));
              var older = last.put(message.text(), number);
              assertThat(older == null || older < number).as("newer than the last").isTrue();
            }
          });

      crew.join(TIME);
      Awaitility.await().until(() -> push.stats().queued() == 0);
      assertThat(push.stats())
          .returns(4L * (each + 1), SocketStats::offered)
          .returns(true, SocketStats::isBalanced);
    }
  }
}
