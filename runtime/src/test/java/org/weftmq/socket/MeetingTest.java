package org.weftmq.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.weftmq.DropReason;
import org.weftmq.RoutingId;
import org.weftmq.SocketClosedException;
import org.weftmq.SocketEvent;
import org.weftmq.SocketType;
import org.weftmq.fixture.EventLog;
import org.weftmq.fixture.FifoSocket;
import org.weftmq.fixture.HandTransport;
import org.weftmq.fixture.World;
import org.weftmq.pipe.Pipe;
import org.weftmq.spi.DirectAttachment;
import org.weftmq.spi.Peer;
import org.weftmq.spi.PeerRefused;

/** Two sockets of a direct transport that meet while one of them changes its mind. */
class MeetingTest {
  private static final Peer PUSHER = new Peer(SocketType.PUSH, RoutingId.none(), "");
  private static final Peer PULLER = new Peer(SocketType.PULL, RoutingId.none(), "");

  @RegisterExtension final World world = new World();

  private final Pipe near = Pipe.open();

  private FifoSocket push() {
    return world.open(SocketType.PUSH).connect("hand://push");
  }

  private FifoSocket pull() {
    return world.open(SocketType.PULL).bind("hand://pull");
  }

  private DirectAttachment connecting() {
    return HandTransport.socket(world, "hand://push");
  }

  private DirectAttachment bound() {
    return HandTransport.socket(world, "hand://pull");
  }

  @Test
  void aPipeThatWasGivenUpBeforeAnybodyCameIsDeadForBoth() throws Exception {
    var push = push();
    var pull = pull();
    connecting().prepare(near);
    push.send("1");

    connecting().detach(near);

    assertThatThrownBy(() -> bound().attach(PUSHER, near.far())).isInstanceOf(PeerRefused.class);
    assertThatThrownBy(() -> connecting().attach(PULLER, near)).isInstanceOf(PeerRefused.class);
    assertThat(push.stats().dropped()).isEqualTo(Map.of(DropReason.NO_PEER, 1L));
    assertThat(push.stats().isBalanced()).isTrue();
    assertThat(pull.tryReceive()).isEmpty();
    assertThat(pull.stats().peers()).isZero();
  }

  @Test
  void aPipeThatIsGivenUpWhenTheOtherSideHasComeStillDeliversWhatItHolds() throws Exception {
    var push = push();
    var pull = pull();
    connecting().prepare(near);
    push.send("1");
    bound().attach(PUSHER, near.far());

    connecting().detach(near);
    connecting().attach(PULLER, near);

    assertThat(push.stats().peers()).isZero();
    assertThat(push.stats().queued()).isEqualTo(1);
    assertThat(pull.receive().text()).isEqualTo("1");
    World.await().untilAsserted(() -> assertThat(push.stats().written()).isEqualTo(1));
    assertThat(push.stats().isBalanced()).isTrue();
  }

  @Test
  void nobodyJoinsThroughAPipeThatThisSideHasClosed() throws Exception {
    var push = push();
    pull();
    try (var log = EventLog.of(push)) {
      connecting().prepare(near);
      bound().attach(PUSHER, near.far());
      near.close(); // as routing may at any time

      connecting().attach(PULLER, near);

      assertThat(log.soFar()).doesNotHaveAnyElementsOfTypes(SocketEvent.PeerJoined.class);
      assertThat(push.stats().peers()).isZero();
    }
  }

  /** Catches: a connect that calls the endpoint bad, or the state wrong, for a closed socket. */
  @Test
  void oneThatIsClosedWhileItConnectsSaysThatItIsClosed() {
    var push = world.open(SocketType.PUSH);
    HandTransport.await(
        world,
        "hand://push",
        socket -> {
          push.close();
          socket.prepare(near);
        });

    assertThatThrownBy(() -> push.connect("hand://push")).isInstanceOf(SocketClosedException.class);
  }

  /** Catches: a name that is kept by a socket that is closed. */
  @Test
  void oneThatIsClosedWhileItIsBoundSaysThatItIsClosed() {
    var pull = world.open(SocketType.PULL);
    HandTransport.await(world, "hand://pull", socket -> pull.close());

    assertThatThrownBy(() -> pull.bind("hand://pull")).isInstanceOf(SocketClosedException.class);
    assertThat(bound()).isNull();
    assertThatThrownBy(pull::endpoint).isInstanceOf(SocketClosedException.class);
  }

  /** Catches: a stream of events that ends with a peer that joined and never left. */
  @Test
  void aPeerThatIsStillThereWhenTheSocketClosesHasLeft() throws Exception {
    var pull = pull();
    try (var log = EventLog.of(pull)) {
      bound().attach(PUSHER, near); // whose other side is slow to hear that it is closed

      pull.close();

      assertThat(log.all())
          .extracting(event -> event.getClass().getSimpleName())
          .containsExactly("PeerJoined", "Stopped", "PeerLeft");
      assertThat(pull.stats().peers()).isZero();
    }
  }
}
