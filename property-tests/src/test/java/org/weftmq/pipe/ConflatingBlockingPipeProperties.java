package org.weftmq.pipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.actor.Sequel;
import org.weftmq.test.ManualEnvironment;

/** The ledger of a conflating queue whose connections break and are made again, at any moment. */
class ConflatingBlockingPipeProperties {
  private sealed interface Act {}

  private record Offer(String topic) implements Act {}

  private record Take() implements Act {}

  /** What was taken last cannot be encoded. */
  private record Spoil() implements Act {}

  private record Sent(int atMost) implements Act {}

  private record Reconnect(boolean inTheMiddle) implements Act {}

  /**
   * Catches: a connection that begins with what has been replaced meanwhile, a newest message that
   * is lost with the connection that took it, and {@code offered = written + queued + sum(dropped)}
   * not holding at any moment.
   */
  @StatisticsReport(onFailureOnly = true)
  @Property(edgeCases = EdgeCasesMode.NONE)
  void theNewestOutlivesEachConnection(
      @ForAll("kinds") Conflation conflation, @ForAll("scripts") List<Act> script) {
    var queue = new Queue(conflation);

    for (var act : script) {
      queue.act(act);
      queue.check();
    }
    queue.finish();

    queue.check();
    assertThat(queue.near.tally().isFlushed()).isTrue();
    assertThat(queue.last).isEqualTo(queue.newest);
    Statistics.label("replaced by a reconnect")
        .collect(queue.supersededByReconnect)
        .coverage(c -> c.check(true).percentage(p -> p > 10));
  }

  @Provide
  Arbitrary<Conflation> kinds() {
    return Arbitraries.of(Conflation.NEWEST, Conflation.BY_TOPIC);
  }

  @Provide
  Arbitrary<List<Act>> scripts() {
    return Arbitraries.<Act>frequencyOf(
            Tuple.of(10, Arbitraries.of("a", "b", "c").map(Offer::new)),
            Tuple.of(6, Arbitraries.create(Take::new)),
            Tuple.of(1, Arbitraries.create(Spoil::new)),
            Tuple.of(3, Arbitraries.integers().between(1, 4).map(Sent::new)),
            Tuple.of(2, Arbitraries.of(true, false).map(Reconnect::new)))
        .list()
        .ofMaxSize(80)
        .withSizeDistribution(RandomDistribution.uniform());
  }

  /** A socket's pipe, the connections' end of it, and what should be where. */
  private static final class Queue implements PipeOwner {
    private final Conflation conflation;
    private final Pipe near = Pipe.open();
    private final ManualEnvironment environment = new ManualEnvironment();
    private final BlockingPipe far = new BlockingPipe(near.far(), environment, true);

    private final List<Message> waiting = new ArrayList<>();
    private final List<Message> again = new ArrayList<>();
    private final List<Message> taken = new ArrayList<>();

    /** By topic: the newest that was offered, and the last whose fate was decided. */
    private final Map<Object, Message> newest = new HashMap<>();

    private final Map<Object, Message> last = new HashMap<>();
    private long offered;
    private long written;
    private long unknown;
    private long spoiled;
    private long conflated;
    private boolean supersededByReconnect;

    Queue(Conflation conflation) {
      this.conflation = conflation;
      near.own(this);
      near.conflate(conflation);
      near.marks(0, 0);
    }

    void act(Act act) {
      switch (act) {
        case Offer(String topic) -> {
          var message = Message.of(List.of(Frame.of(topic), Frame.ofObject(offered)));
          assertThat(near.offer(message)).isTrue();
          offered++;
          newest.put(topic(message), message);
          conflated += put(waiting, message);
        }
        case Take take -> {
          var from = again.isEmpty() ? waiting : again;
          var expected = from.isEmpty() ? null : from.removeFirst();
          assertThat(far.poll()).isSameAs(expected);
          if (expected != null) {
            taken.add(expected);
          }
        }
        case Spoil spoil -> {
          if (!taken.isEmpty()) {
            decide(taken.removeLast());
            far.spoiled();
            spoiled++;
          }
        }
        case Sent(int atMost) -> {
          var count = Math.min(atMost, taken.size());
          for (var i = 0; i < count; i++) {
            decide(taken.removeFirst());
          }
          far.sent(count);
          written += count;
        }
        case Reconnect(boolean inTheMiddle) -> reconnect(inTheMiddle && !taken.isEmpty());
      }
    }

    private void reconnect(boolean inTheMiddle) {
      if (inTheMiddle) {
        far.sentInPart();
        decide(taken.removeFirst());
        unknown++;
      }
      far.release();
      far.renew();
      var all = new ArrayList<>(taken);
      all.addAll(again);
      all.addAll(waiting);
      List.of(taken, again, waiting).forEach(List::clear);
      for (var message : all) {
        var replaced = put(again, message);
        conflated += replaced;
        supersededByReconnect |= replaced > 0;
      }
    }

    /** Puts a message in; whether it replaced another. */
    private int put(List<Message> items, Message message) {
      for (var i = 0; i < items.size(); i++) {
        if (topic(items.get(i)).equals(topic(message))) {
          items.set(i, message);
          return 1;
        }
      }
      items.add(message);
      return 0;
    }

    private Object topic(Message message) {
      return conflation == Conflation.NEWEST ? "" : message.text();
    }

    private void decide(Message message) {
      last.merge(
          topic(message), message, (older, other) -> number(other) > number(older) ? other : older);
    }

    private static long number(Message message) {
      return message.frame(1).object(Long.class);
    }

    void finish() {
      while (!again.isEmpty() || !waiting.isEmpty()) {
        act(new Take());
      }
      act(new Sent(Integer.MAX_VALUE));
    }

    void check() {
      var queued = waiting.size() + again.size() + taken.size();
      assertThat(near.tally().offered()).as("offered").isEqualTo(offered);
      assertThat(near.tally().written()).as("written").isEqualTo(written);
      assertThat(near.tally().unknown()).as("unknown").isEqualTo(unknown);
      assertThat(near.tally().spoiled()).as("spoiled").isEqualTo(spoiled);
      assertThat(near.tally().conflated()).as("conflated").isEqualTo(conflated);
      assertThat(near.tally().queued()).as("queued").isEqualTo(queued);
      assertThat(near.tally().isFlushed()).as("flushed").isEqualTo(queued == 0);
      assertThat(offered).isEqualTo(written + queued + unknown + spoiled + conflated);
    }

    @Override
    public void on(Pipe end, PipeSignal signal, Sequel sequel) {}

    @Override
    public void tell(Pipe end, PipeSignal signal) {
      var sequel = new Sequel(environment);
      end.tell(signal, sequel);
      sequel.run();
    }
  }
}
