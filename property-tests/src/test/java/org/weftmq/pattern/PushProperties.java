package org.weftmq.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.StatisticsReport;
import org.weftmq.DropReason;
import org.weftmq.SocketOptions;
import org.weftmq.pattern.pipeline.Pull;
import org.weftmq.pattern.pipeline.Push;
import org.weftmq.test.PipeModel;
import org.weftmq.test.Reached;

/** PUSH among its PULL peers (30/PIPELINE), with queues that fill up and peers that come and go. */
class PushProperties {
  private sealed interface Act {}

  private record Send() implements Act {}

  private record Receive(int who) implements Act {}

  private record Join(int mark) implements Act {}

  private record Leave(int who) implements Act {}

  /**
   * Catches: a message that goes to nobody or to two; turns that are skipped or taken twice; a full
   * or departed peer that stops the others or is never asked again; a wrong ledger.
   */
  @StatisticsReport(onFailureOnly = true)
  @Property(edgeCases = EdgeCasesMode.NONE)
  void sendsToTheNextAvailablePeerInTurn(
      @ForAll @IntRange(min = 1, max = 3) int mark, @ForAll("scripts") List<Act> script) {
    try (var work = new Work(mark)) {
      for (var act : script) {
        work.act(act);
        work.checkLedger();
      }
      work.collectWhatWasReached();
    }
  }

  /** Catches: a rotation that favours somebody (30/PIPELINE: round-robin). */
  @Property
  void countsDifferByAtMostOneWhileAllAreAvailable(
      @ForAll @IntRange(min = 1, max = 6) int peers,
      @ForAll @IntRange(min = 0, max = 60) int messages) {
    try (var still = new StillContext()) {
      var push = Push.open(still.context()).bind("inproc://work");
      var pulls = new ArrayList<Pull>();
      for (var i = 0; i < peers; i++) {
        pulls.add(Pull.open(still.context()).connect("inproc://work"));
      }

      for (var i = 0; i < messages; i++) {
        assertThat(push.trySend(still.next())).isTrue();
      }

      for (var i = 0; i < peers; i++) {
        var count = 0;
        while (pulls.get(i).tryReceive().isPresent()) {
          count++;
        }
        assertThat(count).isEqualTo(messages / peers + (i < messages % peers ? 1 : 0));
      }
    }
  }

  @Provide
  Arbitrary<List<Act>> scripts() {
    var who = Arbitraries.integers().between(0, 5);
    var act =
        Arbitraries.<Act>frequencyOf(
            Tuple.of(10, Arbitraries.just(new Send())),
            Tuple.of(8, who.map(Receive::new)),
            Tuple.of(2, Arbitraries.integers().between(1, 3).map(Join::new)),
            Tuple.of(1, who.map(Leave::new)));
    return act.list().ofMaxSize(120).withSizeDistribution(RandomDistribution.uniform());
  }

  /** A PUSH with its peers, and what the RFC makes of it. */
  private static final class Work implements AutoCloseable {
    private record Peer(Pull pull, PipeModel pipe) {}

    private final StillContext still = new StillContext();
    private final int mark;
    private final Push push;
    private final List<Peer> peers = new ArrayList<>();
    private final Deque<Peer> rotation = new ArrayDeque<>();
    private long sent;
    private long received;
    private long dropped;
    private boolean severalPeers;
    private boolean full;
    private boolean leftSomething;

    Work(int mark) {
      this.mark = mark;
      this.push =
          Push.open(still.context())
              .set(SocketOptions.SEND_HIGH_WATER_MARK, mark)
              .bind("inproc://work");
    }

    void act(Act act) {
      switch (act) {
        case Send() -> send();
        case Receive(int who) -> {
          if (!peers.isEmpty()) {
            receive(peers.get(who % peers.size()));
          }
        }
        case Join(int peersMark) -> join(peersMark);
        case Leave(int who) -> {
          if (!peers.isEmpty()) {
            leave(peers.remove(who % peers.size()));
          }
        }
      }
    }

    private void send() {
      var message = still.next();
      var turns = rotation.size();
      var expected = false;
      for (var i = 0; i < turns && !expected; i++) {
        var next = rotation.remove();
        expected = next.pipe.left().offer(message);
        if (expected) {
          rotation.add(next);
        } // else it is full, and out of the rotation until it has room
      }

      assertThat(push.trySend(message)).isEqualTo(expected);

      sent += expected ? 1 : 0;
      full |= !expected && !peers.isEmpty();
      severalPeers |= peers.size() > 2;
    }

    private void receive(Peer peer) {
      var expected = Optional.ofNullable(peer.pipe.right().poll());

      assertThat(peer.pull.tryReceive()).isEqualTo(expected);

      received += expected.isPresent() ? 1 : 0;
      if (!rotation.contains(peer) && peer.pipe.left().isWritable()) {
        rotation.add(peer);
      }
    }

    private void join(int peersMark) {
      var pull =
          Pull.open(still.context())
              .set(SocketOptions.RECEIVE_HIGH_WATER_MARK, peersMark)
              .connect("inproc://work");
      var peer = new Peer(pull, new PipeModel());
      peer.pipe.left().marks(mark, 1000);
      peer.pipe.right().marks(1000, peersMark);
      peers.add(peer);
      rotation.add(peer);
    }

    private void leave(Peer peer) {
      var unread = peer.pipe.left().offered() - peer.pipe.left().written();
      rotation.remove(peer);
      dropped += unread;
      leftSomething |= unread > 0;

      still.leave(peer.pull);
    }

    void checkLedger() {
      var stats = push.stats();
      assertThat(stats.offered()).isEqualTo(sent);
      assertThat(stats.written()).isEqualTo(received);
      assertThat(stats.queued()).isEqualTo(sent - received - dropped);
      assertThat(stats.dropped())
          .isEqualTo(dropped == 0 ? Map.of() : Map.of(DropReason.PEER_GONE, dropped));
      assertThat(stats.peers()).isEqualTo(peers.size());
    }

    void collectWhatWasReached() {
      Reached.collect("three peers", severalPeers);
      Reached.collect("all full", full);
      Reached.collect("left with unread messages", leftSomething);
    }

    @Override
    public void close() {
      still.close();
    }
  }
}
