package org.weftmq.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.weftmq.SocketEvent;
import org.weftmq.SocketOptions;
import org.weftmq.SocketType;
import org.weftmq.fixture.EventLog;
import org.weftmq.fixture.FifoSocket;
import org.weftmq.fixture.World;

/** A bug in a transport hurts one connection, is told, and does not end the endpoint. */
class BrokenTransportTest {
  @RegisterExtension final World world = new World();

  private FifoSocket push() {
    return world
        .open(SocketType.PUSH)
        .set(SocketOptions.RECONNECT_INTERVAL, Duration.ofMillis(1))
        .set(SocketOptions.RECONNECT_INTERVAL_MAX, Duration.ofMillis(1));
  }

  private static <T extends Throwable> T quiet(T bug) {
    bug.setStackTrace(new StackTraceElement[0]);
    return bug;
  }

  private void assertTriedAgain(SocketEvent.Connected first, EventLog log) throws Exception {
    var failed = log.next(SocketEvent.HandshakeFailed.class);
    assertThat(failed.connection()).isEqualTo(first.connection());
    assertThat(failed.reason()).contains("on purpose");
    log.next(SocketEvent.Retrying.class);
    log.next(SocketEvent.Connected.class);
  }

  @Test
  void aConnectionThatThrowsAnExceptionIsTriedAgain() throws Exception {
    world.network().failCarrying("mem://bug", quiet(new IllegalStateException("on purpose")));
    var push = push();
    try (var log = EventLog.of(push)) {
      push.connect("mem://bug");

      assertTriedAgain(log.next(SocketEvent.Connected.class), log);
    }
  }

  @Test
  void aConnectionThatThrowsAnErrorIsTriedAgain() throws Exception {
    world.network().failCarrying("mem://bug", quiet(new OutOfMemoryError("on purpose")));
    var push = push();
    try (var log = EventLog.of(push)) {
      push.connect("mem://bug");

      assertTriedAgain(log.next(SocketEvent.Connected.class), log);
    }
  }

  @Test
  void acceptingThatThrowsAnExceptionIsTriedAgain() throws Exception {
    var pull = world.open(SocketType.PULL);
    try (var log = EventLog.of(pull)) {
      pull.bind("mem://here");
      world.network().failAccepting("mem://here", quiet(new IllegalStateException("on purpose")));

      assertThat(log.next(SocketEvent.AcceptPaused.class).reason()).contains("on purpose");
      world.network().dialRaw("mem://here").greet(SocketType.PUSH).send("still accepted");
      assertThat(pull.receive().text()).isEqualTo("still accepted");
    }
  }

  @Test
  void reachingThatThrowsAnExceptionIsTriedAgain() throws Exception {
    world.network().failConnecting("mem://bug", quiet(new IllegalStateException("on purpose")));
    var push = push();
    try (var log = EventLog.of(push)) {
      push.connect("mem://bug");

      assertThat(log.next(SocketEvent.ConnectFailed.class).reason()).contains("on purpose");
      log.next(SocketEvent.Retrying.class);
      log.next(SocketEvent.ConnectFailed.class);
    }
  }
}
