package org.weftmq.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.weftmq.interop.ForeignPeer.PATIENCE;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.weftmq.Context;
import org.weftmq.Message;
import org.weftmq.RoutingId;
import org.weftmq.SocketEvent;
import org.weftmq.SocketOptions;
import org.weftmq.SocketType;
import org.weftmq.pattern.pipeline.Pull;
import org.weftmq.pattern.pipeline.Push;
import org.weftmq.pattern.reqrep.Dealer;

/** What libzmq and Weft learn of each other before the first message (37/ZMTP, READY). */
@Needs(Binding.PYZMQ)
class LibzmqHandshakeTest {
  private static final String LOCAL = "tcp://127.0.0.1:*";

  @Test
  void libzmqSeesOurTypeAndIdentity() throws Exception {
    try (var context = Context.open();
        var dealer = Dealer.open(context).set(SocketOptions.ROUTING_ID, RoutingId.of("weft"));
        var peer = LibzmqPeer.open("ROUTER")) {
      peer.watch();
      dealer.connect(peer.bind(LOCAL));

      dealer.send("hello");

      assertThat(peer.sees("HANDSHAKE_SUCCEEDED", PATIENCE)).isTrue();
      assertThat(peer.properties("Socket-Type", "Identity", "Peer-Address"))
          .containsExactly("DEALER", "weft", "127.0.0.1");
    }
  }

  @Test
  void weSeeTheTypeAndIdentityOfLibzmq() throws Exception {
    try (var context = Context.open();
        var dealer = Dealer.open(context).bind(LOCAL);
        var events = dealer.events();
        var peer = LibzmqPeer.open("ROUTER")) {
      peer.routingId(RoutingId.of("libzmq"));
      peer.connect(dealer.endpoint());

      var joined = Events.await(events, SocketEvent.PeerJoined.class).peer();

      assertThat(joined.type()).isEqualTo(SocketType.ROUTER);
      assertThat(joined.identity()).isEqualTo(RoutingId.of("libzmq"));
      assertThat(joined.address()).startsWith("127.0.0.1:");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PAIR", "PULL", "REQ", "REP", "DEALER", "ROUTER", "PUB", "SUB"})
  void aPullRefusesWhatIsNoPushAndServesOthers(String type) throws Exception {
    try (var context = Context.open();
        var pull = Pull.open(context).bind(LOCAL);
        var events = pull.events();
        var good = LibzmqPeer.open("PUSH");
        var wrong = LibzmqPeer.open(type)) {
      good.connect(pull.endpoint());
      good.send(Message.of("before"));
      assertThat(pull.receive(PATIENCE)).contains(Message.of("before"));

      wrong.connect(pull.endpoint());

      assertThat(Events.await(events, SocketEvent.HandshakeFailed.class).reason()).contains(type);
      good.send(Message.of("after"));
      assertThat(pull.receive(PATIENCE)).contains(Message.of("after"));
    }
  }

  @Test
  void aWrongPeerThatWeConnectToTakesNoMessages() throws Exception {
    try (var context = Context.open();
        var push = Push.open(context).set(SocketOptions.IMMEDIATE, true);
        var events = push.events();
        var wrong = LibzmqPeer.open("REP");
        var good = LibzmqPeer.open("PULL")) {
      push.connect(wrong.bind(LOCAL));
      Events.await(events, SocketEvent.HandshakeFailed.class);
      push.connect(good.bind(LOCAL));

      Numbers.send(push, 0, 100);

      good.drain(0, 100);
    }
  }
}
