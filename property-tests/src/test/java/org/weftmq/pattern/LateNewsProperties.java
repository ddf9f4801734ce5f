package org.weftmq.pattern;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.StatisticsReport;
import org.weftmq.pattern.LateNewsDesk.Act;
import org.weftmq.pattern.LateNewsDesk.Addressing;
import org.weftmq.pattern.LateNewsDesk.Disconnect;
import org.weftmq.pattern.LateNewsDesk.Hear;
import org.weftmq.pattern.LateNewsDesk.Join;
import org.weftmq.pattern.LateNewsDesk.Leave;
import org.weftmq.pattern.LateNewsDesk.Receive;
import org.weftmq.pattern.LateNewsDesk.Say;
import org.weftmq.pattern.LateNewsDesk.Send;
import org.weftmq.pattern.LateNewsDesk.Tell;
import org.weftmq.spi.PeerRefused;

/**
 * Sockets that address their peers, among peers that come and go at any moment, and of whose
 * leaving they hear at any later one.
 */
class LateNewsProperties {
  /**
   * Catches: a message to another peer than the one of its id; a route to one that has left, or
   * none to one that has not; an id that is given twice; a message of a peer that is lost, doubled
   * or out of order, or that waits though all is told; a drop without a name; a route that stays.
   */
  @StatisticsReport(onFailureOnly = true)
  @Property(edgeCases = EdgeCasesMode.NONE, tries = 300)
  void whatItHearsLateHurtsNobody(
      @ForAll Addressing addressing, @ForAll("scripts") List<Act> script) throws PeerRefused {
    try (var desk = new LateNewsDesk(addressing)) {
      for (var act : script) {
        desk.act(act);
        desk.check();
      }
      desk.finish();
      desk.collectWhatWasReached();
    }
  }

  @Provide
  Arbitrary<List<Act>> scripts() {
    var who = Arbitraries.integers().between(0, 7);
    var act =
        Arbitraries.<Act>frequencyOf(
            Tuple.of(3, Arbitraries.just(new Join())),
            Tuple.of(2, who.map(Leave::new)),
            Tuple.of(8, who.map(Tell::new)),
            Tuple.of(8, who.map(Say::new)),
            Tuple.of(5, who.map(Hear::new)),
            Tuple.of(8, Arbitraries.just(new Receive())),
            Tuple.of(10, who.map(Send::new)),
            Tuple.of(1, who.map(Disconnect::new)));
    return act.list()
        .ofMinSize(10)
        .ofMaxSize(150)
        .withSizeDistribution(RandomDistribution.uniform());
  }
}
