package org.weftmq.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.statistics.StatisticsReport;
import org.weftmq.Duplex;
import org.weftmq.Message;
import org.weftmq.Socket;
import org.weftmq.SocketOptions;
import org.weftmq.SocketType;
import org.weftmq.test.PipeModel;
import org.weftmq.test.Reached;

/** PAIR (31/EXPAIR) and CHANNEL (52/CHANNEL): two sockets are two deques; a third is kept out. */
class PairProperties {
  private enum Act {
    SEND_HERE,
    SEND_THERE,
    RECEIVE_HERE,
    RECEIVE_THERE,
    THIRD_COMES,
    RAISE_MARK,
    LOWER_MARK
  }

  /** Catches: messages lost, doubled, overtaken or given to a third; marks that do not count. */
  @StatisticsReport(onFailureOnly = true)
  @Property(edgeCases = EdgeCasesMode.NONE)
  void twoSocketsAreTwoDeques(
      @ForAll("types") SocketType type,
      @ForAll @IntRange(min = 1, max = 3) int mark,
      @ForAll("scripts") List<Act> script) {
    try (var still = new StillContext()) {
      var model = new PipeModel();
      var here = bound(still, type, mark);
      var there = connected(still, type, mark);
      model.left().marks(mark, mark);
      model.right().marks(mark, mark);
      var full = false;

      for (var act : script) {
        switch (act) {
          case SEND_HERE -> full |= !send(still, here, model.left());
          case SEND_THERE -> full |= !send(still, there, model.right());
          case RECEIVE_HERE -> receive(here, model.left());
          case RECEIVE_THERE -> receive(there, model.right());
          case THIRD_COMES -> {
            var third = connected(still, type, mark);
            third.trySend(still.next()); // waits for a peer of its own, if one ever comes
            assertThat(third.tryReceive()).isEmpty();
            still.leave(third);
          }
          case RAISE_MARK -> remark(here, model.left(), mark + 3);
          case LOWER_MARK -> remark(here, model.left(), mark);
        }
        assertThat(here.stats().peers()).isEqualTo(1);
      }
      Reached.collect("full", full);
    }
  }

  private static Duplex bound(StillContext still, SocketType type, int mark) {
    var socket = Sockets.open(still.context(), type);
    remarked(socket, mark).bind("inproc://pair");
    return socket;
  }

  private static Duplex connected(StillContext still, SocketType type, int mark) {
    var socket = Sockets.open(still.context(), type);
    remarked(socket, mark).connect("inproc://pair");
    return socket;
  }

  private static Socket remarked(Socket pair, int mark) {
    return pair.set(SocketOptions.SEND_HIGH_WATER_MARK, mark)
        .set(SocketOptions.RECEIVE_HIGH_WATER_MARK, mark);
  }

  private static void remark(Duplex pair, PipeModel.End model, int mark) {
    remarked(pair, mark);
    model.marks(mark, mark);
  }

  private static boolean send(StillContext still, Duplex from, PipeModel.End model) {
    var message = still.next();
    var expected = model.offer(message);
    assertThat(from.trySend(message)).isEqualTo(expected);
    return expected;
  }

  private static void receive(Duplex at, PipeModel.End model) {
    assertThat(at.tryReceive()).isEqualTo(Optional.ofNullable(model.poll()));
  }

  /**
   * Catches: what a former peer sent being lost, doubled, or coming after what the next one sends;
   * a place that is not free for the next peer, or a message for the next that the former took.
   */
  @Property(tries = 300)
  void eachPeerComesBehindTheFormer(
      @ForAll("types") SocketType type,
      @ForAll @Size(min = 1, max = 6) List<@IntRange(max = 5) Integer> eachSends,
      @ForAll @IntRange(max = 3) int receivedAtOnce) {
    try (var still = new StillContext()) {
      var here = bound(still, type, 10);
      var expected = new ArrayDeque<Message>();
      for (var count : eachSends) {
        var guest = connected(still, type, 10);
        for (var i = 0; i < count; i++) {
          var message = still.next();
          assertThat(guest.trySend(message)).isTrue();
          expected.add(message);
        }
        var greeting = still.next();
        assertThat(here.trySend(greeting)).isTrue();
        assertThat(guest.tryReceive()).contains(greeting);
        for (var i = 0; i < receivedAtOnce; i++) {
          assertThat(here.tryReceive()).isEqualTo(Optional.ofNullable(expected.poll()));
        }
        still.leave(guest);
        assertThat(here.trySend(still.next())).isFalse(); // there is nobody
      }
      while (!expected.isEmpty()) {
        assertThat(here.tryReceive()).contains(expected.poll());
      }
      assertThat(here.tryReceive()).isEmpty();
      assertThat(here.stats().isBalanced()).isTrue();
    }
  }

  /** Catches: messages queued before anybody was bound that are not delivered once somebody is. */
  @Property
  void mayBeConnectedBeforeItIsBound(@ForAll("types") SocketType type) {
    try (var still = new StillContext()) {
      var there = connected(still, type, 1);
      assertThat(there.trySend(Message.of("early"))).isTrue();

      var here = bound(still, type, 1);

      assertThat(here.tryReceive()).contains(Message.of("early"));
    }
  }

  @Provide
  Arbitrary<SocketType> types() {
    return Arbitraries.of(SocketType.PAIR, SocketType.CHANNEL);
  }

  @Provide
  Arbitrary<List<Act>> scripts() {
    return Arbitraries.of(Act.class)
        .list()
        .ofMaxSize(100)
        .withSizeDistribution(RandomDistribution.uniform());
  }
}
