package org.weftmq.pattern.pubsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.weftmq.Context;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.SocketEvent;
import org.weftmq.SocketEvents;
import org.weftmq.SocketOptions;
import org.weftmq.SocketType;
import org.weftmq.pattern.Sockets;

/** Subscriptions where a connection lies between, which may break. */
class SubscribingOverConnectionsTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  @Test
  void subscribesAnewWhenThePublisherComesBack() throws InterruptedException {
    try (var context = Context.open();
        var sub =
            Sub.open(context)
                .set(SocketOptions.RECONNECT_INTERVAL, Duration.ofMillis(10))
                .subscribe("a")) {
      String endpoint;
      try (var pub = Pub.open(context).bind("tcp://127.0.0.1:*")) {
        endpoint = pub.endpoint();
        sub.connect(endpoint);
        assertThat(pub.awaitSubscribers(1, SOON)).isTrue();
      }
      await().until(() -> sub.stats().peers() == 0);
      sub.subscribe("b").unsubscribe("a");

      try (var pub = Pub.open(context).bind(endpoint)) {
        assertThat(pub.awaitSubscribers(1, SOON)).isTrue();

        assertThat(pub.topics()).isEqualTo(1); // "a" was taken back meanwhile
        pub.send("b1");
        assertThat(sub.receive(SOON)).contains(Message.of("b1"));
      }
    }
  }

  @Test
  void aSubscriberThatBreaksARuleLosesItsConnectionAndNobodyElseDoes() throws Exception {
    try (var context = Context.open();
        var pub =
            Pub.open(context).set(PubSubOptions.MAX_SUBSCRIPTIONS, 2).bind("tcp://127.0.0.1:*");
        var events = pub.events();
        var good = Sub.open(context).subscribe("a").connect(pub.endpoint())) {
      assertThat(pub.awaitSubscribers(1, SOON)).isTrue();
      try (var greedy = Sub.open(context).subscribe("a").subscribe("b").subscribe("c")) {
        greedy.connect(pub.endpoint());
        var left = awaitLeft(events);

        assertThat(left.reason()).contains("more than 2 topics");
      }
      await().until(pub::topics, topics -> topics == 1);
      pub.send("a1");
      assertThat(good.receive(SOON)).contains(Message.of("a1"));
    }
  }

  private static SocketEvent.PeerLeft awaitLeft(SocketEvents events) throws InterruptedException {
    for (; ; ) {
      if (events.next(SOON).orElseThrow() instanceof SocketEvent.PeerLeft left) {
        return left;
      }
    }
  }

  @Test
  void subscriptionsInFlightDoNotHoldCloseUp() throws InterruptedException {
    try (var context = Context.open();
        var sub = Sub.open(context).set(SocketOptions.LINGER, Duration.ofMinutes(1))) {
      for (var i = 0; i < 1000; i++) {
        sub.subscribe("topic " + i);
      }
      sub.connect("tcp://127.0.0.1:9"); // nobody is there to hear of them

      var report = sub.close(Duration.ofMinutes(1));

      assertThat(report.isComplete()).isTrue();
    }
  }

  @Test
  void theUntypedViewSubscribesByMessage() throws InterruptedException {
    try (var context = Context.open();
        var xpub = Sockets.open(context, SocketType.XPUB);
        var xsub = Sockets.open(context, SocketType.XSUB)) {
      xpub.bind("inproc://untyped");
      xsub.connect("inproc://untyped");

      xsub.send("\u0001a");
      assertThat(xpub.receive(SOON)).contains(Message.of("\u0001a"));
      xpub.send(Message.of("a", "1"));
      xpub.send(Message.of("b", "2"));
      xsub.send("hello");
      xsub.send("\u0000a");

      assertThat(xsub.receive(SOON)).contains(Message.of("a", "1"));
      assertThat(xpub.receive(SOON)).contains(Message.of("hello"));
      assertThat(xpub.receive(SOON)).contains(Message.of("\u0000a"));
      assertThat(xsub.tryReceive()).isEmpty();
    }
  }

  @Test
  void anXPubGrantsByHandWhatItLikes() throws InterruptedException {
    try (var context = Context.open();
        var xpub = XPub.open(context).set(XPub.MANUAL, true).bind("tcp://127.0.0.1:*");
        var sub = Sub.open(context).subscribe("").connect(xpub.endpoint())) {
      assertThat(xpub.receive(SOON)).contains(new Upstream.Subscribed(Frame.empty()));
      xpub.subscribe("a");

      assertThat(xpub.awaitSubscribers(1, SOON)).isTrue();
      assertThat(xpub.topics()).isEqualTo(1);
      xpub.send("b");
      xpub.send("a");
      assertThat(sub.receive(SOON)).contains(Message.of("a"));
    }
  }

  @Test
  void aSendThatMayNotDropWaitsForRoom() throws InterruptedException {
    try (var context = Context.open();
        var pub =
            Pub.open(context)
                .set(PubSubOptions.NO_DROP, true)
                .set(SocketOptions.SEND_HIGH_WATER_MARK, 1)
                .bind("inproc://nodrop");
        var sub =
            Sub.open(context)
                .set(SocketOptions.RECEIVE_HIGH_WATER_MARK, 1)
                .subscribe("")
                .connect("inproc://nodrop")) {
      pub.send("1");
      pub.send("2");
      assertThat(pub.trySend(Message.of("3"))).isFalse();
      assertThat(pub.send(Message.of("3"), Duration.ofMillis(20))).isFalse();

      var sender =
          Thread.startVirtualThread(
              () -> {
                try {
                  pub.send("3");
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              });

      for (var text : new String[] {"1", "2", "3"}) {
        assertThat(sub.receive(SOON)).contains(Message.of(text));
      }
      sender.join();
      assertThat(pub.stats().dropped()).isEmpty();
    }
  }

  @Test
  void theWelcomeMessageComesOverEveryNewConnection() throws InterruptedException {
    try (var context = Context.open();
        var pub =
            Pub.open(context)
                .set(PubSubOptions.WELCOME_MESSAGE, Frame.of("welcome"))
                .bind("tcp://127.0.0.1:*");
        var first = Sub.open(context).subscribe("w").connect(pub.endpoint());
        var second = Sub.open(context).subscribe("w").connect(pub.endpoint())) {
      assertThat(first.receive(SOON)).contains(Message.of("welcome"));
      assertThat(second.receive(SOON)).contains(Message.of("welcome"));
    }
  }
}
