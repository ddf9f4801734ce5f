package org.weftmq.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.weftmq.SocketEvent;
import org.weftmq.SocketOptions;
import org.weftmq.SocketType;
import org.weftmq.fixture.EventLog;
import org.weftmq.fixture.World;

class EventsTest {
  private static final Duration LONG = Duration.ofSeconds(5);

  private final AtomicReference<Consumer<Thread>> afterUnpark = new AtomicReference<>(thread -> {});

  @RegisterExtension
  final World world =
      new World() {
        @Override
        public void unpark(Thread thread) {
          super.unpark(thread);
          afterUnpark.get().accept(thread);
        }
      };

  private static Map<Long, String> byConnection(List<SocketEvent> events) {
    var words = new TreeMap<Long, String>();
    for (var event : events) {
      switch (event) {
        case SocketEvent.Accepted e -> words.merge(e.connection(), "A", String::concat);
        case SocketEvent.Connected e -> words.merge(e.connection(), "C", String::concat);
        case SocketEvent.PeerJoined e -> words.merge(e.connection(), "J", String::concat);
        case SocketEvent.PeerLeft e -> words.merge(e.connection(), "L", String::concat);
        case SocketEvent.HandshakeFailed e -> words.merge(e.connection(), "F", String::concat);
        default -> {}
      }
    }
    return words;
  }

  @Test
  void theEventsOfEachConnectionComeInOrder() throws Exception {
    var random = RandomGenerator.of("L64X128MixRandom");
    var pull = world.open(SocketType.PULL);
    try (var log = EventLog.of(pull)) {
      pull.bind("mem://here");
      for (var i = 0; i < 100; i++) {
        var peer = world.network().dialRaw("mem://here");
        switch (random.nextInt(6)) {
          case 0 -> peer.reset();
          case 1 -> peer.close();
          case 2 -> peer.introduce(SocketType.PUSH).close();
          case 3 -> peer.greet(SocketType.PUB);
          case 4 -> peer.greet(SocketType.PUSH).send("x").reset();
          default -> peer.greet(SocketType.PUSH);
        }
      }
      for (var i = 0; i < 100; i++) {
        log.next(SocketEvent.Accepted.class);
      }
      pull.close();

      var words = byConnection(log.all());
      assertThat(words).hasSize(100);
      assertThat(words.values()).allMatch(w -> w.equals("AJL") || w.equals("AF"));
    }
  }

  @Test
  void theEventsOfAConnectingSocketComeInOrderToo() throws Exception {
    var push =
        world
            .open(SocketType.PUSH)
            .set(SocketOptions.RECONNECT_INTERVAL, Duration.ofMillis(1))
            .set(SocketOptions.RECONNECT_INTERVAL_MAX, Duration.ofMillis(1));
    try (var log = EventLog.of(push);
        var host = world.network().bindRaw("mem://host")) {
      push.connect("mem://host");
      host.accept().close();
      host.accept().greet(SocketType.PULL).close();
      host.accept().greet(SocketType.PUSH);
      var joined = host.accept().greet(SocketType.PULL);
      push.awaitPeers(1, LONG);
      joined.reset();
      host.accept().awaitGreeting();
      push.close();

      var events = log.all();
      assertThat(byConnection(events).values()).containsExactly("CF", "CJL", "CF", "CJL", "CF");
      assertThat(events.getLast()).isInstanceOf(SocketEvent.Stopped.class);
      assertThat(events).filteredOn(SocketEvent.Retrying.class::isInstance).hasSize(4);
    }
  }

  @Test
  void aPeerOfTheWrongKindIsRefusedAndTold() throws Exception {
    var pull = world.open(SocketType.PULL);
    try (var log = EventLog.of(pull)) {
      pull.bind("mem://here");
      world.network().dialRaw("mem://here").introduce(SocketType.SUB);

      assertThat(log.next(SocketEvent.HandshakeFailed.class).reason())
          .isEqualTo("a PULL cannot talk to a SUB");
      assertThat(pull.stats().peers()).isZero();
    }
  }

  @Test
  void tellsWhyAPeerLeft() throws Exception {
    var pull = world.open(SocketType.PULL);
    try (var log = EventLog.of(pull)) {
      pull.bind("mem://here");

      var orderly = world.network().dialRaw("mem://here").greet(SocketType.PUSH);
      log.next(SocketEvent.PeerJoined.class);
      orderly.close();
      assertThat(log.next(SocketEvent.PeerLeft.class).reason())
          .isEqualTo("the peer closed the connection");

      var broken = world.network().dialRaw("mem://here").greet(SocketType.PUSH);
      log.next(SocketEvent.PeerJoined.class);
      broken.reset();
      assertThat(log.next(SocketEvent.PeerLeft.class).reason()).isEqualTo("reset by peer");

      world.network().dialRaw("mem://here").greet(SocketType.PUSH);
      log.next(SocketEvent.PeerJoined.class);
      pull.close();
      assertThat(log.next(SocketEvent.PeerLeft.class).reason()).contains("closed");
    }
  }

  @Test
  void eachStreamSeesWhatHappensAfterItWasAskedFor() throws Exception {
    var pull = world.open(SocketType.PULL);
    try (var early = EventLog.of(pull)) {
      pull.bind("mem://one");
      try (var late = EventLog.of(pull)) {
        pull.bind("mem://two");

        assertThat(early.soFar()).hasSize(2);
        assertThat(late.soFar()).hasSize(1);
      }
    }
  }

  @Test
  void aClosedStreamEndsItsReaderAndHearsNothingMore() throws Exception {
    var pull = world.open(SocketType.PULL);
    var events = pull.events();
    var waiting = world.blocked(() -> events.next(Duration.ofHours(1)));

    events.close();
    pull.bind("mem://here");

    assertThat(waiting.result()).isEmpty();
    assertThat(events.isOver()).isTrue();
  }

  @Test
  void aLoopOverTheEventsEndsWithTheSocket() throws Exception {
    var pull = world.open(SocketType.PULL);
    var events = pull.events();
    var loop =
        world.blocked(
            () -> {
              var seen = new ArrayList<String>();
              for (var event : events) {
                seen.add(event.getClass().getSimpleName());
              }
              return seen;
            });

    pull.bind("mem://here");
    pull.close();

    assertThat(loop.result()).isEqualTo(List.of("Listening", "Stopped"));
  }

  @Test
  void theStreamDoesNotEndBeforeTheLastEventHoweverThreadsAreScheduled() throws Exception {
    var push =
        world
            .open(SocketType.PUSH)
            .set(SocketOptions.RECONNECT_INTERVAL, Duration.ofMillis(1))
            .set(SocketOptions.RECONNECT_INTERVAL_MAX, Duration.ofMillis(1));
    try (var log = EventLog.of(push)) {
      push.connect("mem://late").send("keeps close waiting");
      var closing = world.blocked(() -> push.close(LONG));
      // Whoever wakes the closer comes to a halt until the events have been taken.
      var taken = new CountDownLatch(1);
      afterUnpark.set(woken -> haltIf(woken == closing.thread(), taken));

      try (var host = world.network().bindRaw("mem://late")) {
        host.accept().greet(SocketType.PULL).receive();
      }
      closing.result();
      var all = log.all();
      taken.countDown();

      assertThat(all).last().isInstanceOf(SocketEvent.Stopped.class);
    }
  }

  private static void haltIf(boolean really, CountDownLatch until) {
    if (really) {
      try {
        until.await(1, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Test
  void waitingForAnEventCanBeInterrupted() throws Exception {
    var events = world.open(SocketType.PULL).events();
    var waiting = world.blocked(() -> events.next(LONG));

    waiting.interrupt();

    assertThatThrownBy(waiting::result).isInstanceOf(InterruptedException.class);
    assertThat(events.next(Duration.ZERO)).isEmpty();
  }
}
