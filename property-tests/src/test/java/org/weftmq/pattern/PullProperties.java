package org.weftmq.pattern;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.weftmq.Message;
import org.weftmq.SocketOptions;
import org.weftmq.pattern.pipeline.Pull;
import org.weftmq.pattern.pipeline.Push;
import org.weftmq.spi.Item;
import org.weftmq.test.PipeModel;
import org.weftmq.test.Reached;

/** PULL among its PUSH peers (30/PIPELINE): fair queueing, and what departed peers left behind. */
class PullProperties {
  private static final int MARK = 2;

  private sealed interface Act {}

  private record Send(int who) implements Act {}

  private record Receive() implements Act {}

  private record Join() implements Act {}

  private record Leave(int who) implements Act {}

  /**
   * Catches: a peer that is served twice while another waits; a message of a departed peer that is
   * lost; a peer that is forgotten once its queue was empty; messages of one peer out of order.
   */
  @StatisticsReport(onFailureOnly = true)
  @Property(edgeCases = EdgeCasesMode.NONE)
  void receivesOneMessageOfEachPeerInTurn(@ForAll("scripts") List<Act> script) {
    try (var work = new Work()) {
      for (var act : script) {
        work.act(act);
      }
      work.drain();
      work.collectWhatWasReached();
    }
  }

  @Provide
  Arbitrary<List<Act>> scripts() {
    var who = Arbitraries.integers().between(0, 5);
    var act =
        Arbitraries.<Act>frequencyOf(
            Tuple.of(12, who.map(Send::new)),
            Tuple.of(8, Arbitraries.just(new Receive())),
            Tuple.of(2, Arbitraries.just(new Join())),
            Tuple.of(1, who.map(Leave::new)));
    return act.list().ofMaxSize(120).withSizeDistribution(RandomDistribution.uniform());
  }

  private static final class Work implements AutoCloseable {
    private record Peer(Push push, PipeModel pipe) {}

    private final StillContext still = new StillContext();
    private final Pull pull =
        Pull.open(still.context())
            .set(SocketOptions.RECEIVE_HIGH_WATER_MARK, 1)
            .bind("inproc://work");
    private final List<Peer> peers = new ArrayList<>();
    // Those that may have something, and those of which it is not known that they have nothing.
    private final Deque<Peer> rotation = new ArrayDeque<>();
    private long received;
    private boolean severalWaited;
    private boolean full;
    private boolean leftSomething;

    void act(Act act) {
      switch (act) {
        case Send(int who) -> {
          if (!peers.isEmpty()) {
            send(peers.get(who % peers.size()));
          }
        }
        case Receive() -> receive();
        case Join() -> join();
        case Leave(int who) -> {
          if (!peers.isEmpty()) {
            var peer = peers.remove(who % peers.size());
            leftSomething |= peer.pipe.right().isReadable();
            still.leave(peer.push);
          }
        }
      }
    }

    private void send(Peer peer) {
      var message = still.next();
      var expected = peer.pipe.left().offer(message);

      assertThat(peer.push.trySend(message)).isEqualTo(expected);

      full |= !expected;
      if (expected && !rotation.contains(peer)) {
        rotation.add(peer);
      }
    }

    private boolean receive() {
      severalWaited |= rotation.stream().filter(p -> p.pipe.right().isReadable()).count() > 1;
      Item expected = null;
      while (expected == null && !rotation.isEmpty()) {
        var next = rotation.remove();
        expected = next.pipe.right().poll();
        if (expected != null) {
          rotation.add(next);
        }
      }

      Optional<Message> actual = pull.tryReceive();

      assertThat(actual).isEqualTo(Optional.ofNullable(expected));
      received += actual.isPresent() ? 1 : 0;
      assertThat(pull.stats().received()).isEqualTo(received);
      return actual.isPresent();
    }

    private void join() {
      var push =
          Push.open(still.context())
              .set(SocketOptions.SEND_HIGH_WATER_MARK, MARK - 1)
              .connect("inproc://work");
      var peer = new Peer(push, new PipeModel());
      peer.pipe.left().marks(MARK - 1, 1000);
      peer.pipe.right().marks(1000, 1);
      peers.add(peer);
      rotation.add(peer);
    }

    void drain() {
      while (receive()) {
        continue;
      }
      assertThat(pull.stats().peers()).isEqualTo(peers.size());
      for (var peer : peers) {
        assertThat(peer.push.stats().queued()).isZero();
      }
    }

    void collectWhatWasReached() {
      Reached.collect("several waited", severalWaited);
      Reached.collect("full", full);
      Reached.collect("left with unread messages", leftSomething);
    }

    @Override
    public void close() {
      still.close();
    }
  }
}
