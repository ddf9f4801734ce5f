package org.weftmq.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.weftmq.SocketEvent;
import org.weftmq.SocketOptions;
import org.weftmq.SocketType;
import org.weftmq.fixture.EventLog;
import org.weftmq.fixture.FifoSocket;
import org.weftmq.fixture.ManualWorld;
import org.weftmq.fixture.RawPeer;
import org.weftmq.fixture.World;

class AcceptingTest {
  @RegisterExtension final ManualWorld world = new ManualWorld();

  private FifoSocket pull() {
    return world.open(SocketType.PULL);
  }

  @Test
  void pausesLongerAndLongerWhileNothingCanBeAccepted() throws Exception {
    var pull = pull();
    try (var log = EventLog.of(pull)) {
      pull.bind("mem://here");
      world.network().failAccepts("mem://here", 10);

      for (var millis : new int[] {10, 20, 40, 80, 160, 320, 640, 1000, 1000, 1000}) {
        var paused = log.next(SocketEvent.AcceptPaused.class);
        assertThat(paused.pause()).isEqualTo(Duration.ofMillis(millis));
        assertThat(paused.reason()).isEqualTo("too many open files");
        World.await().until(() -> world.sleepers() == 1);
        world.pass(paused.pause());
      }
      world.network().dialRaw("mem://here").greet(SocketType.PUSH).send("at last");
      assertThat(pull.receive().text()).isEqualTo("at last");
    }
  }

  @Test
  void startsWithAShortPauseAgainOnceOneWasAccepted() throws Exception {
    var pull = pull();
    try (var log = EventLog.of(pull)) {
      pull.bind("mem://here");
      world.network().failAccepts("mem://here", 1);
      var pause = log.next(SocketEvent.AcceptPaused.class).pause();
      World.await().until(() -> world.sleepers() == 1);
      world.pass(pause);
      world.network().dialRaw("mem://here").greet(SocketType.PUSH);
      log.next(SocketEvent.PeerJoined.class);

      world.network().failAccepts("mem://here", 1);

      assertThat(log.next(SocketEvent.AcceptPaused.class).pause()).isEqualTo(pause);
    }
  }

  @Test
  void aPauseDoesNotHoldUpClosing() throws Exception {
    var pull = pull();
    try (var log = EventLog.of(pull)) {
      pull.bind("mem://here");
      world.network().failAccepts("mem://here", 1000);
      log.next(SocketEvent.AcceptPaused.class);

      pull.close(Duration.ofHours(1)); // would wait for ever: nobody lets time pass

      assertThat(pull.core().isClosed()).isTrue();
    }
  }

  @Test
  void closesTheOldestHandshakeWhenThereAreTooMany() throws Exception {
    var pull = pull().set(SocketOptions.MAX_HANDSHAKES, 2);
    try (var log = EventLog.of(pull)) {
      pull.bind("mem://here");
      var peers = new ArrayList<RawPeer>();
      for (var i = 0; i < 2; i++) {
        var peer = world.network().dialRaw("mem://here");
        peer.awaitGreeting();
        peers.add(peer);
      }
      peers.add(world.network().dialRaw("mem://here"));
      World.await()
          .until(
              () -> {
                world.pass(Duration.ofMillis(100)); // who is only about to sleep needs one more
                return seen(log, SocketEvent.HandshakeFailed.class).findAny().isPresent();
              });
      peers.get(2).awaitGreeting();

      assertThat(seen(log, SocketEvent.HandshakeFailed.class))
          .extracting(SocketEvent.HandshakeFailed::connection)
          .containsExactly(1L);
      assertThatThrownBy(() -> peers.get(0).introduce(SocketType.PUSH))
          .isInstanceOf(IOException.class);
      peers.get(1).introduce(SocketType.PUSH).send("second");
      peers.get(2).introduce(SocketType.PUSH).send("third");
      assertThat(pull.receive().text()).isIn("second", "third");
      assertThat(pull.receive().text()).isIn("second", "third");
    }
  }

  /** Catches: a peer that has done its part, and is closed because many others have come. */
  @Test
  void acceptsNobodyElseWhileThereAreTooManyYoungHandshakes() throws Exception {
    var pull = pull().set(SocketOptions.MAX_HANDSHAKES, 2);
    try (var log = EventLog.of(pull)) {
      pull.bind("mem://here");
      var first = world.network().dialRaw("mem://here");
      var second = world.network().dialRaw("mem://here");
      first.awaitGreeting();
      second.awaitGreeting();
      var third = world.network().dialRaw("mem://here");
      var fourth = world.network().dialRaw("mem://here");
      World.await().until(() -> accepted(log) == 3);
      world.pass(Duration.ofMillis(900));
      assertThat(accepted(log)).isEqualTo(3);

      first.introduce(SocketType.PUSH).send("first");
      second.introduce(SocketType.PUSH).send("second");

      assertThat(pull.receive().text()).isIn("first", "second");
      assertThat(pull.receive().text()).isIn("first", "second");
      World.await()
          .until(
              () -> {
                world.pass(Duration.ofMillis(10)); // it looks again now and then
                return accepted(log) == 4;
              });
      third.awaitGreeting();
      fourth.awaitGreeting();
      third.introduce(SocketType.PUSH).send("third");
      assertThat(pull.receive().text()).isEqualTo("third");
    }
  }

  private static long accepted(EventLog log) throws InterruptedException {
    return seen(log, SocketEvent.Accepted.class).count();
  }

  private static <E extends SocketEvent> Stream<E> seen(EventLog log, Class<E> kind)
      throws InterruptedException {
    return log.soFar().stream().filter(kind::isInstance).map(kind::cast);
  }

  @Test
  void thoseWhoHaveJoinedDoNotCountAsHandshakes() throws Exception {
    var pull = pull().set(SocketOptions.MAX_HANDSHAKES, 1).bind("mem://here");
    for (var i = 1; i <= 10; i++) {
      world.network().dialRaw("mem://here").greet(SocketType.PUSH);
      pull.awaitPeers(i, Duration.ofHours(1));
    }

    assertThat(pull.stats().peers()).isEqualTo(10);
  }

  @Test
  void thoseWhoLeftDuringTheirHandshakeDoNotCount() throws Exception {
    var pull = pull().set(SocketOptions.MAX_HANDSHAKES, 2);
    try (var log = EventLog.of(pull)) {
      pull.bind("mem://here");
      var patient = world.network().dialRaw("mem://here");
      patient.awaitGreeting();
      for (var i = 0; i < 5; i++) {
        world.network().dialRaw("mem://here").close();
        log.next(SocketEvent.HandshakeFailed.class);
        World.await().until(() -> world.liveThreads() == 2);
      }

      patient.introduce(SocketType.PUSH).send("still here");

      assertThat(pull.receive().text()).isEqualTo("still here");
    }
  }

  @Test
  void aPeerWhoseHandshakeFailsHurtsNobodyElse() throws Exception {
    var pull = pull().bind("mem://here");
    var good = world.network().dialRaw("mem://here").greet(SocketType.PUSH);
    world.network().dialRaw("mem://here").reset();
    world.network().dialRaw("mem://here").send("no greeting at all");

    good.send("hello");

    assertThat(pull.receive().text()).isEqualTo("hello");
  }

  @Test
  void theQueueOfAnAcceptedPeerDiesWithItsConnection() throws Exception {
    var push = world.open(SocketType.PUSH).bind("mem://here");
    var peer = world.network().dialRaw("mem://here").greet(SocketType.PULL);
    push.awaitPeers(1, Duration.ofHours(1));
    for (var i = 0; i < 10; i++) {
      push.send("" + i);
    }
    World.await().until(() -> push.stats().written() == 2);

    peer.reset();

    World.await().untilAsserted(() -> assertThat(push.stats().queued()).isZero());
    assertThat(push.stats().droppedTotal()).isEqualTo(8);
    assertThat(push.stats().peers()).isZero();
  }

  @Test
  void theNumbersOfConnectionsAreTheSocketsOwnAndGrow() throws Exception {
    var pull = pull();
    try (var log = EventLog.of(pull)) {
      pull.bind("mem://one").bind("mem://two");
      world.network().dialRaw("mem://one").greet(SocketType.PUSH);
      var first = log.next(SocketEvent.Accepted.class);
      world.network().dialRaw("mem://two").greet(SocketType.PUSH);
      var second = log.next(SocketEvent.Accepted.class);

      assertThat(second.connection()).isGreaterThan(first.connection());
      assertThat(first.endpoint()).hasToString("mem://one");
      assertThat(second.endpoint()).hasToString("mem://two");
      assertThat(first.address()).isNotEmpty();
    }
  }
}
