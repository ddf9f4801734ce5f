package org.weftmq.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.weftmq.SocketOptions.RECONNECT_INTERVAL;
import static org.weftmq.SocketOptions.RECONNECT_INTERVAL_MAX;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.weftmq.SocketEvent;
import org.weftmq.SocketOptions;
import org.weftmq.SocketType;
import org.weftmq.fixture.EventLog;
import org.weftmq.fixture.FifoSocket;
import org.weftmq.fixture.ManualWorld;
import org.weftmq.fixture.World;

class ConnectingTest {
  @RegisterExtension final ManualWorld world = new ManualWorld();

  private FifoSocket push() {
    return world
        .open(SocketType.PUSH)
        .set(RECONNECT_INTERVAL, Duration.ofSeconds(1))
        .set(RECONNECT_INTERVAL_MAX, Duration.ofSeconds(10));
  }

  @Test
  void waitsBetweenTwoAttemptsForAsLongAsItSays() throws Exception {
    var push = push();
    try (var log = EventLog.of(push)) {
      push.connect("mem://nobody");
      var delay = log.next(SocketEvent.Retrying.class).delay();
      World.await().until(() -> world.sleepers() == 1);

      world.pass(delay.minusNanos(1));
      assertThat(world.network().dials("mem://nobody")).isEqualTo(1);
      world.pass(Duration.ofNanos(1));

      log.next(SocketEvent.ConnectFailed.class);
      assertThat(world.network().dials("mem://nobody")).isEqualTo(2);
    }
  }

  @Test
  void waitsLongerEachTimeUpToTheMaximum() throws Exception {
    var push = push();
    try (var log = EventLog.of(push)) {
      push.connect("mem://nobody");
      for (var most : new int[] {1, 2, 4, 8, 10, 10}) {
        var delay = log.next(SocketEvent.Retrying.class).delay();
        assertThat(delay).isBetween(Duration.ofMillis(most * 500L), Duration.ofSeconds(most));
        World.await().until(() -> world.sleepers() == 1);
        world.pass(delay);
      }
    }
  }

  @Test
  void beginsWithTheFirstDelayAgainOnceAPeerJoined() throws Exception {
    var push = push();
    try (var log = EventLog.of(push)) {
      push.connect("mem://host");
      for (var i = 0; i < 3; i++) {
        var delay = log.next(SocketEvent.Retrying.class).delay();
        World.await().until(() -> world.sleepers() == 1);
        world.pass(delay.multipliedBy(i < 2 ? 1 : 0));
      }
      try (var host = world.network().bindRaw("mem://host")) {
        world.pass(Duration.ofSeconds(10));
        var peer = host.accept().greet(SocketType.PULL);
        log.next(SocketEvent.PeerJoined.class);
        peer.close();
      }

      assertThat(log.next(SocketEvent.Retrying.class).delay())
          .isLessThanOrEqualTo(Duration.ofSeconds(1));
    }
  }

  @Test
  void aHandshakeThatFailsDoesNotCountAsASuccess() throws Exception {
    var push = push();
    try (var log = EventLog.of(push);
        var host = world.network().bindRaw("mem://host")) {
      push.connect("mem://host");
      host.accept().close();
      log.next(SocketEvent.HandshakeFailed.class);
      var first = log.next(SocketEvent.Retrying.class).delay();
      World.await().until(() -> world.sleepers() == 1);
      world.pass(first);
      host.accept().close();

      assertThat(log.next(SocketEvent.Retrying.class).delay())
          .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
    }
  }

  @Test
  void isNotTriedAgainOnceTheSocketIsClosed() throws Exception {
    var push = push();
    try (var log = EventLog.of(push)) {
      push.connect("mem://nobody");
      log.next(SocketEvent.Retrying.class);

      push.close();
      world.pass(Duration.ofMinutes(1));

      World.await().untilAsserted(() -> assertThat(world.liveThreads()).isZero());
      assertThat(world.network().dials("mem://nobody")).isEqualTo(1);
    }
  }

  @Test
  void closingDoesNotWaitForTheNextAttempt() throws Exception {
    var push = push();
    try (var log = EventLog.of(push)) {
      push.set(RECONNECT_INTERVAL, Duration.ofHours(1)).connect("mem://nobody");
      log.next(SocketEvent.Retrying.class);
      World.await().until(() -> world.sleepers() == 1);

      push.close(Duration.ofHours(1)); // would wait for ever: nobody lets time pass

      assertThat(push.core().isClosed()).isTrue();
    }
  }

  @Test
  void anOptionThatIsNotLiveCountsForTheNextConnectOnly() throws Exception {
    var push = push().set(SocketOptions.RECONNECT, false);
    try (var log = EventLog.of(push)) {
      push.connect("mem://one");
      log.next(SocketEvent.Stopped.class);

      push.set(SocketOptions.RECONNECT, true).connect("mem://two");
      log.next(SocketEvent.Retrying.class);
      push.set(SocketOptions.RECONNECT, false);
      World.await().until(() -> world.sleepers() == 1);
      world.pass(Duration.ofSeconds(2));

      log.next(SocketEvent.Retrying.class);
    }
  }
}
