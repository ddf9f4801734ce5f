package org.weftmq.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.weftmq.DropReason;
import org.weftmq.Message;
import org.weftmq.NoSuchEndpointException;
import org.weftmq.SocketEvent;
import org.weftmq.SocketOptions;
import org.weftmq.SocketType;
import org.weftmq.fixture.EventLog;
import org.weftmq.fixture.FifoRouting;
import org.weftmq.fixture.FifoSocket;
import org.weftmq.fixture.ManualWorld;
import org.weftmq.fixture.RawPeer;
import org.weftmq.fixture.World;
import org.weftmq.pipe.Pipe;
import org.weftmq.spi.PeerRefused;

/** A socket that ends the way to one of its peers. */
class DisconnectingOnePeerTest {
  private static final Duration LINGER = Duration.ofMinutes(1);
  private static final Duration LONG = Duration.ofSeconds(5);

  @RegisterExtension final ManualWorld world = new ManualWorld();

  private static final class Noting extends FifoRouting {
    private final List<Pipe> attached = new CopyOnWriteArrayList<>();
    private final List<Object> notes = new CopyOnWriteArrayList<>();

    @Override
    public void attached(Pipe pipe) throws PeerRefused {
      super.attached(pipe);
      attached.add(pipe);
      notes.add(String.valueOf(pipe.note()));
    }
  }

  private final Noting routing = new Noting();

  private FifoSocket open(SocketType type) {
    return world
        .open(type, routing)
        .set(SocketOptions.RECONNECT_INTERVAL, Duration.ofMillis(1))
        .set(SocketOptions.RECONNECT_INTERVAL_MAX, Duration.ofMillis(1))
        .set(SocketOptions.LINGER, LINGER);
  }

  private void disconnectLast(FifoSocket socket) {
    socket.core().disconnect(socket.core().inTurn(() -> routing.attached.getLast()));
  }

  @Test
  void anAcceptedPeerStillGetsWhatIsQueued() throws Exception {
    var push = open(SocketType.PUSH).bind("mem://here");
    var peer = world.network().dialRaw("mem://here").greet(SocketType.PULL);
    push.awaitPeers(1, LONG);
    for (var i = 0; i < 10; i++) {
      push.send("queued");
    }

    disconnectLast(push);

    assertThat(push.trySend(Message.of("too late"))).isFalse();
    for (var i = 0; i < 10; i++) {
      assertThat(peer.receive()).contains("queued");
    }
    assertThat(peer.receive()).isEmpty();
    World.await().untilAsserted(() -> assertThat(world.timers()).isZero());
  }

  @Test
  void theEventSaysThatItWasThisSide() throws Exception {
    var push = open(SocketType.PUSH).bind("mem://here");
    try (var log = EventLog.of(push)) {
      world.network().dialRaw("mem://here").greet(SocketType.PULL);
      push.awaitPeers(1, LONG);

      disconnectLast(push);

      assertThat(log.next(SocketEvent.PeerLeft.class).reason())
          .isEqualTo("this side disconnected the peer");
    }
  }

  @Test
  void anAcceptedPeerThatTakesNothingIsCutOffWhenTheLingerIsOver() throws Exception {
    var push = open(SocketType.PUSH).bind("mem://here");
    try (var log = EventLog.of(push)) {
      world.network().dialRaw("mem://here").greet(SocketType.PULL);
      push.awaitPeers(1, LONG);
      for (var i = 0; i < 10; i++) {
        push.send("queued");
      }
      World.await().until(() -> push.stats().written() == 2);

      disconnectLast(push);
      world.pass(LINGER);

      log.next(SocketEvent.PeerLeft.class);
      World.await()
          .untilAsserted(
              () ->
                  assertThat(push.stats().dropped())
                      .isEqualTo(Map.of(DropReason.LINGER_EXPIRED, 8L)));
    }
  }

  @Test
  void othersAreNotDisturbed() throws Exception {
    var push = open(SocketType.PUSH).bind("mem://here");
    var first = world.network().dialRaw("mem://here").greet(SocketType.PULL);
    push.awaitPeers(1, LONG);
    var second = world.network().dialRaw("mem://here").greet(SocketType.PULL);
    push.awaitPeers(2, LONG);

    disconnectLast(push);
    push.send("still here");

    assertThat(second.receive()).isEmpty();
    assertThat(first.receive()).contains("still here");
  }

  /** The peer had what was queued for it, and of the endpoint nothing is left. */
  private void assertDisconnected(FifoSocket push, String endpoint, RawPeer peer) throws Exception {
    assertThat(peer.receive()).contains("last words");
    assertThat(peer.receive()).isEmpty();
    assertThatThrownBy(() -> push.disconnect(endpoint)).isInstanceOf(NoSuchEndpointException.class);
    World.await().untilAsserted(() -> assertThat(world.liveThreads()).isZero());
  }

  @Test
  void anEndpointThatThisSideConnectedIsDisconnected() throws Exception {
    try (var host = world.network().bindRaw("mem://host")) {
      var push = open(SocketType.PUSH).connect("mem://host");
      var peer = host.accept().greet(SocketType.PULL);
      push.send("last words");

      disconnectLast(push);

      assertDisconnected(push, "mem://host", peer);
    }
  }

  @Test
  void anEndpointThatHasNoQueueOfItsOwnIsDisconnected() throws Exception {
    try (var host = world.network().bindRaw("mem://host")) {
      var push = open(SocketType.PUSH).set(SocketOptions.IMMEDIATE, true).connect("mem://host");
      var peer = host.accept().greet(SocketType.PULL);
      push.awaitPeers(1, LONG);
      push.send("last words");

      disconnectLast(push);

      assertDisconnected(push, "mem://host", peer);
    }
  }

  @Test
  void aDirectPeerIsDisconnectedFromEitherSide() throws Exception {
    var pull = world.open(SocketType.PULL).bind("inproc://one");
    var push = open(SocketType.PUSH).connect("inproc://one");

    disconnectLast(push);

    assertThat(pull.stats().peers()).isZero();
    assertThatThrownBy(() -> push.disconnect("inproc://one"))
        .isInstanceOf(NoSuchEndpointException.class);
    push.bind("inproc://two");
    pull.connect("inproc://two");
    assertThat(push.stats().peers()).isEqualTo(1);

    disconnectLast(push);

    assertThat(push.stats().peers()).isZero();
    World.await().untilAsserted(() -> assertThat(pull.stats().peers()).isZero());
  }

  @Test
  void nothingHappensToAPeerThatIsGone() throws Exception {
    var push = open(SocketType.PUSH).bind("mem://here");
    world.network().dialRaw("mem://here").greet(SocketType.PULL).close();
    World.await().until(() -> !routing.attached.isEmpty() && push.stats().peers() == 0);

    disconnectLast(push);

    assertThat(world.timers()).isZero();
  }

  // ---- notes

  @Test
  void everyPipeOfAnEndpointBearsItsNote() throws Exception {
    try (var host = world.network().bindRaw("mem://host")) {
      var push = open(SocketType.PUSH);
      push.core().connect("mem://host", "note");
      var peer = host.accept().greet(SocketType.PULL);

      push.core()
          .inTurn(
              () -> {
                routing.attached.getLast().sever("the test wants another");
                return null;
              });
      World.await().untilAsserted(() -> assertThat(routing.notes).containsExactly("note", "note"));
      peer.close();
    }
  }

  @Test
  void aConnectionThatHasAPipeOfItsOwnBearsTheNote() throws Exception {
    try (var host = world.network().bindRaw("mem://host")) {
      var push = open(SocketType.PUSH).set(SocketOptions.IMMEDIATE, true);
      push.core().connect("mem://host", "note");

      host.accept().greet(SocketType.PULL);
      push.awaitPeers(1, LONG);

      assertThat(routing.notes).containsExactly("note");
    }
  }

  @Test
  void aDirectPipeBearsTheNote() {
    world.open(SocketType.PULL).bind("inproc://here");
    var push = open(SocketType.PUSH);

    push.core().connect("inproc://here", "note");
    push.core().connect("inproc://nobody", "another");

    assertThat(routing.notes).containsExactly("note", "another");
  }

  @Test
  void otherPipesBearNone() throws Exception {
    world.open(SocketType.PULL).bind("inproc://here");
    var push = open(SocketType.PUSH).connect("inproc://here").bind("mem://here");

    world.network().dialRaw("mem://here").greet(SocketType.PULL);
    push.awaitPeers(2, LONG);

    assertThat(routing.notes).containsExactly("null", "null");
  }
}
