package org.weftmq.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.weftmq.DropReason;
import org.weftmq.Message;
import org.weftmq.NoRouteException;
import org.weftmq.SocketClosedException;
import org.weftmq.SocketEvent;
import org.weftmq.SocketType;
import org.weftmq.fixture.Caller;
import org.weftmq.fixture.EventLog;
import org.weftmq.fixture.FifoRouting;
import org.weftmq.fixture.FifoSocket;
import org.weftmq.fixture.World;
import org.weftmq.pipe.Pipe;
import org.weftmq.spi.Outcome;
import org.weftmq.spi.PeerRefused;

/**
 * A routing that throws what it may not ends its own socket, with everybody in it, and no other.
 */
class FailingRoutingTest {
  private static final Duration LONG = Duration.ofHours(1);

  @RegisterExtension final World world = new World();

  /** Fails in the methods whose names it is given. */
  private static final class Broken extends FifoRouting {
    private final Set<String> where = ConcurrentHashMap.newKeySet();

    private void fail(String method) {
      if (where.contains(method)) {
        throw new IllegalStateException("broken in " + method);
      }
    }

    private static String work() {
      throw new IllegalStateException("broken in work");
    }

    @Override
    public void attached(Pipe pipe) throws PeerRefused {
      fail("attached");
      super.attached(pipe);
    }

    @Override
    public void connected(Pipe pipe) {
      fail("connected");
    }

    @Override
    public void readable(Pipe pipe) {
      fail("readable");
    }

    @Override
    public void writable(Pipe pipe) {
      fail("writable");
    }

    @Override
    public void detached(Pipe pipe) {
      fail("detached");
      super.detached(pipe);
    }

    @Override
    public Outcome send(Message message) {
      fail("send");
      return super.send(message);
    }

    @Override
    public Message receive() {
      fail("receive");
      return super.receive();
    }
  }

  private final Broken routing = new Broken();

  private static void assertClosedBy(FifoSocket socket, String method) {
    World.await().until(() -> socket.core().isClosed());
    assertThatThrownBy(() -> socket.receive())
        .isInstanceOf(SocketClosedException.class)
        .hasMessageContaining("failed")
        .cause()
        .hasMessage("broken in " + method);
  }

  private static void assertEndedBy(Caller<?> caller, String method) {
    assertThatThrownBy(caller::result)
        .isInstanceOf(SocketClosedException.class)
        .cause()
        .hasMessage("broken in " + method);
  }

  @Test
  void endsTheCallerWhoMadeItFailAndAllOthers() {
    var socket = world.open(SocketType.PAIR, routing);
    var receiving = world.blocked(() -> socket.receive());
    var sending = world.blocked(() -> socket.send(Message.of("x"), LONG));
    var waiting = world.blocked(() -> socket.awaitPeers(1, LONG));
    routing.where.add("send");

    // Those who came first go first: it fails on behalf of the one who waits.
    assertThatThrownBy(() -> socket.trySend(Message.of("y")))
        .isInstanceOf(SocketClosedException.class);

    assertEndedBy(sending, "send");
    assertEndedBy(receiving, "send");
    assertThatThrownBy(waiting::result).isInstanceOf(SocketClosedException.class);
    assertClosedBy(socket, "send");
  }

  @Test
  void sendingItselfFailsWithTheCause() {
    var socket = world.open(SocketType.PAIR, routing);
    routing.where.add("send");

    assertThatThrownBy(() -> socket.trySend(Message.of("x")))
        .isInstanceOf(SocketClosedException.class)
        .cause()
        .hasMessage("broken in send");
    assertClosedBy(socket, "send");
  }

  @Test
  void receivingItselfFailsWithTheCause() {
    var socket = world.open(SocketType.PAIR, routing);
    routing.where.add("receive");

    assertThatThrownBy(() -> socket.tryReceive())
        .isInstanceOf(SocketClosedException.class)
        .cause()
        .hasMessage("broken in receive");
    assertClosedBy(socket, "receive");
  }

  @ParameterizedTest
  @ValueSource(strings = {"attached", "connected"})
  void aDirectPeerThatComesEndsIt(String method) throws Exception {
    var socket = world.open(SocketType.PAIR, routing).bind("inproc://here");
    var receiving = world.blocked(() -> socket.receive());
    routing.where.add(method);

    assertThatCode(() -> world.open(SocketType.PAIR).connect("inproc://here"))
        .as("the failure of one socket is not the other's")
        .doesNotThrowAnyException();
    assertEndedBy(receiving, method);
    assertClosedBy(socket, method);
  }

  @ParameterizedTest
  @ValueSource(strings = {"attached", "connected"})
  void anAcceptedPeerEndsIt(String method) throws Exception {
    var socket = world.open(SocketType.PAIR, routing).bind("mem://here");
    var receiving = world.blocked(() -> socket.receive());
    routing.where.add(method);

    world.network().dialRaw("mem://here").introduce(SocketType.PAIR);

    assertEndedBy(receiving, method);
    assertClosedBy(socket, method);
  }

  @Test
  void connectingEndsItWhenTheQueueIsRefusedWithAFailure() {
    var socket = world.open(SocketType.PAIR, routing);
    var receiving = world.blocked(() -> socket.receive());
    routing.where.add("attached");

    assertThatThrownBy(() -> socket.connect("mem://here"))
        .isInstanceOf(SocketClosedException.class);

    assertEndedBy(receiving, "attached");
    assertClosedBy(socket, "attached");
    assertTimeout(Duration.ofSeconds(2), () -> socket.close(LONG), "nothing is left to wait for");
  }

  @Test
  void disconnectingEndsItWhenRoutingFails() {
    var socket = world.open(SocketType.PAIR, routing).connect("mem://here");
    var receiving = world.blocked(() -> socket.receive());
    routing.where.add("detached");

    assertThatThrownBy(() -> socket.disconnect("mem://here"))
        .isInstanceOf(SocketClosedException.class);

    assertEndedBy(receiving, "detached");
    assertClosedBy(socket, "detached");
  }

  @Test
  void aPeerThatLeavesEndsIt() throws Exception {
    var socket = world.open(SocketType.PAIR, routing).bind("inproc://here");
    var peer = world.open(SocketType.PAIR).connect("inproc://here");
    var receiving = world.blocked(() -> socket.receive());
    routing.where.add("detached");

    peer.close();

    assertEndedBy(receiving, "detached");
    assertClosedBy(socket, "detached");
  }

  @Test
  void aMessageThatComesEndsItAndNotItsSender() throws Exception {
    var socket = world.open(SocketType.PAIR, routing).bind("inproc://here");
    var peer = world.open(SocketType.PAIR).connect("inproc://here");
    var receiving = world.blocked(() -> socket.receive());
    routing.where.add("readable");

    peer.send("innocent");

    assertEndedBy(receiving, "readable");
    assertClosedBy(socket, "readable");
    assertThat(peer.core().isClosed()).isFalse();
    World.await()
        .untilAsserted(
            () -> assertThat(peer.stats().dropped()).containsEntry(DropReason.PEER_GONE, 1L));
  }

  @Test
  void anErrorEndsItToo() {
    var socket =
        world.open(
            SocketType.PAIR,
            new FifoRouting() {
              @Override
              public Message receive() {
                throw new StackOverflowError();
              }
            });

    assertThatThrownBy(() -> socket.tryReceive())
        .isInstanceOf(SocketClosedException.class)
        .hasCauseInstanceOf(StackOverflowError.class);
  }

  @Test
  void endsWithAllItsThreadsAndNames() throws Exception {
    var socket = world.open(SocketType.PAIR, routing).bind("mem://here").connect("mem://there");
    try (var log = EventLog.of(socket)) {
      routing.where.add("receive");

      assertThatThrownBy(() -> socket.tryReceive()).isInstanceOf(SocketClosedException.class);

      assertThat(log.all()).filteredOn(SocketEvent.Stopped.class::isInstance).hasSize(2);
      assertThat(world.network().isBound("mem://here")).isFalse();
      World.await().untilAsserted(() -> assertThat(world.liveThreads()).isZero());
    }
  }

  @Test
  void whatIsTheCallersFaultIsThrownToTheCallerAlone() throws Exception {
    var socket =
        world.open(
            SocketType.PAIR,
            new FifoRouting() {
              @Override
              public Outcome send(Message message) {
                throw new NoRouteException("no such peer");
              }
            });
    var receiving = world.blocked(() -> socket.receive());

    assertThatThrownBy(() -> socket.trySend(Message.of("x"))).isInstanceOf(NoRouteException.class);
    assertThatThrownBy(() -> socket.send(Message.of("x"), LONG))
        .isInstanceOf(NoRouteException.class);

    assertThat(socket.core().isClosed()).isFalse();
    assertThat(receiving.isDone()).isFalse();
    assertThat(socket.stats().offered()).isZero();
  }

  @Test
  void workInTheTurnThatFailsEndsItToo() {
    var socket = world.open(SocketType.PAIR);
    var receiving = world.blocked(() -> socket.receive());

    assertThatThrownBy(() -> socket.core().inTurn(Broken::work)).isNotNull();

    assertEndedBy(receiving, "work");
    assertClosedBy(socket, "work");
  }

  @Test
  void eachCallerHasAnExceptionOfItsOwn() {
    var socket = world.open(SocketType.PAIR);

    var first = catchThrowable(() -> socket.core().inTurn(Broken::work));
    var second = catchThrowable(() -> socket.core().inTurn(Broken::work));

    assertThat(first).isInstanceOf(SocketClosedException.class);
    assertThat(second).isInstanceOf(SocketClosedException.class).isNotSameAs(first);
    assertThat(second).hasCause(first.getCause());
  }

  @Test
  void anAttemptToReceiveThatFailsHurtsNoOtherCaller() throws Exception {
    var socket = world.open(SocketType.PAIR);
    var failing = new Boolean[] {false};
    var receiving =
        world.blocked(
            () ->
                socket
                    .core()
                    .receiveBy(
                        () -> {
                          if (failing[0]) {
                            throw new IllegalStateException("broken in attempt");
                          }
                          return Optional.empty();
                        },
                        LONG));

    assertThatCode(() -> socket.core().inTurn(() -> failing[0] = true)).doesNotThrowAnyException();

    assertThatThrownBy(receiving::result).isNotInstanceOf(TimeoutException.class);
  }

  @Test
  void aDroppedMessageIsOfferedAndDropped() throws Exception {
    var socket =
        world.open(
            SocketType.PUB,
            new FifoRouting() {
              @Override
              public Outcome send(Message message) {
                return new Outcome.Dropped(DropReason.NO_PEER);
              }
            });

    socket.send("1");
    assertThat(socket.trySend(Message.of("2"))).isTrue();

    var stats = socket.stats();
    assertThat(stats.offered()).isEqualTo(2);
    assertThat(stats.dropped()).containsEntry(DropReason.NO_PEER, 2L);
    assertThat(stats.queued()).isZero();
  }
}
