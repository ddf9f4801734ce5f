package org.weftmq.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.weftmq.Context;
import org.weftmq.Duplex;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.NoCodecException;
import org.weftmq.Proxy;
import org.weftmq.pattern.pair.Pair;
import org.weftmq.pattern.pipeline.Pull;
import org.weftmq.pattern.pipeline.Push;
import org.weftmq.pattern.pubsub.Pub;
import org.weftmq.pattern.pubsub.PubSubOptions;
import org.weftmq.pattern.pubsub.Sub;
import org.weftmq.pattern.pubsub.Upstream;
import org.weftmq.pattern.pubsub.XPub;
import org.weftmq.pattern.pubsub.XSub;
import org.weftmq.pattern.reqrep.Dealer;
import org.weftmq.pattern.reqrep.Rep;
import org.weftmq.pattern.reqrep.Req;
import org.weftmq.pattern.reqrep.Router;

/** Objects as messages: by reference inside the process. */
class ObjectsTest {
  private static final Duration TIME = Duration.ofSeconds(10);

  private final Point point = new Point(3, 4);

  /** Catches: a copy. */
  @Test
  void aPairPassesTheReferenceBothWays() throws Exception {
    try (var context = Context.open()) {
      var one = Pair.open(context).bind("inproc://objects");
      var other = Pair.open(context).connect("inproc://objects");

      one.send(Message.ofObject(point));
      assertThat(other.receive().object(Point.class)).isSameAs(point);

      other.send(Message.of(List.of(Frame.of("topic"), Frame.ofObject(point))));
      assertThat(one.receive().frame(1).object()).isSameAs(point);
    }
  }

  /** Catches: a type whose routing looks into what it should pass on. */
  @Test
  void pipelinesAndRoutersPassTheReference() throws Exception {
    try (var context = Context.open()) {
      var pull = Pull.open(context).bind("inproc://work");
      var push = Push.open(context).connect("inproc://work");
      push.send(Message.ofObject(point));
      assertThat(pull.receive().object()).isSameAs(point);

      var router = Router.open(context).bind("inproc://router");
      var dealer = Dealer.open(context).connect("inproc://router");
      dealer.send(Message.ofObject(point));
      var question = router.receive();
      assertThat(question.body().object()).isSameAs(point);
      router.send(question.id(), question.body());
      assertThat(dealer.receive().object()).isSameAs(point);

      var rep = Rep.open(context).bind("inproc://rep");
      var req = Req.open(context).connect("inproc://rep");
      var reply = CompletableFuture.supplyAsync(() -> ask(req));
      rep.receive().reply(Message.ofObject(point));
      assertThat(reply.get(10, TimeUnit.SECONDS).object()).isSameAs(point);
    }
  }

  private Message ask(Req req) {
    try {
      return req.request(Message.ofObject(new Object()));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Catches: a REP that takes an object for the delimiter, or ends because of one. */
  @Test
  void anObjectIsNoEnvelope() throws Exception {
    try (var context = Context.open()) {
      var rep = Rep.open(context).bind("inproc://rep");
      var dealer = Dealer.open(context).connect("inproc://rep");

      dealer.send(Message.ofObject(point));
      dealer.send(Message.of("", "proper"));

      assertThat(rep.receive().request().text()).isEqualTo("proper");
    }
  }

  /** Catches: a fork that cannot be given work as objects. */
  @Test
  void aForkAndItsParentPassTheReference() throws Exception {
    try (var context = Context.open()) {
      var fork = context.fork("echo", pair -> pair.forEach(message -> send(pair, message)));

      fork.send(Message.ofObject(point));

      assertThat(fork.receive().object()).isSameAs(point);
    }
  }

  private static void send(Duplex pair, Message message) {
    try {
      pair.send(message);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Catches: subscribers who get nothing because an object has no topic. */
  @Test
  void whoSubscribesToEverythingGetsObjectsToo() throws Exception {
    try (var context = Context.open()) {
      var pub = Pub.open(context).bind("inproc://pub");
      var all = Sub.open(context).subscribe("").connect("inproc://pub");
      var some = Sub.open(context).subscribe("topic").connect("inproc://pub");
      pub.awaitSubscribers(2, TIME);

      pub.send(Message.ofObject(point));
      pub.send(Message.of(List.of(Frame.of("topic"), Frame.ofObject(point))));

      assertThat(all.receive(TIME).orElseThrow().object()).isSameAs(point);
      assertThat(some.receive(TIME).orElseThrow().frame(1).object()).isSameAs(point);
    }
  }

  /** Catches: a message that some subscribers get though the caller is told that none do. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aPublisherSendsToAllOrTellsTheCaller(boolean noDrop) throws Exception {
    try (var context = Context.open()) {
      var pub =
          XPub.open(context)
              .set(PubSubOptions.NO_DROP, noDrop)
              .bind("inproc://pub")
              .bind("tcp://127.0.0.1:*");
      var inside = Sub.open(context).subscribe("").connect("inproc://pub");
      var outside = Sub.open(context).subscribe("").connect(pub.endpoint().toString());
      pub.awaitSubscribers(2, TIME);

      assertThatThrownBy(() -> pub.send(Message.ofObject(point)))
          .isInstanceOf(NoCodecException.class);
      pub.send("bytes");

      assertThat(inside.receive(TIME)).contains(Message.of("bytes"));
      assertThat(outside.receive(TIME)).contains(Message.of("bytes"));
    }
  }

  /** Catches: an XPUB that an object of a subscriber ends. */
  @Test
  void anObjectIsNoSubscription() throws Exception {
    try (var context = Context.open()) {
      var xpub = XPub.open(context).bind("inproc://pub");
      var xsub = XSub.open(context).connect("inproc://pub");
      xsub.awaitPeers(1, TIME);

      xsub.send(Message.of(List.of(Frame.of("x"), Frame.ofObject(point))));
      xsub.send(Message.ofObject(point));

      var first = (Upstream.Received) xpub.receive(TIME).orElseThrow();
      assertThat(first.message().frame(1).object()).isSameAs(point);
      var second = (Upstream.Received) xpub.receive(TIME).orElseThrow();
      assertThat(second.message().object()).isSameAs(point);
    }
  }

  /** Catches: a proxy that an object ends. */
  @Test
  void aProxyDropsWhatItsOtherSideCannotTake() throws Exception {
    try (var context = Context.open()) {
      var in = Pull.open(context).bind("inproc://in");
      var sink = Pull.open(context).bind("tcp://127.0.0.1:*");
      var out = Push.open(context).connect(sink.endpoint().toString());
      var push = Push.open(context).connect("inproc://in");
      try (var proxy = Proxy.start(in, out)) {
        push.send(Message.ofObject(point));
        push.send("bytes");

        assertThat(sink.receive(TIME)).contains(Message.of("bytes"));
        assertThat(proxy.stats().toBack().undeliverable()).isEqualTo(1);
      }
    }
  }
}
