package org.weftmq.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.weftmq.SocketClosedException;
import org.weftmq.SocketEvent;
import org.weftmq.SocketOptions;
import org.weftmq.SocketType;
import org.weftmq.fixture.EventLog;
import org.weftmq.fixture.FifoSocket;
import org.weftmq.fixture.World;

class CloseWithPeerTest {
  private static final Duration LONG = Duration.ofSeconds(5);

  @RegisterExtension final World world = new World();

  private FifoSocket pair() {
    return world
        .open(SocketType.PAIR)
        .set(SocketOptions.CLOSE_WITH_PEER, true)
        .set(SocketOptions.RECONNECT_INTERVAL, Duration.ofMillis(1));
  }

  private static void awaitClosed(FifoSocket socket) {
    World.await().until(() -> socket.core().isClosed());
  }

  @Test
  void closesOnceItsOnlyPeerIsGone() throws Exception {
    var socket = pair().bind("inproc://here");
    var peer = world.open(SocketType.PAIR).connect("inproc://here");
    var receiving = world.blocked(() -> socket.receive());

    peer.close();

    assertThatThrownBy(receiving::result).isInstanceOf(SocketClosedException.class);
    awaitClosed(socket);
  }

  @Test
  void firstGivesWhatThePeerSent() throws Exception {
    var socket = pair().bind("inproc://here");
    var peer = world.open(SocketType.PAIR).connect("inproc://here");
    peer.send("1");
    peer.send("2");
    peer.close();

    assertThat(socket.receive().text()).isEqualTo("1");
    assertThat(socket.core().isClosed()).isFalse();
    assertThat(socket.receive().text()).isEqualTo("2");
    assertThatThrownBy(() -> socket.receive(LONG)).isInstanceOf(SocketClosedException.class);
  }

  @Test
  void staysOpenAsLongAsOnePeerIsThere() throws Exception {
    var socket = pair().bind("inproc://here");
    var one = world.open(SocketType.PAIR).connect("inproc://here");
    var two = world.open(SocketType.PAIR).connect("inproc://here");

    one.close();
    two.send("still here");

    assertThat(socket.receive().text()).isEqualTo("still here");
    two.close();
    awaitClosed(socket);
  }

  @Test
  void staysOpenBeforeAnyPeerCame() throws Exception {
    var socket = pair().bind("mem://here");
    try (var log = EventLog.of(socket)) {
      world.network().dialRaw("mem://here").close(); // who never finished its handshake is no peer
      log.next(SocketEvent.HandshakeFailed.class);
      world.network().dialRaw("mem://here").introduce(SocketType.PUB); // nor is who was refused
      log.next(SocketEvent.HandshakeFailed.class);
    }

    world.network().dialRaw("mem://here").greet(SocketType.PAIR).send("hello");
    assertThat(socket.receive().text()).isEqualTo("hello");
  }

  @Test
  void closesOnceAnAcceptedPeerIsGone() throws Exception {
    var socket = pair().bind("mem://here");
    var peer = world.network().dialRaw("mem://here").greet(SocketType.PAIR);
    peer.send("last words");
    World.await().until(() -> socket.stats().peers() == 1);

    peer.close();

    assertThat(socket.receive().text()).isEqualTo("last words");
    awaitClosed(socket);
    World.await().until(() -> !world.network().isBound("mem://here"));
  }

  @Test
  void staysOpenWhileAConnectionMayComeBack() throws Exception {
    try (var host = world.network().bindRaw("mem://host")) {
      var socket = pair().connect("mem://host");
      host.accept().greet(SocketType.PAIR).close();

      var again = host.accept().greet(SocketType.PAIR);
      again.send("back again");

      assertThat(socket.receive().text()).isEqualTo("back again");
    }
  }

  @Test
  void closesWithAConnectionThatWillNotComeBack() throws Exception {
    try (var host = world.network().bindRaw("mem://host")) {
      var socket = pair().set(SocketOptions.RECONNECT, false).connect("mem://host");

      host.accept().greet(SocketType.PAIR).close();

      awaitClosed(socket);
    }
  }

  @Test
  void aConnectingSocketOfTheRouterKindStaysOpenWhileItReconnects() throws Exception {
    try (var host = world.network().bindRaw("mem://host")) {
      var router =
          world
              .open(SocketType.ROUTER)
              .set(SocketOptions.CLOSE_WITH_PEER, true)
              .set(SocketOptions.RECONNECT_INTERVAL, Duration.ofMillis(1));
      router.connect("mem://host");
      host.accept().greet(SocketType.DEALER).close();

      var again = host.accept().greet(SocketType.DEALER);
      again.send("back again");

      assertThat(router.receive().text()).isEqualTo("back again");
    }
  }

  @Test
  void closesAtOnceWhenTheOptionIsSetAfterThePeerHasGone() throws Exception {
    var socket = world.open(SocketType.PAIR).bind("inproc://here");
    world.open(SocketType.PAIR).connect("inproc://here").close();
    assertThat(socket.core().isClosed()).isFalse();

    socket.set(SocketOptions.CLOSE_WITH_PEER, true);

    awaitClosed(socket);
  }

  @Test
  void staysOpenWithoutTheOption() throws Exception {
    var socket = world.open(SocketType.PAIR).bind("inproc://here");
    world.open(SocketType.PAIR).connect("inproc://here").close();

    world.open(SocketType.PAIR).connect("inproc://here").send("next");

    assertThat(socket.receive().text()).isEqualTo("next");
  }
}
