package org.weftmq.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
import org.weftmq.WrongStateException;
import org.weftmq.pattern.radiodish.Dish;
import org.weftmq.pattern.radiodish.GroupMessage;
import org.weftmq.pattern.radiodish.Radio;
import org.weftmq.test.PipeModel;
import org.weftmq.test.Reached;

/**
 * RADIO and its DISH peers (48/RADIO-DISH), with groups that come and go and queues that fill up.
 */
class RadioProperties {
  private sealed interface Act {}

  private record Send(String group) implements Act {}

  private record Receive(int who) implements Act {}

  private record Join(int who, String group) implements Act {}

  private record Leave(int who, String group) implements Act {}

  private record Come(int mark) implements Act {}

  private record Go(int who) implements Act {}

  /**
   * Catches: a message that reaches somebody who is not in its group, or does not reach somebody
   * who is; a group that matches more than its own name; a full member that others suffer from; a
   * member that outlives its peer; a wrong ledger.
   */
  @StatisticsReport(onFailureOnly = true)
  @Property(edgeCases = EdgeCasesMode.NONE)
  void deliversToTheMembersThatHaveRoom(
      @ForAll @IntRange(min = 1, max = 3) int mark, @ForAll("scripts") List<Act> script) {
    try (var station = new Station(mark, false)) {
      script.forEach(station::act);
      station.collectWhatWasReached();
    }
  }

  /** Catches: a message that some members get and others do not although none may be dropped. */
  @Property(edgeCases = EdgeCasesMode.NONE, tries = 300)
  void withoutDropsAllMembersGetAMessageOrNobody(
      @ForAll @IntRange(min = 1, max = 3) int mark, @ForAll("scripts") List<Act> script) {
    try (var station = new Station(mark, true)) {
      script.forEach(station::act);
    }
  }

  @Provide
  Arbitrary<List<Act>> scripts() {
    var who = Arbitraries.integers().between(0, 5);
    var group = Arbitraries.of("", "a", "b", "ab");
    var act =
        Arbitraries.<Act>frequencyOf(
            Tuple.of(10, group.map(Send::new)),
            Tuple.of(6, who.map(Receive::new)),
            Tuple.of(7, Combinators.combine(who, group).as(Join::new)),
            Tuple.of(3, Combinators.combine(who, group).as(Leave::new)),
            Tuple.of(2, Arbitraries.integers().between(1, 3).map(Come::new)),
            Tuple.of(1, who.map(Go::new)));
    return act.list().ofMaxSize(120).withSizeDistribution(RandomDistribution.uniform());
  }

  /** A RADIO with its peers, and what the RFC makes of it. */
  private static final class Station implements AutoCloseable {
    private record Peer(Dish dish, PipeModel pipe, Set<String> groups) {
      boolean isIn(Message message) {
        return groups.contains(message.text());
      }
    }

    private final StillContext still = new StillContext();
    private final int mark;
    private final boolean noDrop;
    private final Radio radio;
    private final List<Peer> peers = new ArrayList<>();
    private final Map<DropReason, Long> dropped = new EnumMap<>(DropReason.class);
    private long offered;
    private long polled;
    private boolean toSeveral;
    private boolean leftEarly;

    Station(int mark, boolean noDrop) {
      this.mark = mark;
      this.noDrop = noDrop;
      this.radio =
          Radio.open(still.context())
              .set(SocketOptions.SEND_HIGH_WATER_MARK, mark)
              .set(Radio.NO_DROP, noDrop)
              .bind("inproc://station");
    }

    void act(Act act) {
      switch (act) {
        case Send(String group) -> send(still.next().prepend(Message.of(group).first()));
        case Come(int peersMark) -> come(peersMark);
        case Receive(int who) when !peers.isEmpty() -> receive(peers.get(who % peers.size()));
        case Join(int who, String group) when !peers.isEmpty() ->
            join(peers.get(who % peers.size()), group);
        case Leave(int who, String group) when !peers.isEmpty() ->
            leave(peers.get(who % peers.size()), group);
        case Go(int who) when !peers.isEmpty() -> go(peers.remove(who % peers.size()));
        default -> {} // nobody is there
      }
      still.settle();
      check();
    }

    private void send(Message message) {
      var members = peers.stream().filter(peer -> peer.isIn(message)).toList();
      var waits = noDrop && members.stream().anyMatch(peer -> !peer.pipe.left().isWritable());

      assertThat(radio.trySend(new GroupMessage(message.text(), message.frame(1))))
          .isEqualTo(!waits);

      if (waits) {
        return;
      }
      if (members.isEmpty()) {
        offered++;
        dropped.merge(DropReason.NO_SUBSCRIBER, 1L, Long::sum);
      }
      for (var peer : members) {
        offered++;
        if (!peer.pipe.left().offer(message)) {
          dropped.merge(DropReason.PEER_FULL, 1L, Long::sum);
        }
      }
      toSeveral |= members.size() > 1;
    }

    private void receive(Peer peer) {
      Message expected;
      do {
        expected = (Message) peer.pipe.right().poll();
        polled += expected == null ? 0 : 1;
        leftEarly |= expected != null && !peer.isIn(expected);
      } while (expected != null && !peer.isIn(expected));

      assertThat(peer.dish.tryReceive())
          .isEqualTo(
              Optional.ofNullable(expected).map(m -> new GroupMessage(m.text(), m.frame(1))));
    }

    private void join(Peer peer, String group) {
      if (peer.groups.add(group)) {
        peer.dish.join(group);
      } else {
        assertThatThrownBy(() -> peer.dish.join(group)).isInstanceOf(WrongStateException.class);
      }
    }

    private void leave(Peer peer, String group) {
      if (peer.groups.remove(group)) {
        peer.dish.leave(group);
      } else {
        assertThatThrownBy(() -> peer.dish.leave(group)).isInstanceOf(WrongStateException.class);
      }
    }

    private void come(int peersMark) {
      var dish =
          Dish.open(still.context())
              .set(SocketOptions.RECEIVE_HIGH_WATER_MARK, peersMark)
              .connect("inproc://station");
      var peer = new Peer(dish, new PipeModel(), new HashSet<>());
      peer.pipe.left().marks(mark, 1000);
      peer.pipe.right().marks(1000, peersMark);
      peers.add(peer);
    }

    private void go(Peer peer) {
      var unread = peer.pipe.left().offered() - peer.pipe.left().written();
      if (unread > 0) {
        dropped.merge(DropReason.PEER_GONE, unread, Long::sum);
      }
      still.leave(peer.dish);
    }

    private void check() {
      for (var group : List.of("", "a", "b", "ab")) {
        var members = peers.stream().filter(peer -> peer.groups.contains(group)).count();
        assertThat(radio.members(group)).isEqualTo((int) members);
      }
      for (var peer : peers) {
        assertThat(peer.dish.groups()).containsExactlyInAnyOrderElementsOf(peer.groups);
      }
      var stats = radio.stats();
      assertThat(stats.offered()).isEqualTo(offered);
      assertThat(stats.written()).isEqualTo(polled);
      assertThat(stats.dropped()).isEqualTo(dropped);
      assertThat(stats.queued())
          .isEqualTo(offered - polled - dropped.values().stream().mapToLong(Long::longValue).sum());
    }

    void collectWhatWasReached() {
      Reached.collect("to several", toSeveral);
      Reached.collect("left before it was received", leftEarly);
      Reached.collect("full", dropped.containsKey(DropReason.PEER_FULL));
      Reached.collect("gone with unread messages", dropped.containsKey(DropReason.PEER_GONE));
    }

    @Override
    public void close() {
      still.close();
    }
  }
}
