package org.weftmq.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.StatisticsReport;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.RoutingId;
import org.weftmq.WrongStateException;
import org.weftmq.pattern.reqrep.Req;
import org.weftmq.pattern.reqrep.Router;
import org.weftmq.test.Reached;

/** REQ in plain turns (28/REQREP), among peers that answer well, badly, unasked, or leave. */
class ReqProperties {
  private sealed interface Act {}

  private record Send() implements Act {}

  private record Receive() implements Act {}

  /** The peer answers the request it got, if it got one. */
  private record Reply(int who) implements Act {}

  /** The peer sends something that is no reply to anything, though it may look like one. */
  private record Junk(int who, Message message) implements Act {}

  private record Join() implements Act {}

  private record Leave(int who) implements Act {}

  /**
   * Catches: a send or receive out of turn that is let through or changes something; a reply that
   * is taken from a peer that was not asked, or that was asked before; a malformed one that is
   * taken for a reply; turns that are skipped.
   */
  @StatisticsReport(onFailureOnly = true)
  @Property(edgeCases = EdgeCasesMode.NONE)
  void alternatesAndTakesOnlyTheReplyOfThePeerItAsked(@ForAll("scripts") List<Act> script) {
    try (var talk = new Talk()) {
      for (var act : script) {
        talk.act(act);
      }
      talk.collectWhatWasReached();
    }
  }

  @Provide
  Arbitrary<List<Act>> scripts() {
    var who = Arbitraries.integers().between(0, 3);
    var junk =
        Arbitraries.of(
            Message.of("no delimiter"),
            Message.of(Frame.empty()),
            Message.of("x", "", "late"),
            Message.of("", "unasked"));
    var act =
        Arbitraries.<Act>frequencyOf(
            Tuple.of(6, Arbitraries.just(new Send())),
            Tuple.of(8, Arbitraries.just(new Receive())),
            Tuple.of(8, who.map(Reply::new)),
            Tuple.of(3, who.flatMap(w -> junk.map(j -> new Junk(w, j)))),
            Tuple.of(2, Arbitraries.just(new Join())),
            Tuple.of(1, who.map(Leave::new)));
    return act.list().ofMaxSize(120).withSizeDistribution(RandomDistribution.uniform());
  }

  private static final class Talk implements AutoCloseable {
    /** A raw peer, which sees the envelopes: a ROUTER of its own. */
    private static final class Peer {
      private final Router router;
      // what it was sent and has not answered, as it should have come
      private final Deque<Message> requests = new ArrayDeque<>();
      private Optional<RoutingId> requester = Optional.empty();

      Peer(Router router) {
        this.router = router;
      }
    }

    private final StillContext still = new StillContext();
    private final Req req = Req.open(still.context());
    private final List<Peer> peers = new ArrayList<>();
    private final Deque<Peer> rotation = new ArrayDeque<>();
    private Optional<Peer> asked = Optional.empty();
    private boolean waiting;
    // what the peer that was asked has replied, in good form, and is not received yet
    private final Deque<Message> replies = new ArrayDeque<>();
    private int names;
    private boolean outOfTurn;
    private boolean answered;
    private boolean deserted;

    void act(Act act) {
      switch (act) {
        case Send() -> send();
        case Receive() -> receive();
        case Join() -> join();
        case Reply(int who) when !peers.isEmpty() -> reply(peers.get(who % peers.size()));
        case Junk(int who, var message) when !peers.isEmpty() ->
            junk(peers.get(who % peers.size()), message);
        case Leave(int who) when !peers.isEmpty() -> leave(peers.get(who % peers.size()));
        case Reply r -> {}
        case Junk j -> {}
        case Leave l -> {}
      }
    }

    private void send() {
      var message = still.next();
      if (waiting) {
        outOfTurn = true;
        assertThatThrownBy(() -> req.trySend(message)).isInstanceOf(WrongStateException.class);
        return;
      }
      assertThat(req.trySend(message)).isEqualTo(!rotation.isEmpty());
      if (!rotation.isEmpty()) {
        var next = rotation.remove();
        rotation.add(next);
        next.requests.add(message.prepend(Frame.empty()));
        asked = Optional.of(next);
        waiting = true;
        replies.clear();
      }
    }

    private void receive() {
      if (!waiting) {
        outOfTurn = true;
        assertThatThrownBy(req::tryReceive).isInstanceOf(WrongStateException.class);
        return;
      }
      var expected = Optional.ofNullable(replies.poll());

      assertThat(req.tryReceive()).isEqualTo(expected);

      if (expected.isPresent()) {
        answered = true;
        waiting = false;
        asked = Optional.empty();
        replies.clear();
      }
    }

    /** Whatever order peers answer in: every request it has got arrived whole and in order. */
    private void reply(Peer peer) {
      var expected = peer.requests.poll();
      var request = peer.router.tryReceive();
      assertThat(request.map(r -> r.body())).isEqualTo(Optional.ofNullable(expected));
      if (request.isPresent()) {
        peer.requester = Optional.of(request.get().id());
        var reply = still.next();
        peer.router.send(request.get().id(), reply.prepend(Frame.empty()));
        replied(peer, reply);
      }
    }

    private void junk(Peer peer, Message message) {
      if (peer.requester.isPresent()) {
        peer.router.send(peer.requester.get(), message);
        if (message.first().isEmpty() && message.size() > 1) {
          replied(peer, message.skip(1)); // if it was asked at all, this is as good as a reply
        }
      }
    }

    private void replied(Peer peer, Message reply) {
      if (asked.filter(a -> a == peer).isPresent()) {
        replies.add(reply);
      }
    }

    private void join() {
      var endpoint = "inproc://peer-" + names++;
      var router = Router.open(still.context()).bind(endpoint);
      req.connect(endpoint);
      var peer = new Peer(router);
      peers.add(peer);
      rotation.add(peer);
    }

    private void leave(Peer peer) {
      deserted |= asked.filter(a -> a == peer).isPresent();
      peers.remove(peer);
      rotation.remove(peer);
      still.leave(peer.router);
    }

    void collectWhatWasReached() {
      Reached.collect("out of turn", outOfTurn);
      Reached.collect("answered", answered);
      Reached.collect("the peer that was asked left", deserted);
    }

    @Override
    public void close() {
      still.close();
    }
  }
}
