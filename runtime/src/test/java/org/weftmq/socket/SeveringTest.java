package org.weftmq.socket;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.weftmq.DropReason;
import org.weftmq.Message;
import org.weftmq.SocketEvent;
import org.weftmq.SocketOptions;
import org.weftmq.SocketStats;
import org.weftmq.SocketType;
import org.weftmq.fixture.Caller;
import org.weftmq.fixture.FifoRouting;
import org.weftmq.fixture.FifoSocket;
import org.weftmq.fixture.World;
import org.weftmq.pipe.Pipe;
import org.weftmq.spi.PeerRefused;

/** A routing that gives a peer up: its queue is dropped, the way to it is made anew. */
class SeveringTest {
  private static final Duration LONG = Duration.ofSeconds(5);

  @RegisterExtension final World world = new World();

  private static final class Severing extends FifoRouting {
    private final List<Pipe> attached = new ArrayList<>();

    @Override
    public void attached(Pipe pipe) throws PeerRefused {
      super.attached(pipe);
      attached.add(pipe);
    }

    Object sever() {
      attached.getLast().sever("the test has enough of it");
      return "severed";
    }
  }

  private final Severing routing = new Severing();

  private FifoSocket open(SocketType type) {
    return world
        .open(type, routing)
        .set(SocketOptions.RECONNECT_INTERVAL, Duration.ofMillis(1))
        .set(SocketOptions.RECONNECT_INTERVAL_MAX, Duration.ofMillis(1))
        .set(SocketOptions.LINGER, Duration.ZERO);
  }

  @Test
  void aConnectionThatThisSideMadeIsMadeAnewWithAnEmptyQueue() throws Exception {
    try (var host = world.network().bindRaw("mem://host")) {
      var push = open(SocketType.PUSH).connect("mem://host");
      var first = host.accept().greet(SocketType.PULL);
      for (var i = 0; i < 10; i++) {
        push.send("stale");
      }
      World.await().until(() -> push.stats().written() == 2);

      push.core().inTurn(routing::sever);
      push.send("fresh");

      var second = host.accept().greet(SocketType.PULL);
      assertThat(second.receive()).contains("fresh");
      World.await()
          .untilAsserted(
              () -> assertThat(push.stats().dropped()).isEqualTo(Map.of(DropReason.PEER_GONE, 8L)));
      assertThat(push.stats().offered()).isEqualTo(11);
      assertThat(push.stats().queued()).isZero();
      first.close();
    }
  }

  @Test
  void theEventSaysWhyThePeerWasGivenUp() throws Exception {
    try (var host = world.network().bindRaw("mem://host")) {
      var push = open(SocketType.PUSH);
      var events = push.events();
      push.connect("mem://host");
      var first = host.accept().greet(SocketType.PULL);
      World.await().until(() -> push.stats().peers() == 1);

      push.core().inTurn(routing::sever);

      var left = Optional.<SocketEvent>empty();
      while (!(left.orElse(null) instanceof SocketEvent.PeerLeft)) {
        left = events.next(LONG);
      }
      assertThat(left)
          .get(as(type(SocketEvent.PeerLeft.class)))
          .returns("the test has enough of it", SocketEvent.PeerLeft::reason);
      first.close();
    }
  }

  @Test
  void aMessageThatSkipsAFullPeerIsOfferedAndDropped() throws Exception {
    try (var host = world.network().bindRaw("mem://host")) {
      var push = open(SocketType.PUSH).connect("mem://host");
      var peer = host.accept().greet(SocketType.PULL);

      push.core()
          .inTurn(
              () -> {
                routing.attached.getLast().skip();
                return "skipped";
              });

      assertThat(push.stats())
          .returns(1L, SocketStats::offered)
          .returns(Map.of(DropReason.PEER_FULL, 1L), SocketStats::dropped);
      push.close(Duration.ofHours(1)); // there is nothing to linger for
      assertThat(push.stats().dropped()).isEqualTo(Map.of(DropReason.PEER_FULL, 1L));
      peer.close();
    }
  }

  @Test
  void nothingCanBeSentAfterADisconnectThatCameWithASevering() throws Exception {
    for (var i = 0; i < 200; i++) {
      var push = open(SocketType.PUSH).connect("mem://nobody");
      var severing = Caller.start(() -> push.core().inTurn(routing::sever));

      push.disconnect("mem://nobody");

      severing.result();
      assertThat(push.trySend(Message.of("nobody"))).isFalse();
      push.close();
    }
  }

  @Test
  void aQueueThatNobodyTookFromIsDroppedToo() throws Exception {
    var push = open(SocketType.PUSH).connect("mem://late");
    push.send("stale");

    push.core().inTurn(routing::sever);
    push.send("fresh");

    try (var host = world.network().bindRaw("mem://late")) {
      assertThat(host.accept().greet(SocketType.PULL).receive()).contains("fresh");
    }
    World.await().untilAsserted(() -> assertThat(push.stats().droppedTotal()).isEqualTo(1));
  }

  @Test
  void anAcceptedConnectionIsEnded() throws Exception {
    var push = open(SocketType.PUSH).bind("mem://here");
    var peer = world.network().dialRaw("mem://here").greet(SocketType.PULL);
    push.awaitPeers(1, LONG);

    push.core().inTurn(routing::sever);

    assertThat(peer.receive()).isEmpty();
    World.await().untilAsserted(() -> assertThat(push.stats().peers()).isZero());
    assertThat(push.trySend(Message.of("nobody"))).isFalse();
  }

  @Test
  void aDirectPipeThatThisSideMadeIsMadeAnew() throws Exception {
    var pull = world.open(SocketType.PULL).bind("inproc://here");
    var push = open(SocketType.PUSH).connect("inproc://here");

    push.core().inTurn(routing::sever);
    push.send("fresh");

    assertThat(pull.receive().text()).isEqualTo("fresh");
    assertThat(pull.stats().peers()).isEqualTo(1);
    assertThat(push.stats().peers()).isEqualTo(1);
  }

  @Test
  void whatIsQueuedInADirectPipeIsDropped() throws Exception {
    var pull = world.open(SocketType.PULL).bind("inproc://here");
    var push = open(SocketType.PUSH).connect("inproc://here");
    push.send("stale");

    push.core().inTurn(routing::sever);
    push.send("fresh");

    assertThat(pull.receive().text()).isEqualTo("fresh");
    assertThat(push.stats().dropped()).isEqualTo(Map.of(DropReason.PEER_GONE, 1L));
  }

  @Test
  void aDirectPipeThatTheOtherSideMadeIsEnded() throws Exception {
    var push = open(SocketType.PUSH).bind("inproc://here");
    var pull = world.open(SocketType.PULL).connect("inproc://here");

    push.core().inTurn(routing::sever);

    assertThat(push.trySend(Message.of("nobody"))).isFalse();
    World.await().untilAsserted(() -> assertThat(push.stats().peers()).isZero());
    assertThat(pull.stats().peers()).isZero();
  }

  @Test
  void nothingCanBeOfferedFromThatMoment() throws Exception {
    var push = open(SocketType.PUSH).connect("mem://nobody");

    var taken =
        push.core()
            .inTurn(
                () -> {
                  routing.sever();
                  return routing.attached.getLast().offer(Message.of("too late"));
                });

    assertThat(taken).isFalse();
  }

  @Test
  void severingManyTimesLosesNoThreadAndNoMessageWithoutAName() throws Exception {
    world.network().bindRaw("mem://host");
    var push = open(SocketType.PUSH).connect("mem://host");
    for (var i = 0; i < 50; i++) {
      push.send("" + i);
      push.core().inTurn(routing::sever);
    }

    push.close();

    assertThat(push.stats().queued()).isZero();
    assertThat(push.stats().offered()).isEqualTo(50);
    World.await().untilAsserted(() -> assertThat(world.liveThreads()).isZero());
  }
}
