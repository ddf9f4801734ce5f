package org.weftmq.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.statistics.StatisticsReport;
import org.weftmq.Message;
import org.weftmq.NoRouteException;
import org.weftmq.RoutingId;
import org.weftmq.SocketOptions;
import org.weftmq.pattern.reqrep.Dealer;
import org.weftmq.pattern.reqrep.Router;
import org.weftmq.test.Reached;
import org.weftmq.test.RecordedTries;
import org.weftmq.test.Recording;

/** Who owns a routing id (28/REQREP): that depends on who came and left, and on nothing else. */
@AddLifecycleHook(RecordedTries.class)
class TakeOverProperties {
  private static final List<RoutingId> IDS = List.of(RoutingId.of("one"), RoutingId.of("two"));

  private sealed interface Act {}

  private record Come(int id) implements Act {}

  private record Leave(int who) implements Act {}

  private record Say(int who) implements Act {}

  /** What the application does, and what must make no difference. */
  private record Receive(int times) implements Act {}

  /**
   * Catches: an owner that depends on whether the application receives: a peer that is refused
   * while there is something unread of one that left, an id that nobody can have after its owner
   * left, messages for the new owner that go to the old one (libzmq 2892, 4503).
   */
  @StatisticsReport(onFailureOnly = true)
  @Property(edgeCases = EdgeCasesMode.NONE)
  void ownersDoNotDependOnWhenTheApplicationReceives(
      @ForAll boolean handover, @ForAll("scripts") List<Act> script, Recording recording) {
    var base = run(handover, script, false, new Recording());

    var owners = run(handover, script, true, recording);

    assertThat(owners).isEqualTo(base);
    Reached.collect(
        "an id of several, one after another",
        base.stream().flatMap(List::stream).filter(owner -> owner >= 0).distinct().count() > 2);
    Reached.collect("nobody any more", base.stream().anyMatch(owner -> owner.contains(-1)));
    Reached.collect("receives", script.stream().anyMatch(Receive.class::isInstance));
  }

  @Provide
  Arbitrary<List<Act>> scripts() {
    var id = Arbitraries.integers().between(0, IDS.size() - 1);
    var who = Arbitraries.integers().between(0, 5);
    var act =
        Arbitraries.<Act>frequencyOf(
            Tuple.of(4, id.map(Come::new)),
            Tuple.of(3, who.map(Leave::new)),
            Tuple.of(4, who.map(Say::new)),
            Tuple.of(3, Arbitraries.integers().between(1, 3).map(Receive::new)));
    return act.list().ofMaxSize(40).withSizeDistribution(RandomDistribution.uniform());
  }

  /** After each step but a receive: the owner of each id by its number, -1 for nobody. */
  private static List<List<Integer>> run(
      boolean handover, List<Act> script, boolean receiving, Recording recording) {
    var owners = new ArrayList<List<Integer>>();
    try (var still = new StillContext()) {
      var router = Router.open(still.context()).set(Router.HANDOVER, handover).bind("inproc://ids");
      var dealers = new ArrayList<Dealer>();
      var present = new ArrayList<Integer>();
      for (var act : script) {
        switch (act) {
          case Come(int id) -> {
            recording.does("dealer " + dealers.size(), "come as " + IDS.get(id));
            present.add(dealers.size());
            dealers.add(
                Dealer.open(still.context())
                    .set(SocketOptions.ROUTING_ID, IDS.get(id))
                    .connect("inproc://ids"));
          }
          case Leave(int who) when !present.isEmpty() -> {
            var gone = present.remove(who % present.size());
            recording.does("dealer " + gone, "leave");
            still.leave(dealers.get(gone));
          }
          case Say(int who) when !present.isEmpty() -> {
            var speaker = present.get(who % present.size());
            recording.does("dealer " + speaker, "say");
            dealers.get(speaker).trySend(still.next());
          }
          case Receive(int times) when receiving -> {
            for (var i = 0; i < times; i++) {
              recording.does("router", "receive");
              router.tryReceive();
            }
          }
          default -> {} // nobody is there, or nobody receives
        }
        still.settle();
        if (!(act instanceof Receive)) {
          owners.add(IDS.stream().map(id -> owner(router, id, dealers, present)).toList());
          recording.tells("router", "owners " + owners.getLast());
        }
      }
    }
    return owners;
  }

  /** Who gets what is sent to that id. */
  private static int owner(
      Router router, RoutingId id, List<Dealer> dealers, List<Integer> present) {
    try {
      assertThat(router.trySend(id, Message.of("who are you?"))).isTrue();
    } catch (NoRouteException e) {
      return -1;
    }
    var got = present.stream().filter(who -> dealers.get(who).tryReceive().isPresent()).toList();
    assertThat(got).as("owners of %s", id).hasSize(1);
    return got.getFirst();
  }
}
