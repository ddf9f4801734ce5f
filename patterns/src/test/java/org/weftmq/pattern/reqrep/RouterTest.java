package org.weftmq.pattern.reqrep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.weftmq.BadEndpointException;
import org.weftmq.BadOptionException;
import org.weftmq.Context;
import org.weftmq.DropReason;
import org.weftmq.Message;
import org.weftmq.NoRouteException;
import org.weftmq.PeerFullException;
import org.weftmq.Routed;
import org.weftmq.RoutingId;
import org.weftmq.SocketEvent;
import org.weftmq.SocketOptions;
import org.weftmq.SocketType;
import org.weftmq.WrongStateException;
import org.weftmq.pattern.Sockets;
import org.weftmq.pattern.fixture.Relay;

class RouterTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(20);
  private static final Message BODY = Message.of("body");
  private static final RoutingId ALICE = RoutingId.of("alice");
  private static final RoutingId BOB = RoutingId.of("bob");

  private final Context context = Context.open();
  private final Router router =
      Router.open(context).set(SocketOptions.SEND_HIGH_WATER_MARK, 1).bind("inproc://router");

  @AfterEach
  void close() {
    context.close();
  }

  private Dealer dealer(RoutingId id) {
    return dealer(id, "inproc://router");
  }

  private Dealer dealer(RoutingId id, String endpoint) {
    return Dealer.open(context)
        .set(SocketOptions.ROUTING_ID, id)
        .set(SocketOptions.RECEIVE_HIGH_WATER_MARK, 1)
        .set(SocketOptions.RECONNECT_INTERVAL, Duration.ofMillis(10))
        .connect(endpoint);
  }

  private void fill(RoutingId id) {
    while (router.trySend(id, BODY)) {
      continue;
    }
  }

  @Test
  void answersAnAnonymousPeer() throws InterruptedException {
    try (var dealer = dealer(RoutingId.none())) {
      dealer.send("who am I?");
      var question = router.receive();

      router.send(question.id(), BODY);

      assertThat(question.id().isGenerated()).isTrue();
      assertThat(dealer.receive()).isEqualTo(BODY);
    }
  }

  @Test
  void refusesAMessageWithoutARoute() {
    assertThatThrownBy(() -> router.send(ALICE, BODY)).isInstanceOf(NoRouteException.class);
    assertThatThrownBy(() -> router.trySend(ALICE, BODY)).isInstanceOf(NoRouteException.class);
    assertThatThrownBy(() -> router.send(ALICE, BODY, SOON)).isInstanceOf(NoRouteException.class);
  }

  @Test
  void refusesAMessageForAFullPeer() {
    try (var alice = dealer(ALICE)) {
      fill(ALICE);

      assertThatThrownBy(() -> router.send(ALICE, BODY))
          .isInstanceOf(PeerFullException.class)
          .hasMessageContaining(ALICE.toString());
      assertThat(alice.tryReceive()).contains(BODY);
    }
  }

  @Test
  void waitsForAFullPeerIfGivenTime() throws InterruptedException, ExecutionException {
    try (var alice = dealer(ALICE)) {
      fill(ALICE);
      assertThat(router.send(ALICE, BODY, SHORT)).isFalse();
      var sent = new FutureTask<>(() -> router.send(ALICE, Message.of("waited"), SOON));
      Thread.startVirtualThread(sent);

      Message last;
      do {
        last = alice.receive();
      } while (last.equals(BODY));

      assertThat(last).isEqualTo(Message.of("waited"));
      assertThat(sent.get()).isTrue();
    }
  }

  @Test
  void whoWaitsForOnePeerDelaysNoOther() throws InterruptedException, ExecutionException {
    try (var alice = dealer(ALICE);
        var bob = dealer(BOB)) {
      fill(ALICE);
      var waiting = new FutureTask<>(() -> router.send(ALICE, BODY, Duration.ofMillis(200)));
      Thread.startVirtualThread(waiting);

      assertThat(router.send(BOB, BODY, SOON)).isTrue();
      assertThat(bob.receive()).isEqualTo(BODY);
      assertThat(waiting.get()).isFalse();
      assertThat(alice.receive()).isEqualTo(BODY);
    }
  }

  @Test
  void whoWaitsForAPeerLearnsThatItLeft() {
    try (var alice = dealer(ALICE)) {
      fill(ALICE);
      var waiting = new FutureTask<>(() -> router.send(ALICE, BODY, SOON));
      Thread.startVirtualThread(waiting);

      alice.close(Duration.ZERO);

      assertThatThrownBy(waiting::get).hasCauseInstanceOf(NoRouteException.class);
    }
  }

  @Test
  void countsWhatItDropsIfThatIsAllowed() {
    router.set(Router.MANDATORY, false);
    try (var alice = dealer(ALICE)) {
      router.send(BOB, BODY);
      router.send(ALICE, BODY);
      router.send(ALICE, BODY);
      router.send(ALICE, BODY);

      assertThat(router.stats().dropped())
          .containsEntry(DropReason.NO_ROUTE, 1L)
          .containsEntry(DropReason.PEER_FULL, 1L);
      assertThat(router.stats().isBalanced()).isTrue();
      assertThat(alice.tryReceive()).contains(BODY);
    }
  }

  @Test
  void anEventTellsWhyANewcomerIsRefused() throws InterruptedException {
    router.bind("tcp://127.0.0.1:*");
    try (var first = dealer(ALICE, router.endpoint());
        var events = router.events()) {
      assertThat(first.awaitPeers(1, SOON)).isTrue();
      try (var second = dealer(ALICE, router.endpoint())) {
        var reason = "";
        while (!reason.contains("in use by another peer")) {
          if (events.next(SOON).orElseThrow() instanceof SocketEvent.HandshakeFailed failed) {
            reason = failed.reason();
          }
        }

        router.send(ALICE, BODY);
        assertThat(first.receive()).isEqualTo(BODY);
        assertThat(second.tryReceive()).isEmpty();
      }
    }
  }

  @Test
  void aNewcomerTakesAnIdOverIfThatIsAllowed() throws InterruptedException {
    router.set(Router.HANDOVER, true).bind("tcp://127.0.0.1:*");
    try (var first =
        Dealer.open(context)
            .set(SocketOptions.ROUTING_ID, ALICE)
            .set(SocketOptions.RECONNECT, false) // else it would take the id back
            .connect(router.endpoint())) {
      first.send("first");
      assertThat(router.receive().body()).isEqualTo(Message.of("first"));
      try (var second = dealer(ALICE, router.endpoint())) {
        second.send("second");
        assertThat(router.receive().body()).isEqualTo(Message.of("second"));

        router.send(ALICE, BODY);

        assertThat(second.receive()).isEqualTo(BODY);
      }
    }
  }

  @Test
  void aPeerThatComesBackHasItsId() throws InterruptedException {
    router.bind("tcp://127.0.0.1:*");
    for (var i = 0; i < 3; i++) {
      try (var alice = dealer(ALICE, router.endpoint())) {
        assertThat(router.awaitPeers(1, SOON)).isTrue();
        router.send(ALICE, BODY);
        assertThat(alice.receive()).isEqualTo(BODY);
      }
      await().until(() -> router.stats().peers() == 0);
    }
  }

  @Test
  void knowsThePeerItConnectsByTheIdItGives() throws InterruptedException {
    router.bind("tcp://127.0.0.1:*");
    try (var other = Router.open(context)) {
      assertThatThrownBy(() -> other.send(ALICE, BODY)).isInstanceOf(NoRouteException.class);
      other.connect(router.endpoint(), ALICE);
      assertThat(other.awaitPeers(1, SOON)).isTrue();

      other.send(ALICE, BODY);
      var received = router.receive();
      router.send(received.id(), Message.of("back"));

      assertThat(received.body()).isEqualTo(BODY);
      assertThat(received.id().isGenerated()).isTrue(); // the name stays on the other side
      assertThat(other.receive()).isEqualTo(new Routed(ALICE, Message.of("back")));
    }
  }

  @Test
  void knowsThePeerByThatIdAlsoWhenTheConnectionIsMadeAnew() throws InterruptedException {
    router.bind("tcp://127.0.0.1:*");
    var endpoint = router.endpoint();
    try (var other =
        Router.open(context)
            .set(SocketOptions.RECONNECT_INTERVAL, Duration.ofMillis(10))
            .connect(endpoint, ALICE)) {
      assertThat(other.awaitPeers(1, SOON)).isTrue();
      router.close();
      await().until(() -> other.stats().peers() == 0);
      assertThatThrownBy(() -> other.send(ALICE, BODY)).isInstanceOf(NoRouteException.class);

      try (var next = Router.open(context).bind(endpoint)) {
        assertThat(other.awaitPeers(1, SOON)).isTrue();
        other.send(ALICE, BODY);

        assertThat(next.receive().body()).isEqualTo(BODY);
      }
    }
  }

  @Test
  void twoRoutersGiveEachOtherNames() throws InterruptedException {
    try (var other =
        Router.open(context).set(SocketOptions.ROUTING_ID, BOB).connect("inproc://router", ALICE)) {
      assertThat(router.awaitPeers(1, SOON)).isTrue();
      assertThat(other.awaitPeers(1, SOON)).isTrue();

      router.send(BOB, BODY);
      other.send(ALICE, BODY);

      assertThat(other.receive()).isEqualTo(new Routed(ALICE, BODY));
      assertThat(router.receive()).isEqualTo(new Routed(BOB, BODY));
    }
  }

  @Test
  void givesNoIdToTwoPeers() throws InterruptedException {
    try (var other = Router.open(context).connect("inproc://router", ALICE);
        var bob = dealer(BOB, other.bind("inproc://other").endpoint())) {
      bob.send(BODY);
      other.receive();

      assertThatThrownBy(() -> other.connect("inproc://elsewhere", ALICE))
          .isInstanceOf(WrongStateException.class)
          .hasMessageContaining(ALICE.toString());
      assertThatThrownBy(() -> other.connect("inproc://elsewhere", BOB))
          .isInstanceOf(WrongStateException.class)
          .hasMessageContaining(BOB.toString());

      other.disconnect("inproc://router");
      other.connect("inproc://router", ALICE);
      assertThat(other.awaitPeers(2, SOON)).isTrue();
      other.send(ALICE, BODY);
      assertThat(router.receive().body()).isEqualTo(BODY);
    }
  }

  @Test
  void anEndpointThatCannotBeConnectedTakesNoId() {
    try (var other = Router.open(context)) {
      assertThatThrownBy(() -> other.connect("tcp://*:1", ALICE))
          .isInstanceOf(BadEndpointException.class);
      assertThatThrownBy(() -> other.connect("inproc://router", RoutingId.none()))
          .isInstanceOf(BadOptionException.class);
      assertThatThrownBy(() -> other.connect("inproc://router", RoutingId.generated(1)))
          .isInstanceOf(BadOptionException.class);

      other.connect("inproc://router", ALICE);
    }
  }

  @Test
  void theOptionNamesThePeerOfTheNextEndpointAlone() throws InterruptedException {
    try (var other = Sockets.open(context, SocketType.ROUTER)) {
      other.set(SocketOptions.CONNECT_ROUTING_ID, ALICE);
      other.connect("inproc://router");
      assertThat(other.get(SocketOptions.CONNECT_ROUTING_ID)).isEqualTo(RoutingId.none());

      other.set(SocketOptions.CONNECT_ROUTING_ID, ALICE);
      assertThatThrownBy(() -> other.connect("inproc://elsewhere"))
          .isInstanceOf(WrongStateException.class)
          .hasMessageContaining(ALICE.toString());

      other.send(Message.of("alice", "body"));
      assertThat(router.receive().body()).isEqualTo(BODY);
    }
  }

  @Test
  void aTypeThatAddressesNobodyTakesNoNameForItsPeer() {
    try (var dealer = Dealer.open(context).set(SocketOptions.CONNECT_ROUTING_ID, ALICE)) {
      assertThatThrownBy(() -> dealer.connect("inproc://router"))
          .isInstanceOf(WrongStateException.class)
          .hasMessageContaining(ALICE.toString());
    }
  }

  @Test
  void aNewcomerDoesNotGetANameThatWasGiven() throws InterruptedException {
    router.connect("tcp://127.0.0.1:1", ALICE); // where nobody is
    try (var events = router.events();
        var alice = dealer(ALICE)) {
      var reason = "";
      while (!reason.contains("is kept for a peer")) {
        if (events.next(SOON).orElseThrow() instanceof SocketEvent.HandshakeFailed failed) {
          reason = failed.reason();
        }
      }
      assertThat(alice.tryReceive()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"inproc://notifying", "tcp://127.0.0.1:*"})
  void tellsOfPeersThatComeAndLeave(String at) throws InterruptedException {
    router.set(Router.NOTIFY_CONNECT, true).set(Router.NOTIFY_DISCONNECT, true).bind(at);
    var endpoint = router.endpoint();
    for (var i = 0; i < 3; i++) {
      try (var alice = dealer(ALICE, endpoint)) {
        assertThat(router.receive()).isEqualTo(new Routed(ALICE, Message.of("")));
        alice.send(BODY);
      }

      assertThat(router.receive()).isEqualTo(new Routed(ALICE, BODY));
      assertThat(router.receive()).isEqualTo(new Routed(ALICE, Message.of("")));
    }
    assertThat(router.core().poll()).isEmpty();
  }

  @Test
  void tellsOfThePeersItConnectsToo() throws InterruptedException {
    router.bind("tcp://127.0.0.1:*");
    try (var other =
        Router.open(context)
            .set(Router.NOTIFY_CONNECT, true)
            .set(Router.NOTIFY_DISCONNECT, true)
            .connect(router.endpoint(), ALICE)) {
      assertThat(other.receive()).isEqualTo(new Routed(ALICE, Message.of("")));

      router.close();

      assertThat(other.receive()).isEqualTo(new Routed(ALICE, Message.of("")));
    }
  }

  @Test
  void aPeerThatGivesNoSignOfLifeLosesItsIdToANewcomer() throws Exception {
    router.set(Router.PROBE_TIMEOUT, Duration.ofMillis(100)).bind("tcp://127.0.0.1:*");
    try (var relay = new Relay(router.endpoint());
        var first = dealer(ALICE, relay.endpoint());
        var events = router.events()) {
      first.send("first");
      assertThat(router.receive().body()).isEqualTo(Message.of("first"));
      relay.fallSilent();

      try (var second = dealer(ALICE, router.endpoint())) {
        second.send("second");
        assertThat(router.receive()).isEqualTo(new Routed(ALICE, Message.of("second")));
        router.send(ALICE, BODY);

        assertThat(second.receive()).isEqualTo(BODY);
        assertThat(first.tryReceive()).isEmpty();
      }
      var reason = "";
      while (!reason.contains("no sign of life when another peer claimed its routing id")) {
        if (events.next(SOON).orElseThrow() instanceof SocketEvent.PeerLeft left) {
          reason = left.reason();
        }
      }
    }
  }

  /** Catches: a newcomer that waits for all the time that the owner has to answer. */
  @Test
  void aPeerThatLivesKeepsItsIdAtOnce() throws InterruptedException {
    router.set(Router.PROBE_TIMEOUT, Duration.ofHours(1)).bind("tcp://127.0.0.1:*");
    try (var first = dealer(ALICE, router.endpoint());
        var events = router.events()) {
      assertThat(first.awaitPeers(1, SOON)).isTrue();
      try (var second = dealer(ALICE, router.endpoint())) {
        for (var refused = 0; refused < 2; ) {
          if (events.next(SOON).orElseThrow() instanceof SocketEvent.HandshakeFailed failed) {
            assertThat(failed.reason()).contains("in use by another peer");
            refused++;
          }
        }

        router.send(ALICE, BODY);
        assertThat(first.receive()).isEqualTo(BODY);
        assertThat(second.tryReceive()).isEmpty();
      }
    }
  }

  @Test
  void closingDoesNotWaitForANewcomerThatWaits() throws Exception {
    router.set(Router.PROBE_TIMEOUT, Duration.ofHours(1)).bind("tcp://127.0.0.1:*");
    try (var relay = new Relay(router.endpoint());
        var first = dealer(ALICE, relay.endpoint())) {
      assertThat(first.awaitPeers(1, SOON)).isTrue();
      relay.fallSilent();
      try (var events = router.events();
          var second = dealer(ALICE, router.endpoint())) {
        while (!(events.next(SOON).orElseThrow() instanceof SocketEvent.Accepted)) {
          continue;
        }

        router.close(Duration.ZERO);

        assertThat(router.core().isClosed()).isTrue();
        second.close(Duration.ZERO);
      }
      first.close(Duration.ZERO);
    }
  }
}
