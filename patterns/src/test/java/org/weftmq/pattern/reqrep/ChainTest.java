package org.weftmq.pattern.reqrep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.weftmq.Context;
import org.weftmq.Duplex;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.RoutingId;
import org.weftmq.SocketClosedException;
import org.weftmq.SocketType;
import org.weftmq.WrongStateException;
import org.weftmq.pattern.Sockets;

/** Requests and replies through sockets in a row, whose envelopes each adds to (28/REQREP). */
class ChainTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(50);
  private static final RoutingId BACK = RoutingId.of("back");
  private static final String TCP = "tcp://127.0.0.1:*";
  private static final String INPROC = "inproc://chain";

  private final Context context = Context.open();

  @AfterEach
  void close() {
    context.close();
  }

  private Duplex open(SocketType type) {
    return Sockets.open(context, type);
  }

  /** Passes everything on between two sockets until the context is closed. */
  private static void relay(Duplex from, Duplex to) {
    Thread.startVirtualThread(
        () -> {
          try {
            for (var message : from) {
              to.send(message);
            }
          } catch (InterruptedException | SocketClosedException e) {
            // the test is over
          }
        });
  }

  /** A ROUTER and a DEALER with what passes between them; where the ROUTER is bound. */
  private String broker(int number, String next) {
    var front = open(SocketType.ROUTER);
    var back = open(SocketType.DEALER);
    front.bind(next.startsWith("tcp") ? TCP : INPROC + number);
    back.connect(next);
    relay(front, back);
    relay(back, front);
    return front.endpoint();
  }

  @ParameterizedTest
  @ValueSource(strings = {INPROC, TCP})
  void aRequestFindsItsWayThroughManyBrokersAndItsReplyBack(String at) throws Exception {
    var rep = Rep.open(context).bind(at);
    Thread.startVirtualThread(() -> rep.serve(m -> m.append(Frame.of("answered"))));
    var end = rep.endpoint();
    for (var i = 0; i < 4; i++) {
      end = broker(i, end);
    }
    try (var one = Req.open(context).connect(end);
        var other = Req.open(context).set(Req.CORRELATE, true).connect(end)) {
      for (var i = 0; i < 20; i++) {
        assertThat(one.request(Message.of("one", "", "" + i), SOON))
            .contains(Message.of("one", "", "" + i, "answered"));
        assertThat(other.request(Message.of("other" + i), SOON))
            .contains(Message.of("other" + i, "answered"));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {INPROC, TCP})
  void anEnvelopeMayBeDeep(String at) throws Exception {
    var rep = Rep.open(context).bind(at);
    Thread.startVirtualThread(() -> rep.serve(m -> Message.of("re: " + m.text())));
    try (var dealer = Dealer.open(context).connect(rep.endpoint())) {
      for (var depth : List.of(0, 1, 2, 50, 500)) {
        var envelope = new ArrayList<Frame>();
        for (var i = 0; i < depth; i++) {
          envelope.add(Frame.of("hop" + i));
        }
        envelope.add(Frame.empty());
        var request = new ArrayList<>(envelope);
        request.add(Frame.of("q" + depth));

        dealer.send(Message.of(request));

        var reply = dealer.receive(SOON).orElseThrow();
        envelope.add(Frame.of("re: q" + depth));
        assertThat(reply).isEqualTo(Message.of(envelope));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {INPROC, TCP})
  void aRepPassesOverWhatIsNoRequestAndGoesOn(String at) throws Exception {
    var rep = Rep.open(context).bind(at);
    try (var dealer = Dealer.open(context).connect(rep.endpoint())) {
      dealer.send(Message.of("no", "delimiter"));
      dealer.send(Message.of("alone"));
      dealer.send(Message.of(""));
      dealer.send(Message.of("nothing behind it", ""));
      dealer.send(Message.of("", "good"));

      var exchange = rep.receive(SOON).orElseThrow();
      exchange.reply("re: good");

      assertThat(exchange.request()).isEqualTo(Message.of("good"));
      assertThat(dealer.receive(SOON)).contains(Message.of("", "re: good"));
      assertThat(dealer.tryReceive()).isEmpty();
      assertThat(rep.stats().peers()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {INPROC, TCP})
  void aReqPassesOverWhatIsNoReplyAndWaitsOn(String at) throws Exception {
    var router = Router.open(context).bind(at);
    try (var req = Req.open(context).set(Req.CORRELATE, true).connect(router.endpoint())) {
      var asking = new FutureTask<>(() -> req.request(Message.of("question"), SOON));
      Thread.startVirtualThread(asking);
      var request = router.receive(SOON).orElseThrow();
      var body = request.body(); // number, delimiter, question

      router.send(request.id(), Message.of("no envelope"));
      router.send(request.id(), Message.of("", "no number"));
      router.send(request.id(), Message.of("9999", "", "another number"));
      router.send(request.id(), Message.of(List.of(body.first(), body.frame(2))));
      router.send(request.id(), Message.of(List.of(body.first(), body.frame(1))));
      router.send(request.id(), body);

      assertThat(asking.get()).contains(Message.of("question"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {INPROC, TCP})
  void dealersTalkToEachOtherAsTheyLike(String at) throws Exception {
    var one = Dealer.open(context).bind(at);
    try (var other = Dealer.open(context).connect(one.endpoint())) {
      for (var i = 0; i < 100; i++) {
        other.send(Message.of("" + i, "", "of the other"));
      }
      assertThat(one.awaitPeers(1, SOON)).isTrue();
      for (var i = 0; i < 100; i++) {
        one.send("" + i);
      }
      for (var i = 0; i < 100; i++) {
        assertThat(one.receive(SOON)).contains(Message.of("" + i, "", "of the other"));
        assertThat(other.receive(SOON)).contains(Message.of("" + i));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {INPROC, TCP})
  void aRouterServesManyKindsOfPeersAtOnce(String at) throws Exception {
    var router = open(SocketType.ROUTER);
    router.bind(at);
    relay(router, router); // everything goes back to where it came from
    try (var req = Req.open(context).connect(router.endpoint());
        var dealer = Dealer.open(context).connect(router.endpoint());
        var other = Router.open(context).connect(router.endpoint(), BACK)) {
      assertThat(other.awaitPeers(1, SOON)).isTrue();
      other.send(BACK, Message.of("from a router"));
      dealer.send(Message.of("from", "", "a dealer"));

      assertThat(req.request(Message.of("from a req"), SOON)).contains(Message.of("from a req"));
      assertThat(dealer.receive(SOON)).contains(Message.of("from", "", "a dealer"));
      assertThat(other.receive(SOON).orElseThrow().body()).isEqualTo(Message.of("from a router"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {INPROC, TCP})
  void whoIsOutOfTurnIsToldTheRule(String at) throws Exception {
    var rep = Rep.openInTurns(context);
    rep.bind(at);
    try (var req = Req.open(context).connect(rep.endpoint())) {
      assertThatThrownBy(() -> req.receive(SHORT))
          .isInstanceOf(WrongStateException.class)
          .hasMessageContaining("send one first");
      req.send("1");
      assertThatThrownBy(() -> req.send("2"))
          .isInstanceOf(WrongStateException.class)
          .hasMessageContaining("receive its reply first");
      assertThatThrownBy(() -> rep.send("early"))
          .isInstanceOf(WrongStateException.class)
          .hasMessageContaining("receive one first");
      assertThat(rep.receive(SOON)).contains(Message.of("1"));
      assertThatThrownBy(() -> rep.receive(SHORT))
          .isInstanceOf(WrongStateException.class)
          .hasMessageContaining("send its reply first");
      rep.send("re: 1");

      assertThat(req.receive(SOON)).contains(Message.of("re: 1"));
    }
  }
}
