package org.weftmq.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.weftmq.interop.ForeignPeer.PATIENCE;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.weftmq.Context;
import org.weftmq.DropReason;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.Proxy;
import org.weftmq.SocketEvent;
import org.weftmq.SocketOptions;
import org.weftmq.pattern.pubsub.Pub;
import org.weftmq.pattern.pubsub.PubSubOptions;
import org.weftmq.pattern.pubsub.Sub;
import org.weftmq.pattern.pubsub.Upstream;
import org.weftmq.pattern.pubsub.XPub;
import org.weftmq.pattern.pubsub.XSub;

/** Publishers and subscribers that come, go and stall, with libzmq at the other end. */
@Needs(Binding.PYZMQ)
class LibzmqPubSubTest {
  private static final Duration SOON = Duration.ofMillis(20);
  private static final Message SUBSCRIBED = Message.of("\u0001topic");
  private static final Message UNSUBSCRIBED = Message.of("\0topic");

  /** Of this size, far fewer than are sent fit into what the kernel keeps for a connection. */
  private static final int SIZE = 64 * 1024;

  private static final int MANY = 300;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"tcp", "ipc"})
  void aSubSubscribesAgainWhereThePublisherCameBack(String transport) throws Exception {
    try (var context = Context.open();
        var sub = Sub.open(context).set(SocketOptions.RECONNECT_INTERVAL, SOON).subscribe("topic");
        var events = sub.events()) {
      String endpoint;
      try (var killed = LibzmqPeer.open("XPUB")) {
        endpoint = killed.bind(Place.of(transport, folder));
        sub.connect(endpoint);
        assertThat(killed.receive()).isEqualTo(SUBSCRIBED);
      }
      Events.await(events, SocketEvent.PeerLeft.class);
      try (var restarted = LibzmqPeer.open("XPUB")) {
        restarted.bind(endpoint);
        assertThat(restarted.receive()).isEqualTo(SUBSCRIBED);
        restarted.send(Message.of("topic", "news"));
        assertThat(sub.receive(PATIENCE)).contains(Message.of("topic", "news"));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tcp", "ipc"})
  void libzmqSubscribesAgainWhereThePublisherCameBack(String transport) throws Exception {
    try (var context = Context.open();
        var peer = LibzmqPeer.open("SUB").set("RECONNECT_IVL", (int) SOON.toMillis())) {
      peer.subscribe(Frame.of("topic"));
      String endpoint;
      try (var first = Pub.open(context).bind(Place.of(transport, folder))) {
        endpoint = first.endpoint();
        peer.connect(endpoint);
        assertThat(first.awaitSubscribers(1, PATIENCE)).isTrue();
      }
      try (var second = Pub.open(context).bind(endpoint)) {
        peer.lookUntil(() -> second.awaitSubscribers(1, SOON));
        second.send(Message.of("topic", "news"));
        assertThat(peer.receive()).isEqualTo(Message.of("topic", "news"));
      }
    }
  }

  @Test
  void anXpubIsToldOfAPeerThatWasKilled() throws Exception {
    try (var context = Context.open();
        var xpub = XPub.open(context).bind("tcp://127.0.0.1:*")) {
      try (var peer = LibzmqPeer.open("SUB")) {
        peer.subscribe(Frame.of("topic"));
        peer.connect(xpub.endpoint());
        assertThat(xpub.receive(PATIENCE)).contains(new Upstream.Subscribed(Frame.of("topic")));
      }
      assertThat(xpub.receive(PATIENCE)).contains(new Upstream.Unsubscribed(Frame.of("topic")));
      assertThat(xpub.topics()).isZero();
    }
  }

  @Test
  void libzmqIsToldOfASubThatCloses() throws Exception {
    try (var context = Context.open();
        var peer = LibzmqPeer.open("XPUB")) {
      var endpoint = peer.bind("tcp://127.0.0.1:*");
      try (var sub = Sub.open(context).subscribe("topic").connect(endpoint)) {
        assertThat(peer.receive()).isEqualTo(SUBSCRIBED);
        assertThat(sub.topics()).isEqualTo(1);
      }
      assertThat(peer.receive()).isEqualTo(UNSUBSCRIBED);
    }
  }

  /** As in libzmq: each subscription is passed on, of the unsubscriptions only the last. */
  @Test
  void subscriptionsAreCounted() throws Exception {
    try (var context = Context.open();
        var sub = Sub.open(context);
        var peer = LibzmqPeer.open("XPUB").set("XPUB_VERBOSER", 1)) {
      sub.connect(peer.bind("tcp://127.0.0.1:*")).subscribe("topic");
      assertThat(peer.receive()).isEqualTo(SUBSCRIBED);
      sub.subscribe("topic");
      assertThat(peer.receive()).isEqualTo(SUBSCRIBED);

      sub.unsubscribe("topic").unsubscribe("nothing").subscribe("mark");
      assertThat(peer.receive()).isEqualTo(Message.of("\u0001mark"));
      peer.send(Message.of("topic"));
      assertThat(sub.receive(PATIENCE)).contains(Message.of("topic"));

      sub.unsubscribe("topic");
      assertThat(peer.receive()).isEqualTo(UNSUBSCRIBED);
    }
  }

  @Test
  void libzmqIsWelcomed() throws Exception {
    try (var context = Context.open();
        var pub =
            Pub.open(context)
                .set(PubSubOptions.WELCOME_MESSAGE, Frame.of("welcome"))
                .bind("tcp://127.0.0.1:*");
        var peer = LibzmqPeer.open("SUB")) {
      peer.subscribe(Frame.of("wel"));
      peer.connect(pub.endpoint());
      assertThat(peer.receive()).isEqualTo(Message.of("welcome"));
    }
  }

  @Test
  void libzmqWelcomes() throws Exception {
    try (var context = Context.open();
        var sub = Sub.open(context).subscribe("wel");
        var deaf = Sub.open(context).subscribe("something else");
        var peer = LibzmqPeer.open("XPUB").set("XPUB_WELCOME_MSG", Frame.of("welcome"))) {
      var endpoint = peer.bind("tcp://127.0.0.1:*");
      sub.connect(endpoint);
      deaf.connect(endpoint);
      peer.receive();
      peer.receive();
      assertThat(sub.receive(PATIENCE)).contains(Message.of("welcome"));
      peer.send(Message.of("something else"));
      assertThat(deaf.receive(PATIENCE)).contains(Message.of("something else"));
    }
  }

  @Test
  void aSubscriberOfLibzmqThatHangsHoldsNobodyBack() throws Exception {
    try (var context = Context.open();
        var pub =
            Pub.open(context)
                .set(SocketOptions.SEND_HIGH_WATER_MARK, 10)
                .set(SocketOptions.LINGER, Duration.ZERO)
                .bind("tcp://127.0.0.1:*");
        var hung = LibzmqPeer.open("SUB");
        var well = LibzmqPeer.open("SUB")) {
      for (var peer : new LibzmqPeer[] {hung, well}) {
        peer.subscribe(Frame.of("topic"));
        peer.connect(pub.endpoint());
      }
      assertThat(pub.awaitSubscribers(2, PATIENCE)).isTrue();
      hung.freeze();

      for (var i = 0; i < MANY; i++) {
        assertThat(pub.trySend(large(i))).isTrue();
        assertThat(ForeignPeer.last(well.receive())).isEqualTo(ForeignPeer.number(i));
      }

      assertThat(pub.stats().dropped().get(DropReason.PEER_FULL)).isPositive();
    }
  }

  @Test
  void aSubscriberThatIsNotReadHoldsLibzmqAndTheOthersNotBack() throws Exception {
    try (var context = Context.open();
        var idle = Sub.open(context).set(SocketOptions.RECEIVE_HIGH_WATER_MARK, 10);
        var sub = Sub.open(context);
        var peer = LibzmqPeer.open("XPUB").set("SNDHWM", 10).set("XPUB_VERBOSE", 1)) {
      var endpoint = peer.bind("tcp://127.0.0.1:*");
      for (var each : new Sub[] {idle, sub}) {
        each.subscribe("topic").connect(endpoint);
        assertThat(peer.receive()).isEqualTo(SUBSCRIBED);
      }

      for (var i = 0; i < MANY; i++) {
        peer.send(large(i));
        assertThat(sub.receive(PATIENCE).map(ForeignPeer::last)).contains(ForeignPeer.number(i));
      }

      var kept = 0;
      while (idle.receive(SOON).isPresent()) {
        kept++;
      }
      assertThat(kept).isBetween(20, MANY - 1);
    }
  }

  private static Message large(int number) {
    return Message.of("topic")
        .append(Frame.wrap(new byte[SIZE]))
        .append(ForeignPeer.number(number));
  }

  @Test
  void aProxyStandsBetweenPeersOfLibzmq() throws Exception {
    try (var context = Context.open();
        var front = XSub.open(context).bind("tcp://127.0.0.1:*");
        var back = XPub.open(context).bind("tcp://127.0.0.1:*");
        var proxy = Proxy.start(front, back);
        var publisher = LibzmqPeer.open("XPUB");
        var subscriber = LibzmqPeer.open("SUB")) {
      publisher.connect(front.endpoint());
      subscriber.connect(back.endpoint());
      subscriber.subscribe(Frame.of("topic"));
      assertThat(publisher.receive()).isEqualTo(SUBSCRIBED);
      publisher.send(Message.of("other", "news"));
      publisher.send(Message.of("topic", "news"));
      assertThat(subscriber.receive()).isEqualTo(Message.of("topic", "news"));
      subscriber.unsubscribe(Frame.of("topic"));
      assertThat(publisher.receive()).isEqualTo(UNSUBSCRIBED);
      assertThat(proxy).isNotNull();
    }
  }

  @Test
  void messagesQueuedBeforeASubscriptionAreNotForIt() throws Exception {
    try (var context = Context.open();
        var pub = Pub.open(context).bind("tcp://127.0.0.1:*");
        var peer = LibzmqPeer.open("SUB")) {
      peer.connect(pub.endpoint());
      assertThat(pub.awaitPeers(1, PATIENCE)).isTrue();
      pub.send(Message.of("topic", "too early"));
      peer.subscribe(Frame.of("topic"));
      peer.lookUntil(() -> pub.topics() == 1);
      pub.send(Message.of("topic", "in time"));
      assertThat(peer.receive()).isEqualTo(Message.of("topic", "in time"));
      assertThat(pub.stats().dropped().get(DropReason.NO_SUBSCRIBER)).isEqualTo(1);
    }
  }
}
