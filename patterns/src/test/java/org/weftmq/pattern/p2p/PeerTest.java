package org.weftmq.pattern.p2p;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.weftmq.BadEndpointException;
import org.weftmq.Context;
import org.weftmq.Message;
import org.weftmq.NoRouteException;
import org.weftmq.NoSuchEndpointException;
import org.weftmq.PeerFullException;
import org.weftmq.Routed;
import org.weftmq.SocketEvent;
import org.weftmq.SocketOptions;
import org.weftmq.WrongStateException;

class PeerTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Message BODY = Message.of("body");

  private final Context context = Context.open();

  @AfterEach
  void close() {
    context.close();
  }

  private Peer peer() {
    return Peer.open(context).set(SocketOptions.RECONNECT_INTERVAL, Duration.ofMillis(5));
  }

  private static String nobody() throws IOException {
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return "tcp://127.0.0.1:" + free.getLocalPort();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"inproc://alice", "tcp://127.0.0.1:*"})
  void eachHasAnIdForTheOther(String endpoint) throws InterruptedException {
    var alice = peer().bind(endpoint);
    var bob = peer();
    var toAlice = bob.connectPeer(alice.endpoint());

    bob.send(toAlice, Message.of("hello"));
    var hello = alice.receive();
    alice.send(hello.id(), Message.of("hello yourself"));

    assertThat(hello.body()).isEqualTo(Message.of("hello"));
    assertThat(bob.receive(SOON)).contains(new Routed(toAlice, Message.of("hello yourself")));
    assertThat(toAlice.frame().size()).isEqualTo(4); // 51/P2P: 32 bits
  }

  @Test
  void anIdLeadsToTheEndpointItWasGivenFor() throws InterruptedException {
    var alice = peer().bind("inproc://alice");
    var carol = peer().bind("inproc://carol");
    var bob = peer().bind("inproc://bob");
    peer().connect("inproc://bob");

    var toAlice = bob.connectPeer("inproc://alice");
    var toCarol = bob.connectPeer("inproc://carol");
    bob.send(toCarol, Message.of("to carol"));
    bob.send(toAlice, Message.of("to alice"));

    assertThat(alice.receive().body().text()).isEqualTo("to alice");
    assertThat(carol.receive().body().text()).isEqualTo("to carol");
  }

  @ParameterizedTest
  @ValueSource(strings = {"inproc://later", "tcp"})
  void whatIsSentBeforeThePeerIsThereWaitsForIt(String where) throws Exception {
    var endpoint = where.equals("tcp") ? nobody() : where;
    var bob = peer().set(SocketOptions.SEND_HIGH_WATER_MARK, 1);
    var toAlice = bob.connectPeer(endpoint);

    bob.send(toAlice, Message.of("early"));
    assertThatThrownBy(() -> bob.send(toAlice, BODY)).isInstanceOf(PeerFullException.class);
    var alice = peer().bind(endpoint);

    assertThat(alice.receive(SOON).map(Routed::body)).contains(Message.of("early"));
  }

  @Test
  void anIdStaysWhenTheConnectionIsRemade() throws Exception {
    var alice = peer().bind("tcp://127.0.0.1:*");
    var endpoint = alice.endpoint();
    var bob = peer();
    var toAlice = bob.connectPeer(endpoint);
    assertThat(bob.awaitPeers(1, SOON)).isTrue();

    alice.close();
    await().until(() -> bob.stats().peers() == 0);
    bob.send(toAlice, Message.of("between"));
    var again = peer().bind(endpoint);

    var between = again.receive(SOON).orElseThrow();
    again.send(between.id(), Message.of("back"));
    assertThat(bob.receive(SOON)).contains(new Routed(toAlice, Message.of("back")));
  }

  @Test
  void withoutAQueueThatWaitsThereIsNoRouteUntilThePeerIsThere() throws Exception {
    var endpoint = nobody();
    var bob = peer().set(SocketOptions.IMMEDIATE, true);
    var toAlice = bob.connectPeer(endpoint);
    assertThatThrownBy(() -> bob.send(toAlice, BODY)).isInstanceOf(NoRouteException.class);

    var alice = peer().bind(endpoint);
    assertThat(bob.awaitPeers(1, SOON)).isTrue();
    bob.send(toAlice, BODY);

    assertThat(alice.receive(SOON).map(Routed::body)).contains(BODY);
  }

  @Test
  void refusesAnEndpointThatIsNone() {
    assertThatThrownBy(() -> peer().connectPeer("nowhere"))
        .isInstanceOf(BadEndpointException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"inproc://alice", "tcp://127.0.0.1:*"})
  void whoConnectedDisconnectsTheEndpoint(String endpoint) throws InterruptedException {
    var alice = peer().bind(endpoint);
    var bob = peer();
    var toAlice = bob.connectPeer(alice.endpoint());
    bob.send(toAlice, Message.of("good-bye"));

    bob.disconnectPeer(toAlice);

    assertThatThrownBy(() -> bob.send(toAlice, BODY)).isInstanceOf(NoRouteException.class);
    assertThatThrownBy(() -> bob.disconnect(alice.endpoint()))
        .isInstanceOf(NoSuchEndpointException.class);
    assertThat(alice.receive(SOON).map(Routed::body)).contains(Message.of("good-bye"));
    await().until(() -> alice.stats().peers() == 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"inproc://alice", "tcp://127.0.0.1:*"})
  void theEventSaysWhoEndedIt(String endpoint) throws InterruptedException {
    var alice = peer().bind(endpoint);
    var bob = peer();
    try (var events = bob.events()) {
      var toAlice = bob.connectPeer(alice.endpoint());
      assertThat(bob.awaitPeers(1, SOON)).isTrue();

      bob.disconnectPeer(toAlice);

      var event = events.next(SOON).orElseThrow();
      while (!(event instanceof SocketEvent.PeerLeft)) {
        event = events.next(SOON).orElseThrow();
      }
      assertThat(((SocketEvent.PeerLeft) event).reason())
          .isEqualTo("this side disconnected the peer");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"inproc://alice", "tcp://127.0.0.1:*"})
  void whoWasConnectedToEndsThatPeerAlone(String endpoint) throws InterruptedException {
    var alice = peer().bind(endpoint);
    var bob = Peer.open(context).set(SocketOptions.RECONNECT, false);
    var carol = Peer.open(context);
    bob.send(bob.connectPeer(alice.endpoint()), Message.of("bob"));
    var fromBob = alice.receive();
    carol.send(carol.connectPeer(alice.endpoint()), Message.of("carol"));
    var fromCarol = alice.receive();

    alice.disconnectPeer(fromBob.id());

    await().until(() -> bob.stats().peers() == 0);
    alice.send(fromCarol.id(), BODY);
    assertThat(carol.receive(SOON).map(Routed::body)).contains(BODY);
    assertThatThrownBy(() -> alice.disconnectPeer(fromBob.id()))
        .isInstanceOf(NoRouteException.class)
        .hasMessageContaining("cannot disconnect peer");
  }

  @Test
  void sendsNoMessageOfMoreFrames() {
    var bob = peer();
    var id = bob.connectPeer("inproc://alice");

    assertThatThrownBy(() -> bob.send(id, Message.of("two", "frames")))
        .isInstanceOf(WrongStateException.class)
        .hasMessageContaining("PEER")
        .hasMessageContaining("51/P2P");
    assertThat(bob.stats().offered()).isZero();
  }
}
