package org.weftmq.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.StatisticsReport;
import org.weftmq.Message;
import org.weftmq.Routed;
import org.weftmq.RoutingId;
import org.weftmq.SocketOptions;
import org.weftmq.pattern.RouterDesk.Act;
import org.weftmq.pattern.RouterDesk.Answer;
import org.weftmq.pattern.RouterDesk.Ask;
import org.weftmq.pattern.RouterDesk.Join;
import org.weftmq.pattern.RouterDesk.Leave;
import org.weftmq.pattern.RouterDesk.Options;
import org.weftmq.pattern.RouterDesk.Read;
import org.weftmq.pattern.RouterDesk.Receive;
import org.weftmq.pattern.reqrep.Dealer;
import org.weftmq.pattern.reqrep.Router;

/** ROUTER among DEALERs that come, leave, and want the same routing ids (28/REQREP). */
class RouterProperties {
  /**
   * Catches: a message to the wrong peer; an error although there is a route with room, or none
   * although there is not; a drop that is not counted, or under the wrong name; a routing id that
   * two peers have, or nobody after its owner left; what departed peers sent being lost, or coming
   * after what their successors sent.
   */
  @StatisticsReport(onFailureOnly = true)
  @Property(edgeCases = EdgeCasesMode.NONE)
  void talksToEachPeerByItsId(@ForAll("scripts") List<Act> script) {
    try (var desk = new RouterDesk()) {
      for (var act : script) {
        desk.act(act);
        desk.checkLedger();
      }
      while (desk.receive()) {
        continue;
      }
      desk.collectWhatWasReached();
    }
  }

  /** Catches: messages of the former owner that were received already, and are dropped unnamed. */
  @Example
  void handsOverAllThatTheFormerOwnerSent() {
    try (var still = new StillContext()) {
      var router = Router.open(still.context()).set(Router.HANDOVER, true).bind("inproc://desk");
      var id = RoutingId.of("id");
      var former =
          Dealer.open(still.context()).set(SocketOptions.ROUTING_ID, id).connect("inproc://desk");
      former.trySend(Message.of("sent before"));
      Dealer.open(still.context()).set(SocketOptions.ROUTING_ID, id).connect("inproc://desk");
      still.settle();

      assertThat(router.tryReceive()).contains(new Routed(id, Message.of("sent before")));
    }
  }

  @Provide
  Arbitrary<List<Act>> scripts() {
    var who = Arbitraries.integers().between(0, 5);
    var flag = Arbitraries.of(true, false);
    var act =
        Arbitraries.<Act>frequencyOf(
            Tuple.of(4, Arbitraries.integers().between(0, 3).map(Join::new)),
            Tuple.of(3, who.map(Leave::new)),
            Tuple.of(8, who.map(Ask::new)),
            Tuple.of(3, Arbitraries.just(new Receive())),
            Tuple.of(10, who.map(w -> new Answer(w, false))),
            Tuple.of(3, who.map(w -> new Answer(w, true))),
            Tuple.of(4, who.map(Read::new)),
            Tuple.of(
                4,
                flag.flatMap(m -> Arbitraries.of(true, true, false).map(h -> new Options(m, h)))));
    return act.list().ofMaxSize(120).withSizeDistribution(RandomDistribution.uniform());
  }
}
