package org.weftmq.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.weftmq.DropReason;
import org.weftmq.Message;
import org.weftmq.SocketClosedException;
import org.weftmq.SocketEvent;
import org.weftmq.SocketOptions;
import org.weftmq.SocketType;
import org.weftmq.fixture.Caller;
import org.weftmq.fixture.EventLog;
import org.weftmq.fixture.FifoSocket;
import org.weftmq.fixture.RawHost;
import org.weftmq.fixture.RawPeer;
import org.weftmq.fixture.World;

class ReconnectTest {
  private static final Duration SOON = Duration.ofMillis(1);
  private static final Duration LONG = Duration.ofSeconds(5);

  @RegisterExtension final World world = new World();

  private RawHost host;

  @BeforeEach
  void bind() throws Exception {
    host = world.network().bindRaw("mem://host");
  }

  @AfterEach
  void unbind() {
    host.close();
  }

  private FifoSocket open(SocketType type) {
    return world
        .open(type)
        .set(SocketOptions.RECONNECT_INTERVAL, SOON)
        .set(SocketOptions.RECONNECT_INTERVAL_MAX, SOON)
        .set(SocketOptions.LINGER, Duration.ZERO);
  }

  private static List<String> receive(RawPeer peer, int count) throws Exception {
    var got = new ArrayList<String>();
    for (var i = 0; i < count; i++) {
      got.add(peer.receive().orElse("end of stream"));
    }
    return got;
  }

  @Test
  void queuesFromTheStartAndSendsOnceThePeerAnswers() throws Exception {
    var push = open(SocketType.PUSH).connect("mem://host");
    push.send("1");
    push.send("2");

    var peer = host.accept().greet(SocketType.PULL);

    assertThat(receive(peer, 2)).containsExactly("1", "2");
  }

  @Test
  void theQueueOutlivesTheConnection() throws Exception {
    var push = open(SocketType.PUSH).connect("mem://host");
    host.accept().greet(SocketType.PULL).close();
    World.await().until(() -> push.stats().peers() == 0);
    push.send("1");
    push.send("2");

    var second = host.accept().greet(SocketType.PULL);

    assertThat(receive(second, 2)).containsExactly("1", "2");
    World.await().untilAsserted(() -> assertThat(push.stats().written()).isEqualTo(2));
    assertThat(push.stats().queued()).isZero();
  }

  @Test
  void whatTheLostConnectionTookButDidNotSendGoesFirst() throws Exception {
    var push = open(SocketType.PUSH).connect("mem://host");
    var first = host.accept().greet(SocketType.PULL);
    for (var i = 0; i < 10; i++) {
      push.send("" + i);
    }
    // The wire buffers two; the third is in the writer's hand.
    World.await().until(() -> push.stats().written() == 2);

    first.reset();
    var second = host.accept().greet(SocketType.PULL);

    assertThat(receive(second, 8)).containsExactly("2", "3", "4", "5", "6", "7", "8", "9");
    World.await().untilAsserted(() -> assertThat(push.stats().written()).isEqualTo(10));
  }

  @Test
  void theOrderStaysHoweverOftenTheConnectionBreaks() throws Exception {
    var push = open(SocketType.PUSH).connect("mem://host");
    var sending =
        Caller.start(
            () -> {
              try {
                for (var i = 0; ; i++) {
                  push.send("" + i);
                }
              } catch (SocketClosedException e) {
                return "closed";
              }
            });

    var expected = 0;
    for (var round = 0; round < 20; round++) {
      var peer = host.accept().greet(SocketType.PULL);
      for (var text : receive(peer, 5)) {
        // The wire's buffer holds two, which are lost with it.
        assertThat(Integer.parseInt(text)).isBetween(expected, expected + 2);
        expected = Integer.parseInt(text) + 1;
      }
      peer.reset();
    }
    push.close(Duration.ZERO);

    assertThat(sending.result()).isEqualTo("closed");
    assertThat(push.stats().queued()).isZero();
  }

  @Test
  void whatWasSentInPartIsUnknownAndNotSentAgain() throws Exception {
    var push = open(SocketType.PUSH).connect("mem://host");
    var first = host.accept().greet(SocketType.PULL);
    first.breakInWrite(2);
    push.send("whole");
    push.send("broken");
    push.send("next");

    var second = host.accept().greet(SocketType.PULL);

    assertThat(receive(second, 1)).containsExactly("next");
    World.await().untilAsserted(() -> assertThat(push.stats().written()).isEqualTo(2));
    assertThat(push.stats().dropped()).isEqualTo(Map.of(DropReason.UNKNOWN, 1L));
    assertThat(push.stats().queued()).isZero();
    assertThat(push.stats().offered()).isEqualTo(3);
  }

  @Test
  void anUnknownMessageDoesNotKeepCloseWaiting() throws Exception {
    var push = open(SocketType.PUSH).connect("mem://host");
    var first = host.accept().greet(SocketType.PULL);
    first.breakInWrite(1);
    push.send("broken");
    World.await().until(() -> push.stats().dropped().containsKey(DropReason.UNKNOWN));

    assertThat(push.close(Duration.ofHours(1)).isComplete()).isTrue();
    assertThat(push.stats().dropped()).isEqualTo(Map.of(DropReason.UNKNOWN, 1L));
  }

  @Test
  void whatALostPeerSentBeforeIsStillReceived() throws Exception {
    var pull = open(SocketType.PULL).connect("mem://host");
    var peer = host.accept().greet(SocketType.PUSH);
    for (var i = 0; i < 5; i++) {
      peer.send("" + i);
    }
    peer.close();
    World.await().until(() -> pull.stats().peers() == 0);

    for (var i = 0; i < 5; i++) {
      assertThat(pull.receive().text()).isEqualTo("" + i);
    }
  }

  @Test
  void aReaderThatWaitsForRoomKeepsItsMessageWhenTheConnectionEnds() throws Exception {
    var pull =
        open(SocketType.PULL)
            .set(SocketOptions.RECEIVE_HIGH_WATER_MARK, 1)
            .set(SocketOptions.RECONNECT, false)
            .connect("mem://host");
    var peer = host.accept().greet(SocketType.PUSH);
    peer.send("in the queue");
    peer.send("in the reader's hand");
    World.await().until(() -> world.liveThreads() == 2 && pull.stats().peers() == 1);

    peer.close();

    assertThat(pull.receive().text()).isEqualTo("in the queue");
    assertThat(pull.receive().text()).isEqualTo("in the reader's hand");
    assertThat(pull.receive(SOON)).isEmpty();
  }

  @Test
  void immediateQueuesNothingForAPeerThatHasNotAnswered() throws Exception {
    var push = open(SocketType.PUSH).set(SocketOptions.IMMEDIATE, true).connect("mem://host");
    var peer = host.accept();
    peer.awaitGreeting();
    assertThat(push.trySend(Message.of("too early"))).isFalse();

    peer.introduce(SocketType.PULL);

    assertThat(push.send(Message.of("now"), LONG)).isTrue();
    assertThat(receive(peer, 1)).containsExactly("now");
  }

  @Test
  void immediateDropsTheQueueWithTheConnection() throws Exception {
    var push = open(SocketType.PUSH).set(SocketOptions.IMMEDIATE, true).connect("mem://host");
    var first = host.accept().greet(SocketType.PULL);
    push.awaitPeers(1, LONG);
    for (var i = 0; i < 10; i++) {
      push.send("" + i);
    }
    World.await().until(() -> push.stats().written() == 2);

    first.reset();
    World.await().until(() -> push.stats().peers() == 0);

    assertThat(push.trySend(Message.of("nobody"))).isFalse();
    World.await()
        .untilAsserted(
            () -> assertThat(push.stats().dropped()).isEqualTo(Map.of(DropReason.PEER_GONE, 8L)));
    assertThat(push.stats().queued()).isZero();
    var second = host.accept().greet(SocketType.PULL);
    push.send("fresh");
    assertThat(receive(second, 1)).containsExactly("fresh");
  }

  @Test
  void aTypeThatAddressesItsPeersHasNoQueueBeforeThePeerAnswersNorAfter() throws Exception {
    var router = open(SocketType.ROUTER).connect("mem://host");
    assertThat(router.trySend(Message.of("too early"))).isFalse();

    var first = host.accept().greet(SocketType.DEALER);
    router.awaitPeers(1, LONG);
    assertThat(router.trySend(Message.of("there"))).isTrue();
    assertThat(receive(first, 1)).containsExactly("there");
    first.close();
    World.await().until(() -> router.stats().peers() == 0);

    World.await().until(() -> !router.trySend(Message.of("gone")));
  }

  @Test
  void aSocketThatDoesNotReconnectIsDoneWithTheEndpointOnceTheConnectionIsLost() throws Exception {
    var push = open(SocketType.PUSH).set(SocketOptions.RECONNECT, false);
    try (var log = EventLog.of(push)) {
      push.connect("mem://host");
      var peer = host.accept().greet(SocketType.PULL);
      push.awaitPeers(1, LONG);
      for (var i = 0; i < 10; i++) {
        push.send("" + i);
      }
      World.await().until(() -> push.stats().written() == 2);

      peer.reset();

      log.next(SocketEvent.Stopped.class);
      assertThat(push.stats().dropped()).isEqualTo(Map.of(DropReason.PEER_GONE, 8L));
      assertThat(world.network().dials("mem://host")).isEqualTo(1);
      assertThat(push.trySend(Message.of("nobody"))).isFalse();
    }
  }

  @Test
  void aSocketThatDoesNotReconnectIsDoneWithAnEndpointThatRefusesIt() throws Exception {
    var push = open(SocketType.PUSH).set(SocketOptions.RECONNECT, false);
    try (var log = EventLog.of(push)) {
      push.connect("mem://nobody");

      assertThat(log.next(SocketEvent.ConnectFailed.class).reason())
          .isEqualTo("connection refused");
      log.next(SocketEvent.Stopped.class);
      assertThat(world.network().dials("mem://nobody")).isEqualTo(1);
    }
  }

  @Test
  void disconnectingWritesWhatIsQueuedAndThenEndsTheConnection() throws Exception {
    var push = open(SocketType.PUSH).set(SocketOptions.LINGER, LONG).connect("mem://host");
    var peer = host.accept().greet(SocketType.PULL);
    for (var i = 0; i < 10; i++) {
      push.send("" + i);
    }

    push.disconnect("mem://host");

    assertThat(push.trySend(Message.of("too late"))).isFalse();
    assertThat(receive(peer, 10)).startsWith("0").endsWith("9");
    assertThat(peer.receive()).isEmpty();
    World.await().untilAsserted(() -> assertThat(world.liveThreads()).isZero());
    assertThat(push.stats().queued()).isZero();
  }

  @Test
  void disconnectingBeforeThePeerCameStillDeliversWithinTheLinger() throws Exception {
    var push = open(SocketType.PUSH).set(SocketOptions.LINGER, LONG).connect("mem://late");
    push.send("queued");
    push.disconnect("mem://late");

    try (var late = world.network().bindRaw("mem://late")) {
      var peer = late.accept().greet(SocketType.PULL);

      assertThat(receive(peer, 1)).containsExactly("queued");
      assertThat(peer.receive()).isEmpty();
    }
  }

  @Test
  void disconnectingWithNothingQueuedEndsAtOnce() throws Exception {
    var push = open(SocketType.PUSH).set(SocketOptions.LINGER, LONG);
    try (var log = EventLog.of(push)) {
      push.connect("mem://nobody");
      log.next(SocketEvent.Retrying.class);

      push.disconnect("mem://nobody");

      log.next(SocketEvent.Stopped.class);
      World.await().untilAsserted(() -> assertThat(world.liveThreads()).isZero());
    }
  }

  @Test
  void changingTheMarkCountsAtOnceForAConnectionThatIsThere() throws Exception {
    var push = open(SocketType.PUSH).set(SocketOptions.SEND_HIGH_WATER_MARK, 2);
    push.connect("mem://nobody");
    push.send("1");
    push.send("2");
    assertThat(push.trySend(Message.of("3"))).isFalse();
    var sending = world.blocked(() -> push.send(Message.of("3"), LONG));

    push.set(SocketOptions.SEND_HIGH_WATER_MARK, 4);

    assertThat(sending.result()).isTrue();
    assertThat(push.trySend(Message.of("4"))).isTrue();
    assertThat(push.trySend(Message.of("5"))).isFalse();
  }

  @Test
  void loweringTheMarkDropsNothing() throws Exception {
    var push = open(SocketType.PUSH).set(SocketOptions.SEND_HIGH_WATER_MARK, 5);
    push.connect("mem://host");
    for (var i = 0; i < 5; i++) {
      push.send("" + i);
    }

    push.set(SocketOptions.SEND_HIGH_WATER_MARK, 1);

    assertThat(push.trySend(Message.of("no room"))).isFalse();
    var peer = host.accept().greet(SocketType.PULL);
    assertThat(receive(peer, 5)).containsExactly("0", "1", "2", "3", "4");
    assertThat(push.send(Message.of("5"), LONG)).isTrue();
    assertThat(receive(peer, 1)).containsExactly("5");
  }

  @Test
  void aMarkOfZeroIsNoLimit() {
    var push = open(SocketType.PUSH).set(SocketOptions.SEND_HIGH_WATER_MARK, 0);
    push.connect("mem://nobody");

    for (var i = 0; i < 5_000; i++) {
      assertThat(push.trySend(Message.of("x"))).isTrue();
    }
  }

  @Test
  void theReceivingMarkHoldsThePeerBack() throws Exception {
    var pull = open(SocketType.PULL).set(SocketOptions.RECEIVE_HIGH_WATER_MARK, 3);
    pull.connect("mem://host");
    var peer = host.accept().greet(SocketType.PUSH);

    // Three in the queue, one in the reader's hand, two on the wire; the seventh finds no room.
    for (var i = 0; i < 6; i++) {
      peer.send("" + i);
    }
    var seventh = Caller.start(() -> peer.send("6"));
    World.await().until(() -> seventh.thread().getState() == Thread.State.WAITING);

    assertThat(pull.receive().text()).isEqualTo("0");
    assertThat(pull.receive().text()).isEqualTo("1");
    seventh.result();
  }
}
