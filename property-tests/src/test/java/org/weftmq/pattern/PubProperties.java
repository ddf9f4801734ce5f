package org.weftmq.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.StatisticsReport;
import org.weftmq.DropReason;
import org.weftmq.Message;
import org.weftmq.SocketOptions;
import org.weftmq.pattern.pubsub.Pub;
import org.weftmq.pattern.pubsub.PubSubOptions;
import org.weftmq.pattern.pubsub.Sub;
import org.weftmq.test.PipeModel;
import org.weftmq.test.Reached;

/** PUB and its SUB peers (29/PUBSUB), with topics that overlap and queues that fill up. */
class PubProperties {
  private sealed interface Act {}

  private record Send(String topic) implements Act {}

  private record Receive(int who) implements Act {}

  private record Subscribe(int who, String topic) implements Act {}

  private record Unsubscribe(int who, String topic) implements Act {}

  private record Join(int mark) implements Act {}

  private record Leave(int who) implements Act {}

  /**
   * Catches: a message that reaches somebody who did not subscribe to it, does not reach somebody
   * who did, or reaches somebody twice; a full subscriber that others suffer from; a subscription
   * that is forgotten while it was made more often than taken back, or outlives its subscriber; a
   * wrong ledger.
   */
  @StatisticsReport(onFailureOnly = true)
  @Property(edgeCases = EdgeCasesMode.NONE)
  void deliversToThoseWhoSubscribedAndHaveRoom(
      @ForAll @IntRange(min = 1, max = 3) int mark, @ForAll("scripts") List<Act> script) {
    try (var show = new Show(mark, false)) {
      script.forEach(show::act);
      show.collectWhatWasReached();
    }
  }

  /** Catches: a message that some get and others do not although none may be dropped. */
  @Property(edgeCases = EdgeCasesMode.NONE, tries = 300)
  void withoutDropsAllGetAMessageOrNobody(
      @ForAll @IntRange(min = 1, max = 3) int mark, @ForAll("scripts") List<Act> script) {
    try (var show = new Show(mark, true)) {
      script.forEach(show::act);
    }
  }

  @Provide
  Arbitrary<List<Act>> scripts() {
    var who = Arbitraries.integers().between(0, 5);
    var topic = Arbitraries.strings().withCharRange('a', 'b').ofMaxLength(3);
    var act =
        Arbitraries.<Act>frequencyOf(
            Tuple.of(10, topic.map(Send::new)),
            Tuple.of(6, who.map(Receive::new)),
            Tuple.of(6, Combinators.combine(who, topic).as(Subscribe::new)),
            Tuple.of(4, Combinators.combine(who, topic).as(Unsubscribe::new)),
            Tuple.of(2, Arbitraries.integers().between(1, 3).map(Join::new)),
            Tuple.of(1, who.map(Leave::new)));
    return act.list().ofMaxSize(120).withSizeDistribution(RandomDistribution.uniform());
  }

  /** A PUB with its peers, and what the RFC makes of it. */
  private static final class Show implements AutoCloseable {
    private record Peer(Sub sub, PipeModel pipe, Map<String, Integer> topics) {
      boolean wants(Message message) {
        return topics.keySet().stream().anyMatch(message.text()::startsWith);
      }
    }

    private final StillContext still = new StillContext();
    private final int mark;
    private final boolean noDrop;
    private final Pub pub;
    private final List<Peer> peers = new ArrayList<>();
    private final Map<DropReason, Long> dropped = new EnumMap<>(DropReason.class);
    private long offered;
    private long polled;
    private boolean toSeveral;
    private boolean heldTwice;

    Show(int mark, boolean noDrop) {
      this.mark = mark;
      this.noDrop = noDrop;
      this.pub =
          Pub.open(still.context())
              .set(SocketOptions.SEND_HIGH_WATER_MARK, mark)
              .set(PubSubOptions.NO_DROP, noDrop)
              .bind("inproc://show");
    }

    void act(Act act) {
      switch (act) {
        case Send(String topic) -> send(Message.of(topic, "body"));
        case Join(int peersMark) -> join(peersMark);
        case Receive(int who) when !peers.isEmpty() -> receive(peers.get(who % peers.size()));
        case Subscribe(int who, String topic) when !peers.isEmpty() -> {
          var peer = peers.get(who % peers.size());
          peer.sub.subscribe(topic);
          heldTwice |= peer.topics.merge(topic, 1, Integer::sum) > 1;
        }
        case Unsubscribe(int who, String topic) when !peers.isEmpty() -> {
          var peer = peers.get(who % peers.size());
          peer.sub.unsubscribe(topic);
          peer.topics.computeIfPresent(topic, (t, count) -> count == 1 ? null : count - 1);
        }
        case Leave(int who) when !peers.isEmpty() -> leave(peers.remove(who % peers.size()));
        default -> {} // nobody is there
      }
      still.settle();
      check();
    }

    private void send(Message message) {
      var wanting = peers.stream().filter(peer -> peer.wants(message)).toList();
      var waits = noDrop && wanting.stream().anyMatch(peer -> !peer.pipe.left().isWritable());

      assertThat(pub.trySend(message)).isEqualTo(!waits);

      if (waits) {
        return;
      }
      if (wanting.isEmpty()) {
        offered++;
        dropped.merge(DropReason.NO_SUBSCRIBER, 1L, Long::sum);
      }
      for (var peer : wanting) {
        offered++;
        if (!peer.pipe.left().offer(message)) {
          dropped.merge(DropReason.PEER_FULL, 1L, Long::sum);
        }
      }
      toSeveral |= wanting.size() > 1;
    }

    private void receive(Peer peer) {
      Message expected;
      do {
        expected = (Message) peer.pipe.right().poll();
        polled += expected == null ? 0 : 1;
      } while (expected != null && !peer.wants(expected)); // no longer

      assertThat(peer.sub.tryReceive()).isEqualTo(Optional.ofNullable(expected));
    }

    private void join(int peersMark) {
      var sub =
          Sub.open(still.context())
              .set(SocketOptions.RECEIVE_HIGH_WATER_MARK, peersMark)
              .connect("inproc://show");
      var peer = new Peer(sub, new PipeModel(), new HashMap<>());
      peer.pipe.left().marks(mark, 1000);
      peer.pipe.right().marks(1000, peersMark);
      peers.add(peer);
    }

    private void leave(Peer peer) {
      var unread = peer.pipe.left().offered() - peer.pipe.left().written();
      if (unread > 0) {
        dropped.merge(DropReason.PEER_GONE, unread, Long::sum);
      }
      still.leave(peer.sub);
    }

    private void check() {
      var topics = peers.stream().flatMap(peer -> peer.topics.keySet().stream()).distinct().count();
      assertThat(pub.topics()).isEqualTo((int) topics);
      var stats = pub.stats();
      assertThat(stats.offered()).isEqualTo(offered);
      assertThat(stats.written()).isEqualTo(polled);
      assertThat(stats.dropped()).isEqualTo(dropped);
      assertThat(stats.queued())
          .isEqualTo(offered - polled - dropped.values().stream().mapToLong(Long::longValue).sum());
    }

    void collectWhatWasReached() {
      Reached.collect("to several", toSeveral);
      Reached.collect("subscribed twice", heldTwice);
      Reached.collect("full", dropped.containsKey(DropReason.PEER_FULL));
      Reached.collect("left with unread messages", dropped.containsKey(DropReason.PEER_GONE));
    }

    @Override
    public void close() {
      still.close();
    }
  }
}
