package org.weftmq.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.weftmq.SocketOptions.RECEIVE_HIGH_WATER_MARK;
import static org.weftmq.SocketOptions.SEND_HIGH_WATER_MARK;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.weftmq.BadEndpointException;
import org.weftmq.BindFailedException;
import org.weftmq.DropReason;
import org.weftmq.Message;
import org.weftmq.NoSuchEndpointException;
import org.weftmq.SocketEvent;
import org.weftmq.SocketOptions;
import org.weftmq.SocketType;
import org.weftmq.fixture.EventLog;
import org.weftmq.fixture.FifoSocket;
import org.weftmq.fixture.World;

class DirectPeersTest {
  private static final Duration LONG = Duration.ofHours(1);

  @RegisterExtension final World world = new World();

  private FifoSocket push() {
    return world.open(SocketType.PUSH);
  }

  private FifoSocket pull() {
    return world.open(SocketType.PULL);
  }

  @Test
  void connectingComesBeforeBindingOrAfterIt() throws Exception {
    var early = push().connect("inproc://here");
    early.send("early");
    var pull = pull().bind("inproc://here");
    var late = push().connect("inproc://here");
    late.send("late");

    assertThat(pull.receive().text()).isEqualTo("early");
    assertThat(pull.receive().text()).isEqualTo("late");
    assertThat(pull.stats().peers()).isEqualTo(2);
  }

  @Test
  void whatWasQueuedWhenTheSenderClosedCanStillBeReceived() throws Exception {
    var pull = pull().bind("inproc://here");
    var push = push().connect("inproc://here");
    push.send("1");
    push.send("2");

    var report = push.close(LONG);

    assertThat(report.isComplete()).isTrue();
    assertThat(pull.receive().text()).isEqualTo("1");
    assertThat(pull.receive().text()).isEqualTo("2");
    assertThat(push.stats().written()).isEqualTo(2);
    assertThat(push.stats().queued()).isZero();
    assertThat(pull.stats().peers()).isZero();
  }

  @Test
  void whatAClosedSenderQueuedIsDroppedWhenTheReceiverClosesToo() throws Exception {
    var pull = pull().bind("inproc://here");
    var push = push().connect("inproc://here");
    push.send("1");
    push.send("2");
    push.close();
    pull.receive();

    pull.close();

    var stats = push.stats();
    assertThat(stats.written()).isEqualTo(1);
    assertThat(stats.dropped()).isEqualTo(Map.of(DropReason.PEER_GONE, 1L));
    assertThat(stats.queued()).isZero();
  }

  @Test
  void whatAReceiverDidNotTakeBeforeItClosedIsCountedAsPeerGone() throws Exception {
    var pull = pull().bind("inproc://here");
    var push = push().connect("inproc://here");
    push.send("1");
    push.send("2");
    pull.receive();

    pull.close();

    var stats = push.stats();
    assertThat(stats.written()).isEqualTo(1);
    assertThat(stats.dropped()).isEqualTo(Map.of(DropReason.PEER_GONE, 1L));
    assertThat(stats.queued()).isZero();
    assertThat(stats.peers()).isZero();
  }

  @Test
  void whatWaitsForANameThatNobodyBindsIsLostOnClosing() throws Exception {
    var push = push().connect("inproc://nobody");
    push.send("1");

    push.close();

    var stats = push.stats();
    assertThat(stats.queued()).isZero();
    assertThat(stats.droppedTotal()).isEqualTo(1);
  }

  @Test
  void bothMarksAdd() {
    pull().set(RECEIVE_HIGH_WATER_MARK, 2).bind("inproc://here");
    var push = push().set(SEND_HIGH_WATER_MARK, 3).connect("inproc://here");

    for (var i = 0; i < 5; i++) {
      assertThat(push.trySend(Message.of("" + i))).isTrue();
    }
    assertThat(push.trySend(Message.of("too many"))).isFalse();
  }

  @Test
  void raisingTheMarkOfTheReceiverLetsASenderGoOn() throws Exception {
    var pull = pull().set(RECEIVE_HIGH_WATER_MARK, 1).bind("inproc://here");
    var push = push().set(SEND_HIGH_WATER_MARK, 1).connect("inproc://here");
    push.send("1");
    push.send("2");
    var sending = world.blocked(() -> push.send(Message.of("3"), LONG));

    pull.set(RECEIVE_HIGH_WATER_MARK, 2);

    assertThat(sending.result()).isTrue();
    assertThat(push.trySend(Message.of("4"))).isFalse();
  }

  @Test
  void noLimitOnOneSideIsNoLimitAtAll() {
    pull().set(RECEIVE_HIGH_WATER_MARK, 0).bind("inproc://here");
    var push = push().set(SEND_HIGH_WATER_MARK, 1).connect("inproc://here");

    for (var i = 0; i < 5_000; i++) {
      assertThat(push.trySend(Message.of("x"))).isTrue();
    }
  }

  @Test
  void unbindingLeavesEstablishedPipesAlone() throws Exception {
    var pull = pull().bind("inproc://here");
    var push = push().connect("inproc://here");

    pull.unbind("inproc://here");
    push.send("still there");

    assertThat(pull.receive().text()).isEqualTo("still there");
    assertThat(pull.endpoints()).isEmpty();
  }

  @Test
  void aNameThatWasUnboundCanBeBoundByAnother() throws Exception {
    var first = pull().bind("inproc://here");
    first.unbind("inproc://here");

    var second = pull().bind("inproc://here");
    push().connect("inproc://here").send("hello");

    assertThat(second.receive().text()).isEqualTo("hello");
  }

  @Test
  void disconnectingDeliversWhatIsQueuedAndSendsNothingMore() throws Exception {
    var pull = pull().bind("inproc://here");
    var push = push().connect("inproc://here");
    push.send("queued");

    push.disconnect("inproc://here");

    assertThat(push.trySend(Message.of("too late"))).isFalse();
    assertThat(pull.receive().text()).isEqualTo("queued");
    assertThat(pull.stats().peers()).isZero();
    assertThat(push.stats().written()).isEqualTo(1);
  }

  @Test
  void whatCannotBeTakenAwayIsNamed() {
    var push = push().connect("inproc://here").bind("inproc://there");

    assertThatThrownBy(() -> push.disconnect("inproc://there"))
        .isInstanceOf(NoSuchEndpointException.class)
        .hasMessageContaining("inproc://there");
    assertThatThrownBy(() -> push.unbind("inproc://here"))
        .isInstanceOf(NoSuchEndpointException.class)
        .hasMessageContaining("inproc://here")
        .hasMessageContaining("inproc://there");
  }

  @Test
  void anEndpointConnectedTwiceIsDisconnectedOneByOne() {
    var pull = pull().bind("inproc://here");
    var push = push().connect("inproc://here").connect("inproc://here");
    assertThat(pull.stats().peers()).isEqualTo(2);

    push.disconnect("inproc://here");

    assertThat(pull.stats().peers()).isEqualTo(1);
    assertThat(push.trySend(Message.of("on the other"))).isTrue();
  }

  @Test
  void aNameInUseLeavesTheSocketUnchanged() throws Exception {
    pull().bind("inproc://here");
    var second = pull().bind("inproc://elsewhere");

    assertThatThrownBy(() -> second.bind("inproc://here"))
        .isInstanceOf(BindFailedException.class)
        .hasMessage("cannot bind inproc://here: address in use");
    assertThat(second.endpoint()).isEqualTo("inproc://elsewhere");
    push().connect("inproc://elsewhere").send("works");
    assertThat(second.receive().text()).isEqualTo("works");
  }

  @Test
  void whatCanNeverBeConnectedIsABadEndpoint() {
    assertThatThrownBy(() -> push().connect("inproc://never"))
        .isInstanceOf(BadEndpointException.class)
        .hasMessage("bad endpoint \"inproc://never\": it can never be connected");
  }

  @Test
  void refusesAPeerOfAnotherKindOnBothSides() throws Exception {
    var pub = world.open(SocketType.PUB);
    var push = push();
    try (var one = EventLog.of(pub);
        var other = EventLog.of(push)) {
      pub.bind("inproc://here");
      push.connect("inproc://here");

      assertThat(one.next(SocketEvent.HandshakeFailed.class).reason())
          .isEqualTo("a PUB cannot talk to a PUSH");
      other.next(SocketEvent.HandshakeFailed.class);
    }
    assertThat(pub.stats().peers()).isZero();
    assertThat(push.stats().peers()).isZero();
    assertThat(push.trySend(Message.of("to nobody"))).isFalse();
  }

  @Test
  void immediateHasNoQueueBeforeThePeerIsThere() throws Exception {
    var push = push().set(SocketOptions.IMMEDIATE, true).connect("inproc://here");
    assertThat(push.trySend(Message.of("nobody"))).isFalse();
    var sending = world.blocked(() -> push.send(Message.of("somebody"), LONG));

    var pull = pull().bind("inproc://here");

    assertThat(sending.result()).isTrue();
    assertThat(pull.receive().text()).isEqualTo("somebody");
  }

  @Test
  void aTypeThatAddressesItsPeersHasNoQueueBeforeThePeerIsThere() {
    var router = world.open(SocketType.ROUTER).connect("inproc://here");
    assertThat(router.trySend(Message.of("nobody"))).isFalse();

    world.open(SocketType.DEALER).bind("inproc://here");

    assertThat(router.trySend(Message.of("somebody"))).isTrue();
  }

  @Test
  void aPeerThatComesIsAnEventOfBothSides() throws Exception {
    var pull = pull();
    var push = push();
    try (var one = EventLog.of(pull);
        var other = EventLog.of(push)) {
      pull.bind("inproc://here");
      push.connect("inproc://here");

      assertThat(one.next(SocketEvent.PeerJoined.class).peer().type()).isEqualTo(SocketType.PUSH);
      assertThat(other.next(SocketEvent.PeerJoined.class).peer().type()).isEqualTo(SocketType.PULL);
    }
  }

  @Test
  void aPeerThatLeavesIsAnEvent() throws Exception {
    var pull = pull();
    try (var log = EventLog.of(pull)) {
      pull.bind("inproc://here");
      push().connect("inproc://here").close();
      log.next(SocketEvent.PeerJoined.class);

      assertThat(log.soFar()).hasAtLeastOneElementOfType(SocketEvent.PeerLeft.class);
    }
  }

  @Test
  void manyPeersAreServedWithoutAThreadForEach() throws Exception {
    var pull = pull().bind("inproc://here");
    for (var i = 0; i < 500; i++) {
      push().connect("inproc://here").send("x");
    }

    assertThat(pull.awaitPeers(500, LONG)).isTrue();
    for (var i = 0; i < 500; i++) {
      pull.receive();
    }
    World.await().untilAsserted(() -> assertThat(world.liveThreads()).isZero());
  }
}
