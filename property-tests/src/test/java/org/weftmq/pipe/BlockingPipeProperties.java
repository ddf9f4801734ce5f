package org.weftmq.pipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
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
import org.weftmq.Message;
import org.weftmq.actor.Sequel;
import org.weftmq.spi.Control;
import org.weftmq.spi.Item;
import org.weftmq.test.ManualEnvironment;
import org.weftmq.test.Reached;
import org.weftmq.test.WeftDomain;

/** The ledger of a queue whose connections break and are made again, at any moment. */
class BlockingPipeProperties {
  private sealed interface Act {}

  private record Offer(Item item) implements Act {}

  private record Take(int count) implements Act {}

  private record Sent(int atMost) implements Act {}

  /** The connection breaks, perhaps in the middle of an item, and another takes its place. */
  private record Reconnect(boolean inTheMiddle) implements Act {}

  private record Put(Message message, boolean quietly) implements Act {}

  private record Poll() implements Act {}

  /**
   * Catches: messages that are lost, doubled or overtaken when a connection breaks; a partly sent
   * one that is sent again; controls of one connection that reach the next; {@code offered =
   * written + queued + unknown} not holding.
   */
  @StatisticsReport(onFailureOnly = true)
  @Property(edgeCases = EdgeCasesMode.NONE)
  void nothingIsLostBetweenConnections(@ForAll("scripts") List<Act> script) throws Exception {
    var queue = new Queue();

    for (var act : script) {
      queue.act(act);
      queue.check();
    }
    queue.act(new Take(Integer.MAX_VALUE));
    queue.act(new Sent(Integer.MAX_VALUE));

    queue.check();
    assertThat(queue.left).isEmpty();
    assertThat(queue.onTheWire.stream().filter(Message.class::isInstance).toList())
        .isEqualTo(queue.offered);
    assertThat(queue.near.tally().written() + queue.near.tally().unknown())
        .isEqualTo(queue.near.tally().offered());
    queue.collectWhatWasReached();
  }

  @Provide
  Arbitrary<List<Act>> scripts() {
    var item =
        Arbitraries.<Item>frequencyOf(
            Tuple.of(5, WeftDomain.messages()), Tuple.of(1, WeftDomain.controls()));
    var few = Arbitraries.integers().between(1, 4);
    var act =
        Arbitraries.<Act>frequencyOf(
            Tuple.of(6, item.map(Offer::new)),
            Tuple.of(3, few.map(Take::new)),
            Tuple.of(3, few.map(Sent::new)),
            Tuple.of(1, Arbitraries.of(true, false).map(Reconnect::new)),
            Tuple.of(
                4,
                Combinators.combine(WeftDomain.messages(), Arbitraries.of(true, false))
                    .as(Put::new)),
            Tuple.of(3, Arbitraries.just(new Poll())));
    return act.list().ofMaxSize(100).withSizeDistribution(RandomDistribution.uniform());
  }

  /** A socket's pipe, the connections' end of it, and what should be where. */
  private static final class Queue implements PipeOwner {
    private final ManualEnvironment environment = new ManualEnvironment();
    private final Pipe near = Pipe.open();
    private final BlockingPipe far = new BlockingPipe(near.far(), environment);

    private final List<Item> offered = new ArrayList<>();
    private final Deque<Item> left = new ArrayDeque<>();
    private final List<Item> onTheWire = new ArrayList<>();
    private final Deque<Item> taken = new ArrayDeque<>();
    private final Deque<Message> received = new ArrayDeque<>();
    private final Set<Item> hellos = Collections.newSetFromMap(new IdentityHashMap<>());
    private long written;
    private long unknown;
    private int reconnects;
    private boolean tookAgain;
    private boolean wasForced;

    Queue() {
      near.own(this);
      near.marks(0, 3);
    }

    void act(Act act) throws InterruptedException {
      switch (act) {
        case Offer(Message message) -> {
          assertThat(near.offer(message)).isTrue();
          offered.add(message);
          left.add(message);
        }
        case Offer(Control control) -> {
          near.offer(control);
          left.add(control);
        }
        case Take(int count) -> take(count);
        case Sent(int atMost) -> {
          var count = Math.min(atMost, taken.size());
          for (var i = 0; i < count; i++) {
            deliver(true);
          }
          far.sent(count);
        }
        case Reconnect(boolean inTheMiddle) -> reconnect(inTheMiddle);
        case Put(var message, var quietly) -> put(message, quietly);
        case Poll() -> assertThat(near.poll()).isEqualTo(received.poll());
      }
    }

    private void take(int count) {
      for (var i = 0; i < count; i++) {
        var item = far.poll();
        if (item == null) {
          assertThat(left).isEmpty();
          return;
        }
        assertThat(item).isSameAs(left.poll());
        taken.add(item);
      }
    }

    private void deliver(boolean whole) {
      var item = taken.remove();
      if (hellos.contains(item)) {
        return;
      }
      onTheWire.add(item);
      if (item instanceof Message) {
        if (whole) {
          written++;
        } else {
          unknown++;
        }
      }
    }

    private void reconnect(boolean inTheMiddle) {
      if (inTheMiddle && !taken.isEmpty()) {
        deliver(false);
        far.sentInPart();
      }
      far.release();
      assertThat(far.isOver()).isTrue();
      renew();
      near.outdateControls(); // the next connection is told anew
      left.removeIf(Control.class::isInstance);
      reconnects++;
      assertThat(far.isOver()).isFalse();
      begin(Message.of("hello " + reconnects));
    }

    private void begin(Message hello) {
      far.begin(List.of(hello));
      hellos.add(hello);
      left.addFirst(hello);
    }

    private void renew() {
      far.renew();
      // What the last connection was told or began with is not for the next one.
      taken.removeIf(item -> item instanceof Control || hellos.contains(item));
      left.removeIf(hellos::contains);
      tookAgain |= !taken.isEmpty();
      while (!taken.isEmpty()) {
        left.addFirst(taken.removeLast()); // the next connection begins with them
      }
    }

    /** Received whole, so it arrives: if the queue is full, when the connection is released. */
    private void put(Message message, boolean quietly) throws InterruptedException {
      if (far.hasRoom()) {
        assertThat(quietly ? far.putQuietly(message) : far.put(message)).isTrue();
      } else {
        far.release();
        assertThat(quietly ? far.putQuietly(message) : far.put(message)).isFalse();
        renew();
        wasForced = true;
      }
      received.add(message);
    }

    void check() {
      assertThat(near.tally().offered()).isEqualTo(messages(offered));
      assertThat(near.tally().written()).isEqualTo(written);
      assertThat(near.tally().unknown()).isEqualTo(unknown);
    }

    private static long messages(List<Item> items) {
      return items.stream().filter(Message.class::isInstance).count();
    }

    void collectWhatWasReached() {
      Reached.collect("reconnected twice", reconnects > 1);
      Reached.collect("taken again", tookAgain);
      Reached.collect("partly sent", unknown > 0);
      Reached.collect("put although full", wasForced);
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
