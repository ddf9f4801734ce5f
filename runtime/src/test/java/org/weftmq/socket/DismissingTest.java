package org.weftmq.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.weftmq.Message;
import org.weftmq.SocketEvent;
import org.weftmq.SocketEvents;
import org.weftmq.SocketOptions;
import org.weftmq.SocketType;
import org.weftmq.fixture.FifoRouting;
import org.weftmq.fixture.FifoSocket;
import org.weftmq.fixture.World;
import org.weftmq.pipe.Pipe;
import org.weftmq.spi.PeerRefused;

/** A routing that has had enough of a peer that is there, and closes its pipe. */
class DismissingTest {
  private static final Duration LONG = Duration.ofSeconds(5);

  @RegisterExtension final World world = new World();

  private static final class Dismissing extends FifoRouting {
    private final List<Pipe> attached = new ArrayList<>();

    @Override
    public void attached(Pipe pipe) throws PeerRefused {
      super.attached(pipe);
      attached.add(pipe);
    }

    Object dismiss() {
      attached.getLast().close();
      return "dismissed";
    }
  }

  private final Dismissing routing = new Dismissing();

  private FifoSocket open(SocketType type) {
    return world
        .open(type, routing)
        .set(SocketOptions.RECONNECT_INTERVAL, Duration.ofMillis(1))
        .set(SocketOptions.LINGER, LONG);
  }

  private static void awaitPeer(FifoSocket socket) {
    World.await().until(() -> socket.stats().peers() == 1);
  }

  private static SocketEvent next(SocketEvents events, Class<? extends SocketEvent> kind)
      throws InterruptedException {
    SocketEvent event;
    do {
      event = events.next(LONG).orElseThrow();
      assertThat(event).isNotInstanceOf(SocketEvent.Retrying.class);
    } while (!kind.isInstance(event));
    return event;
  }

  /**
   * One with a queue that dies with the connection, and one whose queue is there from the start.
   */
  @ParameterizedTest
  @EnumSource(names = {"STREAM", "DEALER"})
  void whatIsQueuedGoesOutAndTheEndpointIsNotReachedForAgain(SocketType type) throws Exception {
    try (var host = world.network().bindRaw("mem://host")) {
      var socket = open(type);
      var events = socket.events();
      socket.connect("mem://host");
      var peer = host.accept().greet(type == SocketType.STREAM ? type : SocketType.DEALER);
      awaitPeer(socket);
      for (var i = 0; i < 10; i++) {
        socket.send("" + i);
      }

      socket.core().inTurn(routing::dismiss);

      for (var i = 0; i < 10; i++) {
        assertThat(peer.receive()).contains("" + i);
      }
      assertThat(peer.receive()).isEmpty();
      peer.close();
      next(events, SocketEvent.Stopped.class);
      assertThat(socket.stats())
          .returns(10L, stats -> stats.written())
          .returns(0, stats -> stats.peers());
    }
  }

  @Test
  void anAcceptedConnectionIsEndedAndTheEventSaysByWhom() throws Exception {
    var socket = open(SocketType.DEALER).bind("mem://here");
    var events = socket.events();
    var peer = world.network().dialRaw("mem://here").greet(SocketType.DEALER);
    awaitPeer(socket);
    socket.send("bye");

    socket.core().inTurn(routing::dismiss);

    assertThat(peer.receive()).contains("bye");
    assertThat(peer.receive()).isEmpty();
    peer.close();
    assertThat(next(events, SocketEvent.PeerLeft.class))
        .isInstanceOfSatisfying(
            SocketEvent.PeerLeft.class,
            left -> assertThat(left.reason()).isEqualTo("this side disconnected the peer"));
  }

  /** Catches: a peer that never reads, dismissed, and kept for ever. */
  @Test
  void whoeverDoesNotReadIsGivenUpInTime() throws Exception {
    var socket = open(SocketType.DEALER).set(SocketOptions.LINGER, Duration.ofMillis(20));
    socket.bind("mem://here");
    var peer = world.network().dialRaw("mem://here").greet(SocketType.DEALER);
    awaitPeer(socket);
    for (var i = 0; i < 10; i++) {
      socket.send("" + i);
    }

    socket.core().inTurn(routing::dismiss);

    World.await().until(() -> socket.stats().queued() == 0);
    assertThat(socket.stats().droppedTotal()).isPositive();
    assertThat(socket.stats().isBalanced()).isTrue();
    peer.close();
  }

  @Test
  void aDirectPeerIsDismissedToo() throws Exception {
    var other = world.open(SocketType.DEALER).bind("inproc://here");
    var socket = open(SocketType.DEALER).connect("inproc://here");
    socket.send("bye");

    socket.core().inTurn(routing::dismiss);

    assertThat(other.receive().text()).isEqualTo("bye");
    World.await().until(() -> other.stats().peers() == 0);
    assertThat(socket.trySend(Message.of("nobody"))).isFalse();
  }

  /** Catches: an end that routing only notices, taken for one that it wants. */
  @Test
  void aPeerThatLeftByItselfIsReachedForAgain() throws Exception {
    try (var host = world.network().bindRaw("mem://host")) {
      var socket = open(SocketType.STREAM).connect("mem://host");
      for (var i = 0; i < 20; i++) {
        var peer = host.accept().greet(SocketType.STREAM);
        peer.send("" + i);
        peer.close();
        assertThat(socket.receive().text()).isEqualTo("" + i);
        assertThat(socket.tryReceive()).isEmpty(); // finds it drained, perhaps before it is told
      }
    }
  }
}
