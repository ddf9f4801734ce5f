package org.weftmq.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.weftmq.BadOptionException;
import org.weftmq.ConnectionMessages;
import org.weftmq.Context;
import org.weftmq.Duplex;
import org.weftmq.Message;
import org.weftmq.Option;
import org.weftmq.SocketOptions;
import org.weftmq.SocketType;
import org.weftmq.pattern.clientserver.Client;
import org.weftmq.pattern.clientserver.Server;
import org.weftmq.pattern.p2p.Peer;
import org.weftmq.pattern.reqrep.Dealer;
import org.weftmq.pattern.reqrep.Rep;
import org.weftmq.pattern.reqrep.Req;
import org.weftmq.pattern.reqrep.Router;

class ConnectionMessagesTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Message HELLO = Message.of("hello");
  private static final Message BYE = Message.of("bye");
  private static final Message HICCUP = Message.of("hiccup");
  private static final Message EMPTY = Message.of("");

  private final Context context = Context.open();

  @AfterEach
  void close() {
    context.close();
  }

  private Duplex open(SocketType type) {
    var socket = Sockets.open(context, type);
    socket.set(SocketOptions.RECONNECT_INTERVAL, Duration.ofMillis(5));
    socket.set(SocketOptions.RECONNECT_INTERVAL_MAX, Duration.ofMillis(5));
    return socket;
  }

  /** The next message, without the frame in front that says from whom it is. */
  private static Message next(Duplex socket) throws InterruptedException {
    var message = socket.receive(SOON).orElseThrow();
    var addressed =
        List.of(SocketType.ROUTER, SocketType.SERVER, SocketType.PEER).contains(socket.type());
    return addressed ? message.skip(1) : message;
  }

  @ParameterizedTest
  @CsvSource({
    "ROUTER, DEALER, inproc://a",
    "DEALER, ROUTER, inproc://a",
    "CLIENT, SERVER, inproc://a",
    "SERVER, CLIENT, inproc://a",
    "PEER, PEER, inproc://a",
    "DEALER, DEALER, inproc://a",
    "ROUTER, ROUTER, inproc://a",
    "ROUTER, DEALER, tcp://127.0.0.1:*",
    "DEALER, ROUTER, tcp://127.0.0.1:*",
    "CLIENT, SERVER, tcp://127.0.0.1:*",
    "SERVER, CLIENT, tcp://127.0.0.1:*",
    "PEER, PEER, tcp://127.0.0.1:*"
  })
  void thePeerIsGreetedFirstWhicheverSideConnects(SocketType greeter, SocketType type, String at)
      throws InterruptedException {
    try (var one = open(greeter);
        var other = open(type)) {
      one.set(ConnectionMessages.HELLO, HELLO);
      one.bind(at);
      other.connect(one.endpoint());
      assertThat(next(other)).isEqualTo(HELLO);
    }
    try (var one = open(greeter);
        var other = open(type)) {
      one.set(ConnectionMessages.HELLO, HELLO);
      other.bind(at);
      one.connect(other.endpoint());
      assertThat(next(other)).isEqualTo(HELLO);
      assertThat(one.stats().isBalanced()).isTrue();
      assertThat(one.stats().offered()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"inproc://late", "tcp://127.0.0.1:*"})
  void whatWasQueuedBeforeThePeerCameComesAfterTheHello(String at) throws InterruptedException {
    var endpoint = freed(at);
    try (var dealer = open(SocketType.DEALER)) {
      dealer.set(ConnectionMessages.HELLO, HELLO);
      dealer.connect(endpoint);
      for (var i = 0; i < 5; i++) {
        dealer.send(Message.of("" + i));
      }

      try (var other = open(SocketType.DEALER)) {
        other.bind(endpoint);

        assertThat(next(other)).isEqualTo(HELLO);
        for (var i = 0; i < 5; i++) {
          assertThat(next(other)).isEqualTo(Message.of("" + i));
        }
      }
    }
  }

  /** An endpoint at which nobody is bound now. */
  private String freed(String at) {
    try (var socket = open(SocketType.DEALER)) {
      socket.bind(at);
      return socket.endpoint();
    }
  }

  @Test
  void thePeerIsGreetedAgainWhenTheConnectionIsMadeAnew() throws InterruptedException {
    var endpoint = freed("tcp://127.0.0.1:*");
    try (var dealer = open(SocketType.DEALER)) {
      dealer.set(ConnectionMessages.HELLO, HELLO);
      dealer.set(ConnectionMessages.HICCUP, HICCUP);
      dealer.connect(endpoint);
      for (var i = 0; i < 3; i++) {
        try (var router = open(SocketType.ROUTER)) {
          router.bind(endpoint);
          assertThat(next(router)).isEqualTo(HELLO);
        }
        assertThat(next(dealer)).isEqualTo(HICCUP);
      }
      assertThat(dealer.tryReceive()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ROUTER, DEALER, inproc://a",
    "SERVER, CLIENT, inproc://a",
    "PEER, PEER, inproc://a",
    "ROUTER, DEALER, tcp://127.0.0.1:*",
    "SERVER, CLIENT, tcp://127.0.0.1:*",
    "PEER, PEER, tcp://127.0.0.1:*"
  })
  void aPeerThatLeavesIsHeardOfAfterAllThatItSent(SocketType type, SocketType peer, String at)
      throws InterruptedException {
    try (var socket = open(type)) {
      socket.set(ConnectionMessages.DISCONNECT, BYE);
      socket.bind(at);
      try (var leaving = open(peer)) {
        leaving.set(ConnectionMessages.HELLO, HELLO);
        leaving.connect(socket.endpoint());
        assertThat(leaving.awaitPeers(1, SOON)).isTrue();
      }

      var hello = socket.receive(SOON).orElseThrow();
      var bye = socket.receive(SOON).orElseThrow();

      assertThat(hello.skip(1)).isEqualTo(HELLO);
      assertThat(bye.skip(1)).isEqualTo(BYE);
      assertThat(bye.first()).isEqualTo(hello.first());
      assertThat(socket.tryReceive()).isEmpty();
    }
  }

  @Test
  void aSideThatConnectedOverInprocHearsOfItToo() throws InterruptedException {
    try (var peer = open(SocketType.PEER)) {
      peer.set(ConnectionMessages.DISCONNECT, BYE);
      peer.set(ConnectionMessages.HICCUP, HICCUP);
      try (var bound = open(SocketType.PEER)) {
        bound.bind("inproc://a");
        peer.connect("inproc://a");
      }

      assertThat(next(peer)).isEqualTo(BYE);
      assertThat(peer.tryReceive()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"DEALER, ROUTER", "CLIENT, SERVER", "PEER, PEER"})
  void aConnectionThatBreaksIsHeardOfByTheSideThatMadeIt(SocketType type, SocketType peer)
      throws InterruptedException {
    try (var socket = open(type)) {
      socket.set(ConnectionMessages.DISCONNECT, BYE);
      socket.set(ConnectionMessages.HICCUP, HICCUP);
      try (var bound = open(peer)) {
        bound.set(ConnectionMessages.HELLO, HELLO);
        bound.bind("tcp://127.0.0.1:*");
        socket.connect(bound.endpoint());
        assertThat(next(socket)).isEqualTo(HELLO);
      }

      assertThat(next(socket)).isEqualTo(HICCUP);
      assertThat(socket.tryReceive()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "REQ, inproc://a",
    "DEALER, inproc://a",
    "ROUTER, inproc://a",
    "REQ, tcp://127.0.0.1:*",
    "DEALER, tcp://127.0.0.1:*",
    "ROUTER, tcp://127.0.0.1:*"
  })
  void aProbeTellsARouterOfItsPeer(SocketType type, String at) throws InterruptedException {
    try (var router = open(SocketType.ROUTER);
        var probing = open(type)) {
      router.bind(at);
      probing.set(ConnectionMessages.PROBE_ROUTER, true);
      probing.connect(router.endpoint());

      assertThat(next(router)).isEqualTo(EMPTY);
      assertThat(probing.stats().offered()).isZero();
    }
  }

  @Test
  void eachConnectionBeginsWithAProbe() throws InterruptedException {
    var endpoint = freed("tcp://127.0.0.1:*");
    try (var dealer = open(SocketType.DEALER)) {
      dealer.set(ConnectionMessages.PROBE_ROUTER, true);
      dealer.connect(endpoint);
      for (var i = 0; i < 3; i++) {
        try (var router = open(SocketType.ROUTER)) {
          router.bind(endpoint);
          assertThat(next(router)).isEqualTo(EMPTY);
        }
      }
    }
  }

  @Test
  void aProbeDisturbsNoRequest() throws InterruptedException {
    try (var rep = Rep.open(context).bind("inproc://a");
        var req =
            Req.open(context).set(ConnectionMessages.PROBE_ROUTER, true).connect("inproc://a")) {
      Thread.startVirtualThread(() -> rep.serve(m -> m));

      assertThat(req.request(HELLO, SOON)).contains(HELLO);
    }
  }

  @Test
  void twoRoutersThatProbeEachOtherLearnTheirNames() throws InterruptedException {
    try (var one = Router.open(context).set(ConnectionMessages.PROBE_ROUTER, true);
        var other = Router.open(context).set(ConnectionMessages.PROBE_ROUTER, true)) {
      one.bind("tcp://127.0.0.1:*");
      other.connect(one.endpoint());

      var toOther = one.receive().id();
      var toOne = other.receive().id();
      one.send(toOther, HELLO);
      other.send(toOne, BYE);

      assertThat(one.receive().body()).isEqualTo(BYE);
      assertThat(other.receive().body()).isEqualTo(HELLO);
    }
  }

  @Test
  void aTypeOfSingleFramesRefusesAMessageOfSeveral() {
    var two = Message.of("two", "frames");
    try (var server = Server.open(context).set(ConnectionMessages.HELLO, two);
        var client = Client.open(context).set(ConnectionMessages.HICCUP, two);
        var peer = Peer.open(context).set(ConnectionMessages.DISCONNECT, two)) {
      assertThatThrownBy(() -> server.bind("inproc://a"))
          .isInstanceOf(BadOptionException.class)
          .hasMessageContaining("exactly one frame");
      assertThatThrownBy(() -> client.connect("inproc://a")).isInstanceOf(BadOptionException.class);
      assertThatThrownBy(() -> peer.connectPeer("inproc://a"))
          .isInstanceOf(BadOptionException.class);
    }
  }

  @Test
  void otherTypesTakeMessagesOfSeveralFrames() throws InterruptedException {
    var two = Message.of("", "two");
    try (var dealer = Dealer.open(context).set(ConnectionMessages.HELLO, two);
        var rep = Rep.open(context).bind("inproc://a")) {
      dealer.connect("inproc://a");

      rep.receive().reply("welcome");

      assertThat(dealer.receive()).isEqualTo(Message.of("", "welcome"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "hello-message, ROUTER DEALER CLIENT SERVER PEER",
    "disconnect-message, ROUTER SERVER PEER",
    "hiccup-message, DEALER CLIENT PEER",
    "probe-router, REQ DEALER ROUTER"
  })
  void whoHasTheOptionsIsAsInLibzmq(String option, String types) {
    for (var type : new Sockets().types()) {
      try (var socket = Sockets.open(context, type)) {
        assertThat(socket.core().option(option).isPresent())
            .as("%s", type)
            .isEqualTo(List.of(types.split(" ")).contains(type.name()));
      }
    }
  }

  @Test
  void eachLineOfATextIsAFrame() {
    assertThat(ConnectionMessages.HELLO.parse("hello")).isEqualTo(HELLO);
    assertThat(ConnectionMessages.HELLO.parse("\nhello")).isEqualTo(Message.of("", "hello"));
    assertThat(ConnectionMessages.HELLO.parse("a\n\nb\n")).isEqualTo(Message.of("a", "", "b", ""));
    assertThat(ConnectionMessages.HELLO.parse("")).isEqualTo(ConnectionMessages.HELLO.initial());
  }

  @Test
  void anEmptyMessageIsNone() throws InterruptedException {
    try (var router = Router.open(context).bind("inproc://a");
        var dealer = Dealer.open(context)) {
      for (Option<Message> option : List.of(ConnectionMessages.HELLO, ConnectionMessages.HICCUP)) {
        dealer.set(option, HELLO).set(option, EMPTY);
      }
      dealer.connect("inproc://a");
      dealer.send(BYE);

      assertThat(router.receive().body()).isEqualTo(BYE);
    }
  }

  @Test
  void theLedgerBalancesWhateverComesByItself() throws InterruptedException {
    try (var server = Server.open(context).set(ConnectionMessages.HELLO, HELLO)) {
      server.set(ConnectionMessages.DISCONNECT, BYE).bind("tcp://127.0.0.1:*");
      for (var i = 0; i < 5; i++) {
        try (var client =
            Client.open(context).set(ConnectionMessages.HELLO, HELLO).connect(server.endpoint())) {
          assertThat(client.receive()).isEqualTo(HELLO);
          client.send("request");
        }
        var hello = server.receive();
        assertThat(hello.body()).isEqualTo(HELLO);
        assertThat(server.receive().body()).isEqualTo(Message.of("request"));
        assertThat(server.receive()).isEqualTo(hello.reply(BYE));
      }
      await().until(() -> server.stats().peers() == 0);
      assertThat(server.stats().offered()).isZero();
      assertThat(server.stats().isBalanced()).isTrue();
    }
  }
}
