package org.weftmq.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.Predicate;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.weftmq.Context;
import org.weftmq.test.Eventually;
import org.weftmq.test.Leaks;
import org.weftmq.test.Topology;

/** Sockets find one another, whoever of them binds and over whatever transport. */
class TopologyProperties {
  @Provide
  Arbitrary<Topology> topologies() {
    return Topology.any();
  }

  /**
   * Catches: a pair of sockets that do not meet because of who binds; one that is counted twice.
   */
  @Property(tries = 30)
  void eachMeetsThoseItIsLinkedTo(@ForAll("topologies") Topology topology)
      throws InterruptedException {
    try (var leaks = Leaks.watch();
        var context = Context.open()) {
      assertThat(leaks.now()).isNotEmpty(); // the context is open
      var talkers = topology.open(context);
      for (var i = 0; i < talkers.size(); i++) {
        var socket = talkers.get(i).socket();
        Eventually.within(Duration.ofSeconds(20))
            .showing(socket)
            .see(
                "all peers of socket " + i, () -> socket.stats().peers(), topologyHas(topology, i));
      }
      talkers.forEach(talker -> talker.close());
    }
  }

  private static Predicate<Integer> topologyHas(Topology topology, int socket) {
    return peers -> peers == topology.degree(socket);
  }
}
