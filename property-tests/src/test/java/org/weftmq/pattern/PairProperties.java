package org.weftmq.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.StatisticsReport;
import org.weftmq.Message;
import org.weftmq.SocketOptions;
import org.weftmq.pattern.pair.Pair;
import org.weftmq.test.PipeModel;

/** PAIR (31/EXPAIR): two sockets are two deques; a third one is kept out. */
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
      @ForAll @IntRange(min = 1, max = 3) int mark, @ForAll("scripts") List<Act> script) {
    try (var still = new StillContext()) {
      var model = new PipeModel();
      var here = pair(still, mark).bind("inproc://pair");
      var there = pair(still, mark).connect("inproc://pair");
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
            var third = pair(still, mark).connect("inproc://pair");
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

  private static Pair pair(StillContext still, int mark) {
    return remarked(Pair.open(still.context()), mark);
  }

  private static Pair remarked(Pair pair, int mark) {
    return pair.set(SocketOptions.SEND_HIGH_WATER_MARK, mark)
        .set(SocketOptions.RECEIVE_HIGH_WATER_MARK, mark);
  }

  private static void remark(Pair pair, PipeModel.End model, int mark) {
    remarked(pair, mark);
    model.marks(mark, mark);
  }

  private static boolean send(StillContext still, Pair from, PipeModel.End model) {
    var message = still.next();
    var expected = model.offer(message);
    assertThat(from.trySend(message)).isEqualTo(expected);
    return expected;
  }

  private static void receive(Pair at, PipeModel.End model) {
    assertThat(at.tryReceive()).isEqualTo(Optional.ofNullable(model.poll()));
  }

  /** Catches: what a former peer sent being lost, or coming after what the next one sends. */
  @Example
  void theNextPeerComesBehindTheFormer() {
    try (var still = new StillContext()) {
      var here = Pair.open(still.context()).bind("inproc://pair");
      var former = Pair.open(still.context()).connect("inproc://pair");
      former.trySend(Message.of("1"));
      former.trySend(Message.of("2"));
      still.leave(former);
      var next = Pair.open(still.context()).connect("inproc://pair");
      next.trySend(Message.of("3"));

      assertThat(here.tryReceive()).contains(Message.of("1"));
      assertThat(here.tryReceive()).contains(Message.of("2"));
      assertThat(here.tryReceive()).contains(Message.of("3"));
    }
  }

  /** Catches: messages queued before anybody was bound that are not delivered once somebody is. */
  @Example
  void mayBeConnectedBeforeItIsBound() {
    try (var still = new StillContext()) {
      var there = Pair.open(still.context()).connect("inproc://pair");
      assertThat(there.trySend(Message.of("early"))).isTrue();

      var here = Pair.open(still.context()).bind("inproc://pair");

      assertThat(here.tryReceive()).contains(Message.of("early"));
    }
  }

  @Provide
  Arbitrary<List<Act>> scripts() {
    return Arbitraries.of(Act.class)
        .list()
        .ofMaxSize(100)
        .withSizeDistribution(RandomDistribution.uniform());
  }
}
