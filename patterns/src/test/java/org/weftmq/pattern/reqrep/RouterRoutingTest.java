package org.weftmq.pattern.reqrep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.weftmq.ConnectionMessages;
import org.weftmq.DropReason;
import org.weftmq.Message;
import org.weftmq.NoRouteException;
import org.weftmq.Options;
import org.weftmq.Routed;
import org.weftmq.RoutingId;
import org.weftmq.WrongStateException;
import org.weftmq.pattern.fixture.Bench;
import org.weftmq.pattern.fixture.FormerPeers;
import org.weftmq.pattern.fixture.TestPeer;
import org.weftmq.pipe.PipeSignal;
import org.weftmq.spi.Outcome;
import org.weftmq.spi.Peer;
import org.weftmq.spi.PeerRefused;

class RouterRoutingTest {
  private static final RoutingId ALICE = RoutingId.of("alice");

  private final RouterRouting routing = new RouterRouting(7);
  private final Bench<Routed, Routed> bench = new Bench<>(routing, 2);

  private Outcome send(RoutingId to, String text) {
    return bench.send(new Routed(to, Message.of(text)));
  }

  private void set(Options options) {
    routing.options(() -> options);
  }

  @Test
  void sendsToThePeerOfThatId() throws PeerRefused {
    var alice = bench.join("alice");
    var bob = bench.join("bob");

    assertThat(send(RoutingId.of("bob"), "to bob")).isEqualTo(Outcome.ACCEPTED);
    assertThat(send(ALICE, "to alice")).isEqualTo(Outcome.ACCEPTED);

    assertThat(alice.texts()).containsExactly("to alice");
    assertThat(bob.texts()).containsExactly("to bob");
  }

  @Test
  void receivesInTurnAndTellsFromWhom() throws PeerRefused {
    var alice = bench.join("alice");
    var bob = bench.join("bob");
    alice.sends("a1");
    alice.sends("a2");
    bob.sends("b1");

    assertThat(bench.receive()).isEqualTo(new Routed(ALICE, Message.of("a1")));
    assertThat(bench.receive()).isEqualTo(new Routed(RoutingId.of("bob"), Message.of("b1")));
    assertThat(bench.receive()).isEqualTo(new Routed(ALICE, Message.of("a2")));
    assertThat(bench.receive()).isNull();
  }

  @Test
  void makesUpAnIdForAnAnonymousPeer() throws PeerRefused { // 28/REQREP
    var first = bench.join();
    var second = bench.join();
    first.sends("1");
    second.sends("2");

    var from = bench.receive().id();
    assertThat(from).isEqualTo(RoutingId.generated(7));
    assertThat(bench.receive().id()).isEqualTo(RoutingId.generated(8));
    send(from, "reply");

    assertThat(first.texts()).containsExactly("reply");
  }

  @Test
  void refusesAnIdThatLooksMadeUp() throws PeerRefused {
    bench.join();

    assertThatThrownBy(() -> bench.join(RoutingId.generated(7)))
        .isInstanceOf(PeerRefused.class)
        .hasMessageContaining("zero byte");
    assertThat(send(RoutingId.generated(7), "to the first")).isEqualTo(Outcome.ACCEPTED);
  }

  @Test
  void saysWhichPeerIsNotThere() throws PeerRefused {
    bench.join();
    bench.join();

    assertThatThrownBy(() -> send(ALICE, "anybody?"))
        .isInstanceOf(NoRouteException.class)
        .hasMessageContaining(ALICE.toString())
        .hasMessageContaining("2 peers");
  }

  @Test
  void dropsWhatHasNoRouteIfThatIsAllowed() {
    set(Options.initial().with(Router.MANDATORY, false));

    assertThat(send(ALICE, "1")).isEqualTo(new Outcome.Dropped(DropReason.NO_ROUTE));
  }

  @Test
  void waitsOnlyForThePeerThatIsFull() throws PeerRefused {
    var alice = bench.join("alice");
    var bob = bench.join("bob");
    send(ALICE, "1");
    send(ALICE, "2");

    assertThat(send(ALICE, "3")).isEqualTo(new Outcome.WaitFor(alice.end().far()));
    assertThat(send(RoutingId.of("bob"), "1")).isEqualTo(Outcome.ACCEPTED);
    assertThat(bob.texts()).containsExactly("1");
  }

  @Test
  void goesOnWhenThePeerHasRoomAgain() throws PeerRefused {
    var alice = bench.join("alice");
    send(ALICE, "1");
    send(ALICE, "2");
    send(ALICE, "3");

    assertThat(alice.texts()).containsExactly("1", "2");

    assertThat(send(ALICE, "3")).isEqualTo(Outcome.ACCEPTED);
  }

  @Test
  void dropsWhatAFullPeerCannotTakeIfThatIsAllowed() throws PeerRefused {
    set(Options.initial().with(Router.MANDATORY, false));
    bench.join("alice");
    send(ALICE, "1");
    send(ALICE, "2");

    assertThat(send(ALICE, "3")).isEqualTo(new Outcome.Dropped(DropReason.PEER_FULL));
  }

  @Test
  void hasNoRouteToAPeerThatIsGone() throws PeerRefused {
    var alice = bench.join("alice");
    send(ALICE, "1");
    send(ALICE, "2");
    send(ALICE, "fills it");

    alice.leaves();

    assertThatThrownBy(() -> send(ALICE, "4")).isInstanceOf(NoRouteException.class);
  }

  @Test
  void hasNoRouteToAPeerWhoseLeavingItHasNotHeardOf() throws PeerRefused {
    var alice = bench.join("alice");
    bench.hearsLater();

    alice.leaves();

    assertThatThrownBy(() -> send(ALICE, "1")).isInstanceOf(NoRouteException.class);
  }

  @Test
  void anIdIsFreeAlthoughItHasNotHeardThatItsPeerLeft() throws PeerRefused {
    var alice = bench.join("alice");
    bench.hearsLater();
    alice.leaves();

    var next = bench.join("alice");
    bench.hears();
    send(ALICE, "1");

    assertThat(next.texts()).containsExactly("1");
  }

  @Test
  void deliversWhatALostPeerSentUnderItsId() throws PeerRefused {
    var alice = bench.join("alice");
    alice.sends("1");
    alice.sends("2");
    alice.leaves();

    assertThat(bench.receive()).isEqualTo(new Routed(ALICE, Message.of("1")));
    assertThat(bench.receive()).isEqualTo(new Routed(ALICE, Message.of("2")));
    assertThat(bench.receive()).isNull();
  }

  @Test
  void refusesANewcomerWhoseIdIsInUse() throws PeerRefused {
    var first = bench.join("alice");

    assertThatThrownBy(() -> bench.join("alice"))
        .isInstanceOf(PeerRefused.class)
        .hasMessageContaining("is in use by another peer");

    send(ALICE, "1");
    first.sends("still here");
    assertThat(first.texts()).containsExactly("1");
    assertThat(bench.receive().body()).isEqualTo(Message.of("still here"));
  }

  @Test
  void anIdIsFreeOnceItsPeerIsGone() throws PeerRefused {
    bench.join("alice").leaves();

    var next = bench.join("alice");
    send(ALICE, "1");

    assertThat(next.texts()).containsExactly("1");
  }

  @Test
  void aNewcomerTakesAnIdOverIfThatIsAllowed() throws PeerRefused {
    set(Options.initial().with(Router.HANDOVER, true));
    var old = bench.join("alice");
    old.sends("old");

    var newcomer = bench.join("alice");
    send(ALICE, "1");
    newcomer.sends("new");

    assertThat(bench.severed()).containsExactly(old.end());
    assertThat(newcomer.texts()).containsExactly("1");
    assertThat(old.got()).isEmpty();
    assertThat(bench.receive()).isEqualTo(new Routed(ALICE, Message.of("old")));
    assertThat(bench.receive()).isEqualTo(new Routed(ALICE, Message.of("new")));
  }

  /** Catches: two peers that speak under one id, one of them after it was said to have left. */
  @Test
  void theFormerOwnerIsNotHeardAfterItsFarewell() throws PeerRefused {
    set(Options.initial().with(Router.HANDOVER, true).with(Router.NOTIFY_DISCONNECT, true));
    var old = bench.join("alice");
    old.sends("old");

    var newcomer = bench.join("alice");
    old.sends("late");
    newcomer.sends("new");
    old.sends("later");

    assertThat(bench.receive()).isEqualTo(new Routed(ALICE, Message.of("old")));
    assertThat(bench.receive()).isEqualTo(new Routed(ALICE, Message.of("")));
    assertThat(bench.receive()).isEqualTo(new Routed(ALICE, Message.of("new")));
    assertThat(bench.receive()).isNull();
    bench.breakOff(old);
    assertThat(bench.receive()).isNull();
  }

  @Test
  void theEndOfTheFormerOwnerDoesNotTakeTheIdFromTheNewOne() throws PeerRefused {
    set(Options.initial().with(Router.HANDOVER, true));
    var old = bench.join("alice");
    var newcomer = bench.join("alice");

    bench.breakOff(old);
    send(ALICE, "1");

    assertThat(newcomer.texts()).containsExactly("1");
  }

  @Test
  void aPlainMessageHasTheIdInFront() {
    var plain = Message.of("alice", "", "body");

    assertThat(routing.outgoing(plain)).isEqualTo(new Routed(ALICE, Message.of("", "body")));
    assertThat(routing.incoming(new Routed(ALICE, Message.of("", "body")))).isEqualTo(plain);
  }

  @Test
  void aPlainMessageOfOneFrameHasNoBody() {
    assertThatThrownBy(() -> routing.outgoing(Message.of("alice")))
        .isInstanceOf(WrongStateException.class);
  }

  private static final Message EMPTY = Message.of("");

  private void notifies() {
    set(
        Options.initial()
            .with(Router.HANDOVER, true)
            .with(Router.NOTIFY_CONNECT, true)
            .with(Router.NOTIFY_DISCONNECT, true));
  }

  private void assertReceivesFromAlice(String... texts) {
    for (var text : texts) {
      assertThat(bench.receive()).isEqualTo(new Routed(ALICE, Message.of(text)));
    }
    assertThat(bench.receive()).isNull();
  }

  @Test
  void tellsOfAPeerBeforeAndAfterAllThatItSent() throws PeerRefused {
    notifies();
    var alice = bench.join("alice");
    alice.sends("1");
    alice.sends("2");
    alice.leaves();

    assertReceivesFromAlice("", "1", "2", "");
  }

  @Test
  void tellsOfAPeerThatLeavesWhileNothingIsReceived() throws PeerRefused {
    notifies();
    var alice = bench.join("alice");
    assertReceivesFromAlice("");

    alice.leaves();

    assertReceivesFromAlice("");
  }

  @Test
  void tellsOfThePeersThatCameWhileItWasToTell() throws PeerRefused {
    var early = bench.join("alice");
    notifies();
    early.leaves();
    assertThat(bench.receive()).isNull();

    bench.join("bob");

    assertThat(bench.receive()).isEqualTo(new Routed(RoutingId.of("bob"), EMPTY));
  }

  @Test
  void tellsOfNobodyWhoWasRefused() {
    notifies();

    assertThatThrownBy(() -> bench.join(RoutingId.generated(7))).isInstanceOf(PeerRefused.class);

    assertThat(bench.receive()).isNull();
  }

  @Test
  void tellsOfAFormerPeerBeforeTheNextThatHasItsId() throws PeerRefused {
    notifies();
    var first = bench.join("alice");
    first.sends("1");
    first.leaves();
    var second = bench.join("alice");
    second.sends("2");

    assertReceivesFromAlice("", "1", "", "", "2");
  }

  @Test
  void tellsOfAFormerPeerFirstAlthoughItHasNotHeardThatItLeft() throws PeerRefused {
    notifies();
    var first = bench.join("alice");
    first.sends("1");
    bench.hearsLater();
    first.leaves();
    var second = bench.join("alice");
    second.sends("2");
    bench.hears();

    assertReceivesFromAlice("", "1", "", "", "2");
    second.leaves();
    assertReceivesFromAlice("");
  }

  @Test
  void tellsThatAPeerIsGoneWhenAnotherTakesItsIdOver() throws PeerRefused {
    notifies();
    var first = bench.join("alice");
    first.sends("1");
    var second = bench.join("alice");
    second.sends("2");

    assertReceivesFromAlice("", "1", "", "", "2");
    bench.breakOff(first);
    assertReceivesFromAlice();
  }

  @Test
  void remembersManyWhoLeftAndForgetsThemOnceAllIsReceived() throws PeerRefused {
    notifies();
    for (var i = 0; i < 100; i++) {
      bench.join("peer" + i).leaves();
    }
    for (var i = 0; i < 100; i++) {
      bench.join("peer" + i).sends("again");
    }

    var received = new HashMap<RoutingId, List<String>>();
    for (var next = bench.receive(); next != null; next = bench.receive()) {
      received.computeIfAbsent(next.id(), id -> new ArrayList<>()).add(next.body().text());
    }
    assertThat(received).hasSize(100);
    assertThat(received.values()).containsOnly(List.of("", "", "", "again"));
  }

  @Test
  void receivesTheDisconnectMessageAsTheLastOfAPeer() throws PeerRefused {
    bench.set(Options.initial().with(ConnectionMessages.DISCONNECT, Message.of("bye", "now")));
    var alice = bench.join("alice");
    alice.sends("1");
    alice.leaves();

    assertThat(bench.receive()).isEqualTo(new Routed(ALICE, Message.of("1")));
    assertThat(bench.receive()).isEqualTo(new Routed(ALICE, Message.of("bye", "now")));
    assertThat(bench.receive()).isNull();
  }

  @Test
  void aPeerReceivesTheHelloAndThenTheProbe() throws PeerRefused {
    bench.set(
        Options.initial()
            .with(ConnectionMessages.HELLO, Message.of("hello"))
            .with(ConnectionMessages.PROBE_ROUTER, true));
    var alice = bench.join("alice");
    send(ALICE, "1");
    send(ALICE, "2");

    assertThat(alice.texts()).containsExactly("hello", "", "1", "2");
  }

  @Test
  void knowsAPeerByTheIdItWasGiven() throws PeerRefused {
    routing.connecting(ALICE);
    var peer = bench.join(RoutingId.of("bob"), ALICE);
    peer.sends("1");

    assertReceivesFromAlice("1");
    assertThat(send(ALICE, "2")).isEqualTo(Outcome.ACCEPTED);
    assertThat(peer.texts()).containsExactly("2");
    assertThatThrownBy(() -> send(RoutingId.of("bob"), "3")).isInstanceOf(NoRouteException.class);
  }

  @Test
  void keepsAnIdThatItGaveForThePeerItIsFor() throws PeerRefused {
    routing.connecting(ALICE);

    assertThatThrownBy(() -> bench.join("alice"))
        .isInstanceOf(PeerRefused.class)
        .hasMessageContaining("is kept for a peer that this ROUTER connects");

    bench.join(RoutingId.none(), ALICE).leaves();
    bench.join(RoutingId.none(), ALICE);
    assertThat(send(ALICE, "1")).isEqualTo(Outcome.ACCEPTED);
  }

  @Test
  void givesNoIdTwice() throws PeerRefused {
    bench.join("bob");
    routing.connecting(ALICE);

    assertThatThrownBy(() -> routing.connecting(ALICE))
        .isInstanceOf(WrongStateException.class)
        .hasMessageContaining(ALICE.toString());
    assertThatThrownBy(() -> routing.connecting(RoutingId.of("bob")))
        .isInstanceOf(WrongStateException.class)
        .hasMessageContaining(RoutingId.of("bob").toString());

    routing.disconnected(ALICE);
    routing.connecting(ALICE);
  }

  private TestPeer raw() throws PeerRefused {
    return bench.join(Peer.raw("10.0.0.1:80"));
  }

  private static RoutingId idOf(TestPeer peer) {
    return (RoutingId) peer.end().far().note();
  }

  /** Catches: no bytes that are sent on a raw connection, where nobody could see them. */
  @Test
  void noBytesAtAllEndARawConnection() throws PeerRefused {
    var raw = raw();
    var id = idOf(raw);
    send(id, "last words");

    assertThat(send(id, "")).isEqualTo(Outcome.ACCEPTED);

    assertThat(raw.texts()).containsExactly("last words");
    assertThat(raw.told()).contains(PipeSignal.ENDED);
    assertThatThrownBy(() -> send(id, "too late")).isInstanceOf(NoRouteException.class);
  }

  /** Catches: a raw connection that ends when something is sent. */
  @Test
  void bytesAndObjectsEndNoRawConnection() throws PeerRefused {
    var raw = raw();
    var object = Message.ofObject("an object has no bytes either");

    assertThat(send(idOf(raw), "bytes")).isEqualTo(Outcome.ACCEPTED);
    assertThat(bench.send(new Routed(idOf(raw), object))).isEqualTo(Outcome.ACCEPTED);

    assertThat(raw.got()).containsExactly(Message.of("bytes"), object);
    assertThat(raw.told()).doesNotContain(PipeSignal.ENDED);
  }

  /** Catches: a peer that speaks ZMTP and loses its connection by an empty message. */
  @Test
  void anEmptyMessageIsOneToAnyOtherPeer() throws PeerRefused {
    var alice = bench.join("alice");

    assertThat(send(ALICE, "")).isEqualTo(Outcome.ACCEPTED);

    assertThat(alice.got()).containsExactly(EMPTY);
    assertThat(alice.told()).doesNotContain(PipeSignal.ENDED);
  }

  /** Catches: a silent peer that keeps its id for ever, or is given no time for a sign of life. */
  @Test
  void aNewcomerWhoseIdIsInUseNamesItsRivalAndHowLongThatMayBeSilent() throws PeerRefused {
    set(Options.initial().with(Router.PROBE_TIMEOUT, Duration.ofMillis(321)));
    var first = bench.join("alice");

    assertThatThrownBy(() -> bench.join("alice"))
        .isInstanceOfSatisfying(
            PeerRefused.class,
            refused ->
                assertThat(refused.rival())
                    .contains(new PeerRefused.Rival(first.end().far(), Duration.ofMillis(321))));
  }

  /** Catches: a peer that is asked for a sign of life though nobody is to be asked. */
  @Test
  void withoutPatienceNobodyIsAskedForASignOfLife() throws PeerRefused {
    set(Options.initial().with(Router.PROBE_TIMEOUT, Duration.ZERO));
    bench.join("alice");

    assertThatThrownBy(() -> bench.join("alice"))
        .isInstanceOfSatisfying(
            PeerRefused.class, refused -> assertThat(refused.rival()).isEmpty());
  }

  /** Catches: a peer that is told to be gone for the loss of its id, and is not. */
  @Test
  void saysWhyAPeerLosesItsConnectionToTheNextThatHasItsId() throws PeerRefused {
    set(Options.initial().with(Router.HANDOVER, true));
    var old = bench.join("alice");

    bench.join("alice");

    assertThat(old.end().far().severance()).contains("another peer took its routing id over");
  }

  /** Catches: a peer that has left and is broken off once more. */
  @Test
  void breaksNobodyOffWhoHasLeft() throws PeerRefused {
    set(Options.initial().with(Router.HANDOVER, true));
    var old = bench.join("alice");
    bench.hearsLater();
    old.leaves();

    bench.join("alice");
    bench.hears();

    assertThat(bench.severed()).isEmpty();
  }

  /** Catches: an id that stays kept when the endpoint it was for is disconnected. */
  @Test
  void anIdThatItGaveIsFreeOnceItsEndpointIsDisconnected() throws PeerRefused {
    routing.connecting(ALICE);
    routing.disconnected(ALICE);
    var alice = bench.join("alice");

    send(ALICE, "1");

    assertThat(alice.texts()).containsExactly("1");
  }

  /** Catches: a message that is not seen because its peer was asked in vain before. */
  @Test
  void receivesFromAPeerThatHadNothingBefore() throws PeerRefused {
    var alice = bench.join("alice");
    assertThat(bench.receive()).isNull();

    alice.sends("1");

    assertReceivesFromAlice("1");
  }

  /** Catches: a disconnect message that takes the place of the notification, or comes before it. */
  @Test
  void tellsThatAPeerIsGoneBeforeTheDisconnectMessage() throws PeerRefused {
    notifies();
    bench.set(Options.initial().with(ConnectionMessages.DISCONNECT, Message.of("bye")));
    bench.join("alice").leaves();

    assertReceivesFromAlice("", "", "bye");
  }

  /** Catches: a message that is made up when a connection is lost that this side made itself. */
  @Test
  void tellsOfTheEndOfAConnectionThatItMadeItself() {
    assertThat(routing.notices(Options.initial()).broken()).isEmpty();
    assertThat(routing.notices(Options.initial()).left()).isEmpty();

    notifies();

    assertThat(routing.notices(Options.initial()).broken()).containsExactly(EMPTY);
    assertThat(routing.notices(Options.initial()).left()).containsExactly(EMPTY);
  }

  /** Catches: a table or rotation that keeps the pipes of peers that left. */
  @Test
  void forgetsPeersThatComeAndGo() throws PeerRefused {
    FormerPeers.areForgottenBy(routing);
  }

  /** Catches: what a former connection brought, and that comes in turn with that of the next. */
  @Test
  void receivesAllOfAFormerConnectionUnderAnIdThatItGaveFirst() throws PeerRefused {
    routing.connecting(ALICE);
    var first = bench.join(RoutingId.none(), ALICE);
    first.sends("1");
    first.sends("2");
    bench.hearsLater();
    first.leaves();
    var second = bench.join(RoutingId.none(), ALICE);
    second.sends("3");
    bench.hears();

    assertReceivesFromAlice("1", "2", "3");
  }

  /** Catches: those who left with something unread, and are remembered when it is read long ago. */
  @Test
  void forgetsPeersOnceAllThatTheySentIsReceived() throws PeerRefused {
    for (var i = 0; i < 30; i++) { // so many that for a time more are remembered
      var peer = bench.join();
      peer.sends("unread");
      peer.leaves();
    }
    for (var i = 0; i < 30; i++) {
      assertThat(bench.receive()).isNotNull();
    }

    FormerPeers.areForgottenBy(
        routing,
        40,
        peer -> {
          while (bench.receive() != null) {
            continue; // what the one before has left
          }
          peer.sends("unread");
        });
  }
}
