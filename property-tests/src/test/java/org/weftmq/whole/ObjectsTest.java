package org.weftmq.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.weftmq.Context;
import org.weftmq.DropReason;
import org.weftmq.Duplex;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.NoCodecException;
import org.weftmq.ObjectCodec;
import org.weftmq.Proxy;
import org.weftmq.SocketEvent;
import org.weftmq.SocketEvents;
import org.weftmq.SocketOptions;
import org.weftmq.Waiting;
import org.weftmq.WrongContentException;
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
import org.weftmq.test.Crew;
import org.weftmq.test.Scheme;

/** Objects as messages: by reference inside the process, through a codec outside. */
class ObjectsTest {
  private static final Duration TIME = Duration.ofSeconds(10);

  private record Point(int x, int y) {}

  /** Knows points, fails on texts, and has strange ideas about numbers. */
  private static final class Points implements ObjectCodec {
    @Override
    public Frame encode(Object object) throws Exception {
      return switch (object) {
        case Point(int x, int y) -> Frame.of(x + " " + y);
        case String text -> throw new Exception("no texts, such as " + text);
        case Integer number -> Frame.ofObject(number);
        case Long number -> null;
        default -> throw new StackOverflowError();
      };
    }

    @Override
    public Object decode(Frame frame) {
      var parts = frame.text().split(" ");
      return new Point(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
    }

    @Override
    public String toString() {
      return "points";
    }
  }

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

  /** Catches: an object that needs a codec on a way that does not, or does not come back. */
  @ParameterizedTest
  @EnumSource
  void withACodecOnBothSidesTheObjectComesBack(Scheme scheme) throws Exception {
    try (var context = Context.open()) {
      var one =
          Pair.open(context).set(SocketOptions.OBJECT_CODEC, new Points()).bind(scheme.endpoint());
      var other =
          Pair.open(context)
              .set(SocketOptions.OBJECT_CODEC, new Points())
              .connect(one.endpoint().toString());

      other.send(Message.ofObject(point));
      one.send(Message.of(List.of(Frame.of("a"), Frame.ofObject(point), Frame.empty())));

      assertThat(one.receive(TIME).orElseThrow().object(Point.class)).isEqualTo(point);
      var several = other.receive(TIME).orElseThrow();
      assertThat(several.size()).isEqualTo(3);
      assertThat(several.text()).isEqualTo("a");
      assertThat(several.frame(1).object()).isEqualTo(point);
      assertThat(several.frame(2).isEmpty()).isTrue();
    }
  }

  /** Catches: a codec on one side that the other side must have, too. */
  @Test
  void aReceiverWithoutACodecGetsBytes() throws Exception {
    try (var context = Context.open()) {
      var pull = Pull.open(context).bind("tcp://127.0.0.1:*");
      var push =
          Push.open(context)
              .set(SocketOptions.OBJECT_CODEC, new Points())
              .connect(pull.endpoint().toString());

      push.send(Message.ofObject(point));

      var received = pull.receive(TIME).orElseThrow();
      assertThat(received).isEqualTo(Message.of("3 4"));
      assertThatThrownBy(received::object).isInstanceOf(WrongContentException.class);
    }
  }

  /** Catches: bytes of a peer that hurt anybody but whoever takes them for an object. */
  @Test
  void bytesThatAreNoObjectAreTheAskersTrouble() throws Exception {
    try (var context = Context.open()) {
      var pull =
          Pull.open(context)
              .set(SocketOptions.OBJECT_CODEC, new Points())
              .bind("tcp://127.0.0.1:*");
      var push = Push.open(context).connect(pull.endpoint().toString());

      push.send("garbage");
      push.send("1 2");

      var garbage = pull.receive(TIME).orElseThrow();
      assertThat(garbage.text()).isEqualTo("garbage");
      assertThatThrownBy(garbage::object)
          .isInstanceOf(WrongContentException.class)
          .hasMessageContaining("points");
      assertThat(pull.receive(TIME).orElseThrow().object()).isEqualTo(new Point(1, 2));
    }
  }

  /** Catches: an object that vanishes, or takes the socket with it, where there is no codec. */
  @ParameterizedTest
  @EnumSource(names = {"TCP", "IPC"})
  void withoutACodecTheSenderIsTold(Scheme scheme) throws Exception {
    try (var context = Context.open()) {
      var pull = Pull.open(context).bind(scheme.endpoint());
      var push = Push.open(context).connect(pull.endpoint().toString());
      push.awaitPeers(1, TIME);

      assertThatThrownBy(() -> push.send(Message.ofObject(point)))
          .isInstanceOf(NoCodecException.class)
          .hasMessageContaining(Point.class.getName())
          .hasMessageContaining("PULL")
          .hasMessageContaining("set object-codec");
      assertThatThrownBy(() -> push.trySend(Message.ofObject(point)))
          .isInstanceOf(NoCodecException.class);
      push.send("bytes");

      assertThat(pull.receive(TIME)).contains(Message.of("bytes"));
      assertThat(push.stats().offered()).isEqualTo(1);
    }
  }

  /** Catches: an error that does not reach a sender who waited when the peer came. */
  @Test
  void whoWaitedForAPeerIsToldWhatItCannotTake() throws Exception {
    try (var context = Context.open();
        var crew = Crew.Kind.VIRTUAL.crew()) {
      var push = Push.open(context).bind("tcp://127.0.0.1:*");
      var waiting =
          crew.start(
              () ->
                  assertThatThrownBy(() -> push.send(Message.ofObject(point)))
                      .isInstanceOf(NoCodecException.class));
      Waiting.until(waiting);

      var pull = Pull.open(context).connect(push.endpoint().toString());

      crew.join(TIME);
      push.send("next");
      assertThat(pull.receive(TIME)).contains(Message.of("next"));
    }
  }

  /** Catches: a codec whose failure ends a connection, is lost, or is not counted. */
  @Test
  void whatACodecCannotEncodeIsDroppedWithAnEvent() throws Exception {
    try (var context = Context.open()) {
      var pull = Pull.open(context).bind("tcp://127.0.0.1:*");
      var push = Push.open(context).set(SocketOptions.OBJECT_CODEC, new Points());
      var events = push.events();
      push.connect(pull.endpoint().toString());
      push.awaitPeers(1, TIME);

      push.send("before");
      for (var bad : List.of("text", 1, 2L, this)) {
        push.send(Message.ofObject(bad));
      }
      push.send(Message.ofObject(point));

      assertThat(pull.receive(TIME)).contains(Message.of("before"));
      assertThat(pull.receive(TIME)).contains(Message.of("3 4"));
      Awaitility.await().until(() -> push.stats().queued() == 0);
      assertThat(push.stats().dropped()).isEqualTo(Map.of(DropReason.NOT_ENCODED, 4L));
      assertThat(push.stats().isBalanced()).isTrue();
      for (var what : List.of("no texts, such as text", "Integer", "null", "StackOverflow")) {
        assertThat(nextDrop(events))
            .returns(DropReason.NOT_ENCODED, SocketEvent.MessageDropped::kind)
            .extracting(SocketEvent.MessageDropped::reason)
            .asString()
            .contains("points", what);
      }
      assertThat(push.close(TIME).isComplete()).isTrue();
    }
  }

  private static SocketEvent.MessageDropped nextDrop(SocketEvents events)
      throws InterruptedException {
    for (; ; ) {
      if (events.next(TIME).orElseThrow() instanceof SocketEvent.MessageDropped dropped) {
        return dropped;
      }
    }
  }

  /** Catches: a reply that failed and takes its exchange with it. */
  @Test
  void aReplyThatCannotGoOutMayBeGivenAnew() throws Exception {
    try (var context = Context.open()) {
      var rep = Rep.open(context).bind("tcp://127.0.0.1:*");
      var req = Req.open(context).connect(rep.endpoint().toString());
      req.send(Message.of("question"));
      var exchange = rep.receive();

      assertThatThrownBy(() -> exchange.reply(Message.ofObject(point)))
          .isInstanceOf(NoCodecException.class);
      exchange.reply("bytes");

      assertThat(req.receive(TIME)).contains(Message.of("bytes"));
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
