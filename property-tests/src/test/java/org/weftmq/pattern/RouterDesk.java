package org.weftmq.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.weftmq.DropReason;
import org.weftmq.Message;
import org.weftmq.NoRouteException;
import org.weftmq.Routed;
import org.weftmq.RoutingId;
import org.weftmq.SocketOptions;
import org.weftmq.pattern.reqrep.Dealer;
import org.weftmq.pattern.reqrep.Router;
import org.weftmq.test.PipeModel;
import org.weftmq.test.Reached;

/** A ROUTER and its peers, and a model of both: who has which id, and what waits where. */
final class RouterDesk implements AutoCloseable {
  private static final int MARK = 1;

  sealed interface Act {}

  /** A peer comes, with a routing id of its choice or none (0). */
  record Join(int id) implements Act {}

  record Leave(int who) implements Act {}

  record Ask(int who) implements Act {}

  record Receive() implements Act {}

  /** To the peer of this id, or to one that nobody has. */
  record Answer(int who, boolean departed) implements Act {}

  record Read(int who) implements Act {}

  record Options(boolean mandatory, boolean handover) implements Act {}

  /** A connected peer: the ROUTER's end is the right one. */
  private static final class Peer {
    private final Dealer dealer;
    private final PipeModel pipe = new PipeModel();
    private RoutingId id = RoutingId.none(); // until the ROUTER has told it

    Peer(Dealer dealer) {
      this.dealer = dealer;
      pipe.left().marks(MARK, MARK);
      pipe.right().marks(MARK, MARK);
    }
  }

  private final StillContext still = new StillContext();
  private final Router router =
      Router.open(still.context())
          .set(SocketOptions.SEND_HIGH_WATER_MARK, MARK)
          .set(SocketOptions.RECEIVE_HIGH_WATER_MARK, MARK)
          .bind("inproc://desk");
  private final List<Peer> peers = new ArrayList<>();
  private final Deque<Peer> rotation = new ArrayDeque<>();
  private final Deque<Routed> inherited = new ArrayDeque<>();
  private final Map<DropReason, Long> dropped = new HashMap<>();
  private RoutingId departed = RoutingId.of("nobody");
  private boolean mandatory = true;
  private boolean handover;
  private long sent;
  private long read;
  private boolean refused;
  private boolean tookOver;
  private boolean succeeded;
  private boolean full;
  private boolean leftSomething;

  void act(Act act) {
    switch (act) {
      case Join(int id) -> join(id == 0 ? RoutingId.none() : RoutingId.of("id-" + id));
      case Receive() -> receive();
      case Options(boolean m, boolean h) -> {
        mandatory = m;
        handover = h;
        router.set(Router.MANDATORY, m).set(Router.HANDOVER, h);
      }
      case Answer(int who, boolean toDeparted) when toDeparted -> answerNobody();
      case Leave(int who) when !peers.isEmpty() -> leave(peers.get(who % peers.size()));
      case Ask(int who) when !peers.isEmpty() -> ask(peers.get(who % peers.size()));
      case Answer(int who, boolean d) when !peers.isEmpty() ->
          answer(peers.get(who % peers.size()));
      case Read(int who) when !peers.isEmpty() -> read(peers.get(who % peers.size()));
      case Leave l -> {}
      case Ask a -> {}
      case Answer a -> {}
      case Read r -> {}
    }
  }

  private void join(RoutingId chosen) {
    var owner = peers.stream().filter(p -> !chosen.isNone() && p.id.equals(chosen)).findFirst();
    while (owner.isPresent() && receive()) {
      continue; // see RouterProperties.handsOverAllThatTheFormerOwnerSent
    }
    var dealer =
        Dealer.open(still.context())
            .set(SocketOptions.SEND_HIGH_WATER_MARK, MARK)
            .set(SocketOptions.RECEIVE_HIGH_WATER_MARK, MARK)
            .set(SocketOptions.ROUTING_ID, chosen)
            .connect("inproc://desk");
    still.settle();
    if (owner.isPresent() && !handover) {
      refused = true;
      assertThat(dealer.stats().peers()).isZero();
      assertThat(dealer.trySend(still.next())).isTrue(); // for whoever binds the name next
      still.leave(dealer);
      return;
    }
    owner.ifPresent(
        loser -> {
          tookOver = true;
          gone(loser);
          assertThat(loser.dealer.stats().peers()).isZero();
          still.leave(loser.dealer);
        });
    inherit(chosen);
    var peer = new Peer(dealer);
    peers.add(peer);
    rotation.add(peer);
    peer.id = chosen.isNone() ? learnId(peer) : chosen;
  }

  /** What one that left sent comes before anything of another that has its id. */
  private void inherit(RoutingId id) {
    for (var former : rotation) {
      if (former.id.equals(id) && !id.isNone()) {
        while (former.pipe.right().poll() instanceof Message message) {
          inherited.add(new Routed(id, message));
          succeeded = true;
        }
      }
    }
  }

  /** An anonymous peer: the ROUTER made its id up, and tells it with the first message. */
  private RoutingId learnId(Peer peer) {
    while (receive()) {
      continue;
    }
    ask(peer);
    var first = router.tryReceive().orElseThrow();
    assertThat(first.body()).isEqualTo(peer.pipe.right().poll());
    assertThat(first.id().isGenerated()).isTrue();
    assertThat(peers).noneMatch(p -> p.id.equals(first.id()));
    return first.id();
  }

  private void leave(Peer peer) {
    departed = peer.id;
    gone(peer);
    still.leave(peer.dealer);
  }

  private void gone(Peer peer) {
    var unread = peer.pipe.right().offered() - peer.pipe.right().written();
    if (unread > 0) {
      dropped.merge(DropReason.PEER_GONE, unread, Long::sum);
    }
    leftSomething |= peer.pipe.right().isReadable();
    peers.remove(peer);
  }

  private void ask(Peer peer) {
    var message = still.next();
    var expected = peer.pipe.left().offer(message);

    assertThat(peer.dealer.trySend(message)).isEqualTo(expected);

    if (expected && !rotation.contains(peer)) {
      rotation.add(peer);
    }
  }

  boolean receive() {
    var expected = Optional.ofNullable(inherited.poll());
    while (expected.isEmpty() && !rotation.isEmpty()) {
      var next = rotation.remove();
      if (next.pipe.right().poll() instanceof Message message) {
        expected = Optional.of(new Routed(next.id, message));
        rotation.add(next);
      }
    }

    assertThat(router.tryReceive()).isEqualTo(expected);
    return expected.isPresent();
  }

  private void answer(Peer peer) {
    var message = still.next();
    if (peer.pipe.right().offer(message)) {
      assertThat(router.trySend(peer.id, message)).isTrue();
      sent++;
    } else {
      full = true;
      assertThat(router.trySend(peer.id, message)).isEqualTo(!mandatory);
      drop(DropReason.PEER_FULL);
    }
  }

  private void answerNobody() {
    if (peers.stream().anyMatch(peer -> peer.id.equals(departed))) {
      return; // another has the id by now
    }
    var message = still.next();
    if (mandatory) {
      assertThatThrownBy(() -> router.trySend(departed, message))
          .isInstanceOf(NoRouteException.class)
          .hasMessageContaining(departed.toString());
    } else {
      assertThat(router.trySend(departed, message)).isTrue();
      drop(DropReason.NO_ROUTE);
    }
  }

  private void drop(DropReason reason) {
    if (!mandatory) {
      sent++;
      dropped.merge(reason, 1L, Long::sum);
    }
  }

  private void read(Peer peer) {
    var expected = Optional.ofNullable(peer.pipe.left().poll());

    assertThat(peer.dealer.tryReceive()).isEqualTo(expected);

    read += expected.isPresent() ? 1 : 0;
  }

  void checkLedger() {
    var stats = router.stats();
    assertThat(stats.dropped()).isEqualTo(dropped);
    assertThat(stats.offered()).isEqualTo(sent);
    assertThat(stats.written()).isEqualTo(read);
    assertThat(stats.queued()).isEqualTo(sent - read - stats.droppedTotal());
    assertThat(stats.peers()).isEqualTo(peers.size());
  }

  void collectWhatWasReached() {
    Reached.collect("refused an id", refused);
    Reached.collect("handed an id over", tookOver);
    Reached.collect("succeeded one with unread messages", succeeded);
    Reached.collect("full", full);
    Reached.collect("left with unread messages", leftSomething);
    Reached.collect("no route", dropped.containsKey(DropReason.NO_ROUTE));
  }

  @Override
  public void close() {
    still.close();
  }
}
