package org.weftmq.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import org.weftmq.Message;
import org.weftmq.SocketClosedException;
import org.weftmq.SocketOptions;
import org.weftmq.SocketType;
import org.weftmq.pattern.pair.Pair;
import org.weftmq.pattern.reqrep.Dealer;
import org.weftmq.pattern.strategy.Dealing;
import org.weftmq.pattern.strategy.PlainMessages;
import org.weftmq.pipe.Pipe;
import org.weftmq.spi.Outcome;
import org.weftmq.test.RecordedTries;
import org.weftmq.test.Recording;

/** A routing that throws what no routing may throw, at each of its calls in turn. */
@AddLifecycleHook(RecordedTries.class)
class ContainmentProperties {
  /** More calls than a scene makes: beyond its last one nothing goes wrong. */
  private static final int MOST_CALLS = 120;

  /** What is thrown; an error, so that nobody takes it for the caller's fault. */
  private static final class Planted extends Error {
    private static final long serialVersionUID = 1;

    Planted(String where) {
      super(where);
    }
  }

  /** A DEALER's routing that throws at one of its calls. */
  private static final class Explosive implements PlainMessages {
    private final Dealing dealing = new Dealing();
    private final int at;
    private int calls;

    Explosive(int at) {
      this.at = at;
    }

    private void call(String what) {
      if (++calls == at) {
        throw new Planted(what);
      }
    }

    boolean hasExploded() {
      return calls >= at;
    }

    @Override
    public void attached(Pipe pipe) {
      call("attached");
      dealing.attached(pipe);
    }

    @Override
    public void connected(Pipe pipe) {
      call("connected");
    }

    @Override
    public void readable(Pipe pipe) {
      call("readable");
      dealing.readable(pipe);
    }

    @Override
    public void writable(Pipe pipe) {
      call("writable");
      dealing.writable(pipe);
    }

    @Override
    public void detached(Pipe pipe) {
      call("detached");
      dealing.detached(pipe);
    }

    @Override
    public Outcome send(Message message) {
      call("send");
      return dealing.send(message);
    }

    @Override
    public Message receive() {
      call("receive");
      return dealing.receive();
    }
  }

  /**
   * Catches: an exception in one socket's turn that reaches another socket or its callers, or that
   * leaves that socket half alive, its name taken, its peers waiting for it, or a wrong ledger; a
   * caller who is not told the cause.
   */
  @Property(generation = GenerationMode.EXHAUSTIVE)
  void whatOneRoutingThrowsEndsThatSocketOnly(
      @ForAll @IntRange(min = 1, max = MOST_CALLS) int at, Recording recording) {
    try (var still = new StillContext()) {
      var explosive = new Explosive(at);
      var victim = new PlainSocket<>(still.context().open(SocketType.DEALER, explosive, List.of()));
      var neighbours = new Neighbours(still);
      var scene = new Scenario(still, victim, explosive, recording);

      scene.play(neighbours);

      assertThat(neighbours.heard).containsExactly("0", "1", "2", "3", "4", "5");
      if (explosive.hasExploded()) {
        scene.checkThatItEnded();
      } else {
        assertThat(victim.core().isClosed()).isFalse();
      }
      scene.checkPeers();
    }
  }

  /** The scene is long enough for each kind of call to come several times. */
  @Example
  void theSceneEndsBeforeItsLastCall() {
    try (var still = new StillContext()) {
      var explosive = new Explosive(Integer.MAX_VALUE);
      var victim = new PlainSocket<>(still.context().open(SocketType.DEALER, explosive, List.of()));
      new Scenario(still, victim, explosive, new Recording()).play(new Neighbours(still));

      assertThat(explosive.calls).isBetween(MOST_CALLS / 3, MOST_CALLS - 1);
    }
  }

  /** Two that have nothing to do with the one that fails, but live in the same context. */
  private static final class Neighbours {
    private final Pair left;
    private final Pair right;
    private final List<String> heard = new ArrayList<>();
    private int said;

    Neighbours(StillContext still) {
      left = Pair.open(still.context()).bind("inproc://neighbours");
      right = Pair.open(still.context()).connect("inproc://neighbours");
    }

    void talk() {
      assertThat(left.trySend(Message.of(Integer.toString(said++)))).isTrue();
      right.tryReceive().ifPresent(message -> heard.add(message.text()));
    }
  }

  /** What happens to the one that fails, and to its peers. */
  private static final class Scenario {
    private final StillContext still;
    private final PlainSocket<Message, Message> victim;
    private final Explosive explosive;
    private final Recording recording;
    private final List<Dealer> peers = new ArrayList<>();
    private boolean told;

    Scenario(
        StillContext still,
        PlainSocket<Message, Message> victim,
        Explosive explosive,
        Recording recording) {
      this.still = still;
      this.victim = victim;
      this.explosive = explosive;
      this.recording = recording;
    }

    void play(Neighbours neighbours) {
      onVictim("bind", () -> victim.bind("inproc://victim"));
      for (var round = 0; round < 3; round++) {
        neighbours.talk();
        for (var i = 0; i < 2; i++) {
          peers.add(
              Dealer.open(still.context())
                  .set(SocketOptions.SEND_HIGH_WATER_MARK, 1)
                  .set(SocketOptions.RECEIVE_HIGH_WATER_MARK, 1)
                  .connect("inproc://victim"));
          still.settle();
        }
        onVictim("mark", () -> victim.set(SocketOptions.SEND_HIGH_WATER_MARK, 1));
        for (var i = 0; i < 6; i++) {
          onVictim("send", () -> victim.trySend(still.next()));
        }
        for (var peer : peers) {
          recording.does("peer", "talk");
          peer.tryReceive();
          peer.trySend(still.next());
          still.settle();
        }
        for (var i = 0; i < 4; i++) {
          onVictim("receive", victim::tryReceive);
        }
        neighbours.talk();
        recording.does("peer", "leave");
        still.leave(peers.removeFirst());
      }
    }

    /** Its own calls tell of the failure once it has come; before, they tell of nothing. */
    private void onVictim(String what, Runnable call) {
      recording.does("victim", what);
      try {
        call.run();
      } catch (SocketClosedException e) {
        assertThat(explosive.hasExploded()).as("%s before anything failed", what).isTrue();
        assertThat(e).hasRootCauseInstanceOf(Planted.class);
        recording.tells("victim", e.getMessage());
        told = true;
      }
      still.settle();
    }

    void checkThatItEnded() {
      assertThat(victim.core().isClosed()).isTrue();
      onVictim("send", () -> victim.trySend(Message.of("late")));
      assertThat(told).isTrue();
      for (var peer : peers) {
        while (peer.tryReceive().isPresent()) {
          continue; // what it was sent is its own, and until it has that it stays
        }
      }
      still.settle();
      assertThat(victim.stats().isBalanced()).as("%s", victim.stats()).isTrue();
      assertThat(victim.stats().queued()).isZero();
      assertThat(victim.stats().peers()).isZero();
      assertThat(peers).as("peers that know").allMatch(peer -> peer.stats().peers() == 0);
    }

    /** They are as well off as if it had been closed: they talk to whoever has its name now. */
    void checkPeers() {
      if (explosive.hasExploded()) {
        var heir = Dealer.open(still.context()).bind("inproc://victim");
        var fresh = Dealer.open(still.context()).connect("inproc://victim");
        still.settle();
        assertThat(fresh.trySend(Message.of("hello"))).isTrue();
        var heard = heir.tryReceive();
        while (heard.isPresent() && !heard.get().equals(Message.of("hello"))) {
          heard = heir.tryReceive(); // what others had queued for the next
        }
        assertThat(heard).contains(Message.of("hello"));
      }
      for (var peer : peers) {
        assertThat(peer.stats().isBalanced()).as("%s", peer.stats()).isTrue();
      }
    }
  }
}
