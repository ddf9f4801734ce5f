package org.weftmq.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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
import net.jqwik.api.statistics.StatisticsReport;
import org.weftmq.Frame;
import org.weftmq.pattern.pubsub.Upstream;
import org.weftmq.pattern.pubsub.XPub;
import org.weftmq.pattern.pubsub.XSub;
import org.weftmq.test.Reached;

/** What an XPUB tells of its peers' subscriptions (29/PUBSUB). */
class XPubProperties {
  private enum Mode {
    PLAIN,
    VERBOSE,
    VERBOSER
  }

  private sealed interface Act {}

  private record Subscribe(int who, String topic) implements Act {}

  private record Unsubscribe(int who, String topic) implements Act {}

  private record Join() implements Act {}

  private record Leave(int who) implements Act {}

  /**
   * Catches: a topic whose first subscriber or last departure is not told, or told again; a peer
   * that leaves and takes along what others have, or leaves something behind; modes that tell too
   * much or too little.
   */
  @StatisticsReport(onFailureOnly = true)
  @Property(edgeCases = EdgeCasesMode.NONE)
  void tellsOfFirstSubscribersAndLastDepartures(
      @ForAll Mode mode, @ForAll("scripts") List<Act> script) {
    try (var show = new Show(mode)) {
      script.forEach(show::act);
      show.collectWhatWasReached();
    }
  }

  @Provide
  Arbitrary<List<Act>> scripts() {
    var who = Arbitraries.integers().between(0, 3);
    var topic = Arbitraries.of("", "a", "ab", "b");
    var act =
        Arbitraries.<Act>frequencyOf(
            Tuple.of(8, Combinators.combine(who, topic).as(Subscribe::new)),
            Tuple.of(6, Combinators.combine(who, topic).as(Unsubscribe::new)),
            Tuple.of(3, Arbitraries.just(new Join())),
            Tuple.of(1, who.map(Leave::new)));
    return act.list().ofMaxSize(80).withSizeDistribution(RandomDistribution.uniform());
  }

  private static final class Show implements AutoCloseable {
    private record Peer(XSub xsub, Set<String> topics) {}

    private final StillContext still = new StillContext();
    private final Mode mode;
    private final XPub xpub;
    private final List<Peer> peers = new ArrayList<>();
    private boolean shared;
    private boolean leftSomething;

    Show(Mode mode) {
      this.mode = mode;
      this.xpub =
          XPub.open(still.context())
              .set(XPub.VERBOSE, mode == Mode.VERBOSE)
              .set(XPub.VERBOSER, mode == Mode.VERBOSER)
              .bind("inproc://show");
    }

    void act(Act act) {
      switch (act) {
        case Join() ->
            peers.add(
                new Peer(
                    XSub.open(still.context())
                        .set(XSub.VERBOSE_UNSUBSCRIBE, true) // so that each request arrives
                        .connect("inproc://show"),
                    new HashSet<>()));
        case Subscribe(int who, String topic) when !peers.isEmpty() -> {
          var peer = peers.get(who % peers.size());
          var told = mode != Mode.PLAIN || !isHeld(topic);
          peer.xsub.subscribe(topic);
          peer.topics.add(topic);
          expect(told ? List.of(new Upstream.Subscribed(Frame.of(topic))) : List.of());
        }
        case Unsubscribe(int who, String topic) when !peers.isEmpty() -> {
          var peer = peers.get(who % peers.size());
          peer.xsub.unsubscribe(topic);
          peer.topics.remove(topic);
          expect(unsubscribed(List.of(topic)));
        }
        case Leave(int who) when !peers.isEmpty() -> {
          var peer = peers.remove(who % peers.size());
          still.leave(peer.xsub);
          leftSomething |= !peer.topics.isEmpty();
          expect(unsubscribed(List.copyOf(peer.topics)));
        }
        default -> {} // nobody is there
      }
      for (var topic : List.of("", "a", "ab", "b")) {
        shared |= peers.stream().filter(peer -> peer.topics.contains(topic)).count() > 1;
      }
    }

    /** What is told when a peer does not have these any more. */
    private List<Upstream> unsubscribed(List<String> topics) {
      return topics.stream()
          .filter(topic -> mode == Mode.VERBOSER || !isHeld(topic))
          .<Upstream>map(topic -> new Upstream.Unsubscribed(Frame.of(topic)))
          .toList();
    }

    private boolean isHeld(String topic) {
      return peers.stream().anyMatch(peer -> peer.topics.contains(topic));
    }

    private void expect(List<? extends Upstream> expected) {
      still.settle();
      var told = new ArrayList<Upstream>();
      for (var event = xpub.tryReceive(); event.isPresent(); event = xpub.tryReceive()) {
        told.add(event.get());
      }
      assertThat(told).containsExactlyInAnyOrderElementsOf(expected);
    }

    void collectWhatWasReached() {
      Reached.collect("a topic of several", shared);
      Reached.collect("left with subscriptions", leftSomething);
    }

    @Override
    public void close() {
      still.close();
    }
  }
}
