package org.weftmq.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.weftmq.Context;
import org.weftmq.DropReason;
import org.weftmq.Message;
import org.weftmq.NoRouteException;
import org.weftmq.Routed;
import org.weftmq.RoutingId;
import org.weftmq.SocketOptions;
import org.weftmq.SocketType;
import org.weftmq.pattern.clientserver.Server;
import org.weftmq.pattern.p2p.Peer;
import org.weftmq.pattern.reqrep.Router;
import org.weftmq.spi.PeerRefused;
import org.weftmq.spi.Receives;
import org.weftmq.spi.SendsRouted;
import org.weftmq.test.PipeModel;
import org.weftmq.test.Reached;

/**
 * A socket that addresses its peers, among some that tell it of what they did when they are told
 * to, and a model of both: who has which id, and what waits where.
 */
final class LateNewsDesk implements AutoCloseable {
  private static final int MARK = 2;
  private static final int PEERS_MARK = 1;

  /** A type whose peers have made-up ids. */
  enum Addressing {
    ROUTER(SocketType.DEALER, RoutingId::generated),
    SERVER(SocketType.CLIENT, RoutingId::numbered),
    PEER(SocketType.PEER, RoutingId::numbered);

    private final SocketType peersType;
    private final IntFunction<RoutingId> naming;

    Addressing(SocketType peersType, IntFunction<RoutingId> naming) {
      this.peersType = peersType;
      this.naming = naming;
    }
  }

  sealed interface Act {}

  record Join() implements Act {}

  /** A peer closes its end, and the socket does not hear of it yet. */
  record Leave(int who) implements Act {}

  /** The socket hears what a peer did. */
  record Tell(int who) implements Act {}

  record Say(int who) implements Act {}

  record Hear(int who) implements Act {}

  record Receive() implements Act {}

  /** To any peer that ever was. */
  record Send(int who) implements Act {}

  /** The socket ends the way to any peer that ever was. */
  record Disconnect(int who) implements Act {}

  /** A peer, at the right end of its pipe. */
  private static final class Guest {
    private final RawPeer raw;
    private final RoutingId id;
    private final PipeModel pipe = new PipeModel();
    private final Queue<Message> said = new ArrayDeque<>();

    Guest(RawPeer raw, RoutingId id) {
      this.raw = raw;
      this.id = id;
      pipe.right().marks(MARK, PEERS_MARK);
      pipe.left().marks(MARK, MARK);
    }
  }

  private final StillContext still = new StillContext();
  private final Addressing addressing;
  private final SendsRouted sender;
  private final Receives<Routed> receiver;
  private final Consumer<RoutingId> disconnect;
  private final List<Guest> guests = new ArrayList<>();
  private final int first;
  private long sent;
  private boolean sentToOneThatLeftUnheard;
  private boolean receivedFromOneThatLeft;
  private boolean disconnected;

  LateNewsDesk(Addressing addressing) throws PeerRefused {
    this.addressing = addressing;
    switch (addressing) {
      case ROUTER -> {
        var router = Router.open(context());
        sender = router;
        receiver = router;
        disconnect = id -> {};
      }
      case SERVER -> {
        var server = Server.open(context());
        sender = server;
        receiver = server;
        disconnect = server::disconnectPeer;
      }
      default -> {
        var peer = Peer.open(context());
        sender = peer;
        receiver = peer;
        disconnect = peer::disconnectPeer;
      }
    }
    sender
        .set(SocketOptions.SEND_HIGH_WATER_MARK, MARK)
        .set(SocketOptions.RECEIVE_HIGH_WATER_MARK, MARK)
        .bind("raw://late-news");
    first = numberOfTheFirst();
  }

  private Context context() {
    return still.context();
  }

  /** Ids are numbered in a row, from where nobody knows. */
  private int numberOfTheFirst() throws PeerRefused {
    var raw = comes();
    var number = 0;
    raw.pipe().offer(Message.of("hello"));
    raw.deliver();
    var bytes = receiver.tryReceive().orElseThrow().id().frame().bytes();
    for (var i = bytes.length - 4; i < bytes.length; i++) {
      number = number << 8 | bytes[i] & 0xFF;
    }
    guests.add(new Guest(raw, addressing.naming.apply(number)));
    guests.getFirst().pipe.right().offer(Message.of("hello"));
    guests.getFirst().pipe.left().poll();
    return number;
  }

  void act(Act act) throws PeerRefused {
    switch (act) {
      case Join() -> join();
      case Leave(int who) -> leave(guest(who));
      case Tell(int who) -> guest(who).raw.deliver();
      case Say(int who) -> say(guest(who));
      case Hear(int who) -> hear(guest(who));
      case Receive() -> receive();
      case Send(int who) -> send(guest(who));
      case Disconnect(int who) -> disconnect(guest(who));
    }
  }

  private Guest guest(int who) {
    return guests.get(who % guests.size());
  }

  private void join() throws PeerRefused {
    guests.add(new Guest(comes(), addressing.naming.apply(first + guests.size())));
  }

  private RawPeer comes() throws PeerRefused {
    var raw = RawTransport.peerOf("late-news", addressing.peersType);
    raw.pipe().marks(MARK, PEERS_MARK);
    return raw;
  }

  private void leave(Guest guest) {
    guest.raw.pipe().close();
    guest.pipe.right().close();
  }

  private void say(Guest guest) {
    var message = still.next();
    var expected = guest.pipe.right().offer(message);

    assertThat(guest.raw.pipe().offer(message)).isEqualTo(expected);

    if (expected) {
      guest.said.add(message);
    }
  }

  private void hear(Guest guest) {
    assertThat(guest.raw.pipe().poll()).isEqualTo(guest.pipe.right().poll());
  }

  private void receive() {
    var got = receiver.tryReceive();
    if (got.isEmpty()) {
      assertThat(guests)
          .as("those who wait to be received from are those it has not heard of")
          .allMatch(guest -> guest.said.isEmpty() || guest.raw.hasNews());
      return;
    }
    var from = guests.stream().filter(g -> g.id.equals(got.get().id())).findFirst().orElseThrow();
    assertThat(got.get().body()).isEqualTo(from.said.poll());
    from.pipe.left().poll();
    receivedFromOneThatLeft |= from.pipe.right().isDrained();
  }

  private void send(Guest guest) {
    var message = still.next();
    if (guest.pipe.left().isClosed()) {
      sentToOneThatLeftUnheard |= guest.raw.hasNews();
      assertThatThrownBy(() -> sender.trySend(guest.id, message))
          .isInstanceOf(NoRouteException.class)
          .hasMessageContaining(guest.id.toString());
      return;
    }
    var expected = guest.pipe.left().offer(message);
    assertThat(sender.trySend(guest.id, message)).isEqualTo(expected);
    sent += expected ? 1 : 0;
  }

  /** What it said and nobody received is forgotten, while it hears what it was told. */
  private void disconnect(Guest guest) {
    if (addressing == Addressing.ROUTER) {
      return; // which cannot
    }
    if (guest.pipe.left().isClosed()) {
      assertThatThrownBy(() -> disconnect.accept(guest.id)).isInstanceOf(NoRouteException.class);
      return;
    }
    disconnect.accept(guest.id);
    guest.pipe.left().close();
    guest.said.clear();
    disconnected = true;
  }

  void check() {
    var stats = sender.stats();
    assertThat(stats.isBalanced()).isTrue();
    assertThat(stats.offered()).isEqualTo(sent);
    assertThat(stats.dropped().keySet()).isSubsetOf(DropReason.PEER_GONE);
  }

  /** Once all is told, what was said is received, and those who left are forgotten. */
  void finish() {
    guests.forEach(guest -> guest.raw.deliver());
    while (guests.stream().anyMatch(guest -> !guest.said.isEmpty())) {
      receive();
    }
    assertThat(receiver.tryReceive()).isEmpty();
    guests.forEach(guest -> guest.raw.deliver());

    var there = guests.stream().filter(guest -> !guest.pipe.left().isClosed()).count();
    assertThat(sender.stats().peers()).isEqualTo((int) there);
    assertThatThrownBy(() -> sender.trySend(RoutingId.of("nobody"), Message.of("?")))
        .hasMessageContaining("none of its " + there + " peers");
    check();
  }

  void collectWhatWasReached() {
    Reached.collect("sent to one that had left unheard", sentToOneThatLeftUnheard);
    Reached.collect("received from one that had left", receivedFromOneThatLeft);
    Reached.collect("disconnected", disconnected);
  }

  @Override
  public void close() {
    still.close();
  }
}
