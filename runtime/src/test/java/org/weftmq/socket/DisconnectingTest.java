package org.weftmq.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.weftmq.DropReason;
import org.weftmq.SocketEvent;
import org.weftmq.SocketOptions;
import org.weftmq.SocketType;
import org.weftmq.fixture.EventLog;
import org.weftmq.fixture.FifoSocket;
import org.weftmq.fixture.ManualWorld;
import org.weftmq.fixture.World;

class DisconnectingTest {
  private static final Duration LINGER = Duration.ofMinutes(1);

  @RegisterExtension final ManualWorld world = new ManualWorld();

  private FifoSocket open(SocketType type) {
    return world.open(type).set(SocketOptions.LINGER, LINGER);
  }

  @Test
  void whatIsNotWrittenWhenTheLingerIsOverIsDroppedForThatReason() throws Exception {
    var push = open(SocketType.PUSH);
    try (var log = EventLog.of(push)) {
      push.connect("mem://nobody");
      push.send("1");
      push.send("2");

      push.disconnect("mem://nobody");
      world.pass(LINGER.minusNanos(1));
      assertThat(push.stats().queued()).isEqualTo(2);
      world.pass(Duration.ofNanos(1));

      log.next(SocketEvent.Stopped.class);
      assertThat(push.stats().queued()).isZero();
      assertThat(push.stats().dropped()).isEqualTo(Map.of(DropReason.LINGER_EXPIRED, 2L));
    }
  }

  @Test
  void leavesNoTimerBehindOnceTheEndpointHasEnded() throws Exception {
    var push = open(SocketType.PUSH);
    try (var log = EventLog.of(push)) {
      push.connect("mem://nobody");

      push.disconnect("mem://nobody");
      log.next(SocketEvent.Stopped.class);

      World.await().untilAsserted(() -> assertThat(world.timers()).isZero());
    }
  }

  @Test
  void leavesNoTimerBehindOnceTheSocketIsClosed() throws Exception {
    var push = open(SocketType.PUSH).connect("mem://nobody");
    push.send("unwritten");
    push.disconnect("mem://nobody");

    push.close(Duration.ZERO);

    World.await().untilAsserted(() -> assertThat(world.timers()).isZero());
  }

  @Test
  void anEndpointMayBeConnectedAgainWhileTheFirstConnectionIsStillFlushed() throws Exception {
    try (var host = world.network().bindRaw("mem://host")) {
      var push = open(SocketType.PUSH).connect("mem://host");
      var first = host.accept().greet(SocketType.PULL);
      for (var i = 0; i < 10; i++) {
        push.send("old");
      }
      push.disconnect("mem://host");

      push.connect("mem://host");
      push.send("new");
      var second = host.accept().greet(SocketType.PULL);

      assertThat(second.receive()).contains("new");
      for (var i = 0; i < 10; i++) {
        assertThat(first.receive()).contains("old");
      }
      assertThat(first.receive()).isEmpty();
    }
  }

  @Test
  void aLingerThatIsRaisedLaterDoesNotCountForWhatWasDisconnectedBefore() throws Exception {
    var push = open(SocketType.PUSH);
    try (var log = EventLog.of(push)) {
      push.connect("mem://nobody").send("1");
      push.disconnect("mem://nobody");

      push.set(SocketOptions.LINGER, Duration.ofDays(1));
      world.pass(LINGER);

      log.next(SocketEvent.Stopped.class);
    }
  }
}
