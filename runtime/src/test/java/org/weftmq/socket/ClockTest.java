package org.weftmq.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.weftmq.Message;
import org.weftmq.SocketClosedException;
import org.weftmq.SocketOptions;
import org.weftmq.SocketType;
import org.weftmq.fixture.FifoRouting;
import org.weftmq.fixture.ManualWorld;
import org.weftmq.fixture.World;

/** The clock's origin is arbitrary, and the clock may overflow: here it has, and is negative. */
class ClockTest {
  @RegisterExtension final ManualWorld world = new ManualWorld();

  @BeforeEach
  void overflow() {
    world.pass(Duration.ofSeconds(10));
    assertThat(world.nanoTime()).isNegative();
  }

  @Test
  void aSocketWhoseRoutingFailedEndsAtOnce() {
    var socket =
        world.open(
            SocketType.PAIR,
            new FifoRouting() {
              @Override
              public Message receive() {
                throw new IllegalStateException("on purpose");
              }
            });
    socket.bind("mem://here").connect("mem://nobody");

    assertThatThrownBy(socket::tryReceive).isInstanceOf(SocketClosedException.class);

    World.await().until(() -> !world.network().isBound("mem://here"));
    World.await().untilAsserted(() -> assertThat(world.liveThreads()).isZero());
  }

  @Test
  void aSocketLingersForItsTimeAndNoLonger() throws Exception {
    var push = world.open(SocketType.PUSH).connect("mem://nobody");
    push.send("unwritten");
    var closing = world.blocked(() -> push.close(Duration.ofMinutes(1)));

    world.pass(Duration.ofSeconds(59));
    assertThat(closing.isDone()).isFalse();
    world.pass(Duration.ofSeconds(1));

    assertThat(closing.result().notWritten()).isEqualTo(1);
  }

  @Test
  void aSocketThatClosesWithItsPeerDoesSoAtOnce() throws Exception {
    var socket =
        world
            .open(SocketType.PAIR)
            .set(SocketOptions.CLOSE_WITH_PEER, true)
            .bind("inproc://here")
            .bind("mem://here");

    world.open(SocketType.PAIR).connect("inproc://here").close();

    World.await().until(() -> !world.network().isBound("mem://here"));
  }

  @Test
  void aTimeoutIsOverWhenItsTimeHasPassed() throws Exception {
    var pull = world.open(SocketType.PULL);
    var receiving = world.blocked(() -> pull.receive(Duration.ofMinutes(1)));

    world.pass(Duration.ofSeconds(59));
    assertThat(receiving.isDone()).isFalse();
    world.pass(Duration.ofSeconds(1));

    assertThat(receiving.result()).isEmpty();
  }
}
