package org.weftmq.pattern.pubsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.weftmq.Context;
import org.weftmq.DropReason;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.SocketOptions;
import org.weftmq.TimedOutException;
import org.weftmq.TopicTooLongException;

class PubSubTest {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final Duration SHORT = Duration.ofMillis(50);

  private final String endpoint = "inproc://pubsub";

  @Test
  void sendsToThoseWhoSubscribed() throws InterruptedException {
    try (var context = Context.open();
        var pub = Pub.open(context).bind(endpoint);
        var all = Sub.open(context).subscribe("").connect(endpoint);
        var some = Sub.open(context).subscribe("b").connect(endpoint)) {
      assertThat(pub.awaitSubscribers(2, SOON)).isTrue();
      pub.send(Message.of("a", "1"));
      pub.send(Message.of("b", "2"));

      assertThat(all.receive()).isEqualTo(Message.of("a", "1"));
      assertThat(all.receive()).isEqualTo(Message.of("b", "2"));
      assertThat(some.receive()).isEqualTo(Message.of("b", "2"));
      assertThat(some.tryReceive()).isEmpty();
    }
  }

  @Test
  void waitsForSubscribersThatComeOverTcp() throws InterruptedException {
    try (var context = Context.open();
        var pub = Pub.open(context).bind("tcp://127.0.0.1:*");
        var sub = Sub.open(context).subscribe("a").connect(pub.endpoint())) {
      assertThat(pub.awaitSubscribers(1, SOON)).isTrue();
      pub.send("a1");
      assertThat(sub.receive(SOON)).contains(Message.of("a1"));

      sub.subscribe("b").subscribe("c").unsubscribe("a");

      Awaitility.await().until(pub::topics, topics -> topics == 2);
      pub.send("a2");
      pub.send("b3");
      assertThat(sub.receive(SOON)).contains(Message.of("b3"));
    }
  }

  @Test
  void aPublisherMayConnectToItsSubscriber() throws InterruptedException {
    try (var context = Context.open();
        var sub = Sub.open(context).subscribe("").bind("tcp://127.0.0.1:*");
        var pub = Pub.open(context).connect(sub.endpoint())) {
      assertThat(pub.awaitSubscribers(1, SOON)).isTrue();
      pub.send("a");

      assertThat(sub.receive(SOON)).contains(Message.of("a"));
    }
  }

  @Test
  void doesNotCountThoseWhoSubscribedToNothing() throws InterruptedException {
    try (var context = Context.open();
        var pub = Pub.open(context).bind(endpoint);
        var sub = Sub.open(context).connect(endpoint)) {
      assertThat(pub.awaitPeers(1, SOON)).isTrue();
      assertThat(pub.awaitSubscribers(1, SHORT)).isFalse();

      sub.subscribe("a");
      assertThat(pub.awaitSubscribers(1, SOON)).isTrue();
      assertThat(pub.topics()).isEqualTo(1);
    }
  }

  @Test
  void countsWhatNobodyWantedAndWhatDidNotFit() throws InterruptedException {
    try (var context = Context.open();
        var pub = Pub.open(context).set(SocketOptions.SEND_HIGH_WATER_MARK, 1).bind(endpoint);
        var sub =
            Sub.open(context)
                .set(SocketOptions.RECEIVE_HIGH_WATER_MARK, 1)
                .subscribe("a")
                .connect(endpoint)) {
      pub.awaitSubscribers(1, SOON);
      pub.send("b");
      for (var i = 0; i < 5; i++) {
        pub.send("a" + i);
      }

      assertThat(pub.stats().dropped())
          .isEqualTo(Map.of(DropReason.NO_SUBSCRIBER, 1L, DropReason.PEER_FULL, 3L));
      assertThat(pub.stats().offered()).isEqualTo(6);
      assertThat(sub.receive().text()).isEqualTo("a0");
      assertThat(sub.receive().text()).isEqualTo("a1");
    }
  }

  @Test
  void receivesTheNextThatIsWanted() throws InterruptedException {
    try (var context = Context.open();
        var pub = Pub.open(context).bind(endpoint);
        var sub = Sub.open(context).subscribe("").connect(endpoint)) {
      pub.awaitSubscribers(1, SOON);
      for (var text : new String[] {"a", "ab", "b", "c"}) {
        pub.send(text);
      }

      assertThat(sub.receive(Sub.topic("b"))).isEqualTo(Message.of("b"));
      assertThat(sub.receive(Sub.topic("a"), SHORT)).isEmpty();
      assertThat(sub.tryReceive()).isEmpty(); // "c" was discarded
    }
  }

  @Test
  void aReceiveOfWhatNeverComesEndsWithReceiveTimeout() throws InterruptedException {
    try (var context = Context.open();
        var sub = Sub.open(context).set(SocketOptions.RECEIVE_TIMEOUT, SHORT)) {
      assertThatThrownBy(() -> sub.receive(Sub.topic("a")))
          .isInstanceOf(TimedOutException.class)
          .hasMessageContaining("receive-timeout");
    }
  }

  @Test
  void saysHowLongATopicMayBe() {
    var longest = Frame.wrap(new byte[PubSubOptions.MAX_TOPIC]);
    var tooLong = Frame.wrap(new byte[PubSubOptions.MAX_TOPIC + 1]);
    try (var context = Context.open();
        var sub = Sub.open(context).subscribe(longest);
        var xsub = XSub.open(context);
        var xpub = XPub.open(context).set(XPub.MANUAL, true)) {
      assertThat(sub.topics()).isEqualTo(1);
      assertThatThrownBy(() -> sub.subscribe(tooLong))
          .isInstanceOf(TopicTooLongException.class)
          .hasMessageContaining("4097")
          .hasMessageContaining("4096");
      assertThatThrownBy(() -> xsub.subscribe(tooLong)).isInstanceOf(TopicTooLongException.class);
      assertThatThrownBy(() -> xpub.subscribe(tooLong)).isInstanceOf(TopicTooLongException.class);
      assertThat(sub.subscribe("still open").topics()).isEqualTo(2);
    }
  }

  @Test
  void anXPubSeesWhatAnXSubDoes() throws InterruptedException {
    try (var context = Context.open();
        var xpub = XPub.open(context).bind("tcp://127.0.0.1:*");
        var xsub = XSub.open(context).connect(xpub.endpoint())) {
      assertThat(xsub.awaitPeers(1, SOON)).isTrue();
      xsub.subscribe("a").subscribe("b").unsubscribe("a");
      xsub.send("hello");

      assertThat(xpub.receive()).isEqualTo(new Upstream.Subscribed(Frame.of("a")));
      assertThat(xpub.receive()).isEqualTo(new Upstream.Subscribed(Frame.of("b")));
      assertThat(xpub.receive()).isEqualTo(new Upstream.Unsubscribed(Frame.of("a")));
      assertThat(xpub.receive()).isEqualTo(new Upstream.Received(Message.of("hello")));
      xpub.send("b1");
      assertThat(xsub.receive()).isEqualTo(Message.of("b1"));
      xsub.close(SOON);
      assertThat(xpub.receive()).isEqualTo(new Upstream.Unsubscribed(Frame.of("b")));
    }
  }
}
