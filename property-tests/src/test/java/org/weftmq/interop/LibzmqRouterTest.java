package org.weftmq.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.weftmq.interop.ForeignPeer.PATIENCE;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.weftmq.Context;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.RoutingId;
import org.weftmq.SocketEvent;
import org.weftmq.SocketOptions;
import org.weftmq.pattern.reqrep.Dealer;
import org.weftmq.pattern.reqrep.Router;

/** Routing ids, and several peers of one ROUTER, with libzmq at either end (28/REQREP). */
@Needs(Binding.PYZMQ)
class LibzmqRouterTest {
  private static final String LOCAL = "tcp://127.0.0.1:*";
  private static final int PEERS = 4;
  private static final int ROUNDS = 100;

  @Test
  void givesAnAnonymousLibzmqPeerFiveBytesThatBeginWithZero() throws Exception {
    try (var context = Context.open();
        var router = Router.open(context).bind(LOCAL);
        var peer = LibzmqPeer.open("DEALER")) {
      peer.connect(router.endpoint());

      peer.send(Message.of("hello"));

      var id = router.receive(PATIENCE).orElseThrow().id();
      assertThat(id.frame().size()).isEqualTo(5);
      assertThat(id.isGenerated()).isTrue();
    }
  }

  @Test
  void isAnonymousToLibzmqUnlessItChoosesAnId() throws Exception {
    try (var context = Context.open();
        var dealer = Dealer.open(context);
        var peer = LibzmqPeer.open("ROUTER")) {
      dealer.connect(peer.bind(LOCAL));

      dealer.send("hello");

      var id = peer.receive().first();
      assertThat(id.size()).isEqualTo(5);
      assertThat(RoutingId.of(id).isGenerated()).isTrue();
    }
  }

  @Test
  void theLongestIdReachesBothSides() throws Exception {
    var longest = RoutingId.of("i".repeat(RoutingId.MAX_SIZE));
    try (var context = Context.open();
        var router = Router.open(context).bind(LOCAL);
        var dealer = Dealer.open(context).set(SocketOptions.ROUTING_ID, longest);
        var libzmqDealer = LibzmqPeer.open("DEALER");
        var libzmqRouter = LibzmqPeer.open("ROUTER")) {
      libzmqDealer.routingId(longest);
      libzmqDealer.connect(router.endpoint());
      dealer.connect(libzmqRouter.bind(LOCAL));

      libzmqDealer.send(Message.of("hello"));
      dealer.send("hello");

      assertThat(router.receive(PATIENCE).orElseThrow().id()).isEqualTo(longest);
      assertThat(libzmqRouter.receive().first()).isEqualTo(longest.frame());
    }
  }

  @Test
  void answersEachOfSeveralLibzmqDealers() throws Exception {
    try (var context = Context.open();
        var router = Router.open(context).bind(LOCAL);
        var peers = new Peers()) {
      for (var i = 0; i < PEERS; i++) {
        var peer = peers.add("DEALER");
        peer.routingId(RoutingId.of("peer " + i));
        peer.connect(router.endpoint());
        peer.stream(ROUNDS, List.of(Frame.of("peer " + i)));
      }

      for (var i = 0; i < PEERS * ROUNDS; i++) {
        var question = router.receive(PATIENCE).orElseThrow();
        assertThat(question.body().text()).isEqualTo(question.id().frame().text());
        router.send(question.id(), question.body());
      }

      for (var i = 0; i < PEERS; i++) {
        for (var number = 0; number < ROUNDS; number++) {
          assertThat(peers.get(i).receive())
              .isEqualTo(ForeignPeer.numbered(List.of(Frame.of("peer " + i)), number));
        }
      }
    }
  }

  @Test
  void severalDealersAreAnsweredByALibzmqRouter() throws Exception {
    try (var context = Context.open();
        var peer = LibzmqPeer.open("ROUTER")) {
      var endpoint = peer.bind(LOCAL);
      var dealers = new ArrayList<Dealer>();
      for (var i = 0; i < PEERS; i++) {
        dealers.add(Dealer.open(context).connect(endpoint));
      }

      Aside.during(
          () -> peer.echo(PEERS * ROUNDS),
          () -> {
            for (var i = 0; i < PEERS; i++) {
              Numbers.send(dealers.get(i), i * ROUNDS, ROUNDS);
            }
            for (var i = 0; i < PEERS; i++) {
              Numbers.receive(dealers.get(i), i * ROUNDS, ROUNDS);
            }
          });
    }
  }

  /** The load-balancing pattern of the Guide, chapter 3: a worker asks for each piece of work. */
  @Test
  void handsWorkToLibzmqWorkersThatAskForIt() throws Exception {
    try (var context = Context.open();
        var router = Router.open(context).bind(LOCAL);
        var workers = new Peers()) {
      for (var i = 0; i < PEERS; i++) {
        var worker = workers.add("REQ");
        worker.connect(router.endpoint());
        worker.send(Message.of("READY"));
      }

      for (var i = 0; i < PEERS; i++) {
        var ready = router.receive(PATIENCE).orElseThrow();
        assertThat(ready.body()).isEqualTo(Message.of("", "READY"));
        router.send(ready.id(), Message.of("", "work"));
      }

      for (var i = 0; i < PEERS; i++) {
        assertThat(workers.get(i).receive()).isEqualTo(Message.of("work"));
      }
    }
  }

  @Test
  void aNewcomerWithTheIdOfALivePeerIsRefused() throws Exception {
    try (var context = Context.open();
        var router = Router.open(context).bind(LOCAL);
        var events = router.events();
        var peers = new Peers()) {
      var first = named(peers, router);
      first.send(Message.of("first"));
      var id = router.receive(PATIENCE).orElseThrow().id();

      named(peers, router);

      Events.await(events, SocketEvent.HandshakeFailed.class);
      router.send(id, Message.of("still yours"));
      assertThat(first.receive()).isEqualTo(Message.of("still yours"));
    }
  }

  @Test
  void whereIdsAreHandedOverANewcomerTakesThatOfAFrozenPeer() throws Exception {
    try (var context = Context.open();
        var router = Router.open(context).set(Router.HANDOVER, true).bind(LOCAL);
        var peers = new Peers()) {
      var frozen = named(peers, router);
      frozen.send(Message.of("first"));
      var id = router.receive(PATIENCE).orElseThrow().id();
      frozen.freeze();

      var second = named(peers, router);
      second.send(Message.of("second"));

      assertThat(router.receive(PATIENCE).orElseThrow().body()).isEqualTo(Message.of("second"));
      router.send(id, Message.of("now yours"));
      assertThat(second.receive()).isEqualTo(Message.of("now yours"));
    }
  }

  private static LibzmqPeer named(Peers peers, Router router) {
    var peer = peers.add("DEALER");
    peer.routingId(RoutingId.of("the same"));
    peer.connect(router.endpoint());
    return peer;
  }

  /** Several peers that are closed together. */
  private static final class Peers implements AutoCloseable {
    private final List<LibzmqPeer> all = new ArrayList<>();

    LibzmqPeer add(String type) {
      var peer = LibzmqPeer.open(type);
      all.add(peer);
      return peer;
    }

    LibzmqPeer get(int index) {
      return all.get(index);
    }

    @Override
    public void close() {
      all.forEach(LibzmqPeer::close);
    }
  }
}
