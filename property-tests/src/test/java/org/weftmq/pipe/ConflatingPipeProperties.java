package org.weftmq.pipe;

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
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import org.weftmq.Message;
import org.weftmq.actor.Sequel;
import org.weftmq.spi.Control;
import org.weftmq.spi.Item;
import org.weftmq.test.ManualEnvironment;
import org.weftmq.test.WeftDomain;

/** A conflating pipe against a list in which newer messages replace older ones. */
class ConflatingPipeProperties {
  private static final int MARK = 3;

  /** What is done at the near end, or, for taking, at the far end. */
  sealed interface Act {}

  record Offer(Message message) implements Act {}

  record OfferControl(Control control) implements Act {}

  record Take() implements Act {}

  record Arm() implements Act {}

  record Conflate(Conflation conflation) implements Act {}

  /**
   * Catches: a newest message that is lost, an older one that is delivered or keeps its place, a
   * control that is overtaken, a replacement that is refused for want of room, a sleeper that is
   * not told, counts that do not add up, and a change of kind that any of that goes wrong with.
   */
  @StatisticsReport(onFailureOnly = true)
  @Property(edgeCases = EdgeCasesMode.NONE)
  void behavesLikeAListInWhichNewerMessagesReplaceOlderOnes(
      @ForAll Conflation first, @ForAll("scripts") List<Act> script) {
    var both = new Both();
    both.act(new Conflate(first));

    for (var act : script) {
      both.act(act);
      both.check();
    }

    Statistics.label("replaced")
        .collect(both.replaced > 0)
        .coverage(c -> c.check(true).percentage(p -> p > 20));
    Statistics.label("full")
        .collect(both.wasFull)
        .coverage(c -> c.check(true).percentage(p -> p > 20));
  }

  @Provide
  Arbitrary<List<Act>> scripts() {
    var number = Arbitraries.integers().between(0, 999);
    var topic = Arbitraries.of("a", "b", "c", "d", "e");
    var message = Combinators.combine(topic, number).as((t, n) -> Message.of(t, "" + n));
    return Arbitraries.<Act>frequencyOf(
            Tuple.of(50, message.map(Offer::new)),
            Tuple.of(8, WeftDomain.controls().map(OfferControl::new)),
            Tuple.of(25, Arbitraries.create(Take::new)),
            Tuple.of(15, Arbitraries.create(Arm::new)),
            Tuple.of(1, Arbitraries.of(Conflation.class).map(Conflate::new)))
        .list()
        .ofMaxSize(100)
        .withSizeDistribution(RandomDistribution.uniform()); // long enough for a queue to be full
  }

  /** The pipe and the list. */
  private static final class Both implements PipeOwner {
    private final Pipe near = Pipe.open();
    private final List<Item> model = new ArrayList<>();
    private Conflation conflation = Conflation.NONE;
    private long offered;
    private long replaced;
    private long taken;
    private long givenBack;
    private boolean wasFull;
    private final Set<Pipe> armed = new HashSet<>();

    Both() {
      near.own(this);
      near.far().own(this);
      near.marks(MARK, MARK);
    }

    void act(Act act) {
      switch (act) {
        case Offer(Message message) -> {
          var replaces = conflation != Conflation.NONE && put(model, message);
          var accepted = replaces || hasRoom();
          if (accepted && !replaces) {
            model.add(message);
          }
          assertThat(near.offer(message)).as("offer " + message).isEqualTo(accepted);
          offered += accepted ? 1 : 0;
          replaced += replaces ? 1 : 0;
          wasFull |= !accepted;
        }
        case OfferControl(Control control) -> {
          model.add(control);
          near.offer(control);
        }
        case Take take -> {
          var expected = model.isEmpty() ? null : model.removeFirst();
          if (expected instanceof Message) {
            taken++;
            givenBack = taken - givenBack >= (MARK + 1) / 2 && isMarked() ? taken : givenBack;
          }
          assertThat(near.far().poll()).isEqualTo(expected);
        }
        case Arm arm -> {
          if (near.far().armReadable()) {
            armed.add(near.far());
          }
          if (near.armWritable()) {
            armed.add(near);
          }
        }
        case Conflate(Conflation wanted) -> {
          near.conflate(wanted);
          conflation = conflation.or(wanted);
          if (conflation != Conflation.NONE) {
            var before = model.size();
            var kept = new ArrayList<Item>();
            for (var item : model) {
              if (!(item instanceof Message message) || !put(kept, message)) {
                kept.add(item);
              }
            }
            model.clear();
            model.addAll(kept);
            replaced += before - kept.size();
          }
        }
      }
    }

    private boolean isMarked() {
      return conflation != Conflation.NEWEST;
    }

    /** Room returns at the low-water mark, or once nothing waits. */
    private boolean hasRoom() {
      var put = offered - replaced;
      return !isMarked() || put - givenBack < MARK || put == taken;
    }

    private boolean put(List<Item> items, Message newer) {
      for (var i = 0; i < items.size(); i++) {
        if (items.get(i) instanceof Message older
            && (conflation == Conflation.NEWEST || older.first().equals(newer.first()))) {
          items.set(i, newer);
          return true;
        }
      }
      return false;
    }

    void check() {
      assertThat(near.tally().offered()).as("offered").isEqualTo(offered);
      assertThat(near.tally().conflated()).as("conflated").isEqualTo(replaced);
      assertThat(near.tally().written()).as("written").isEqualTo(taken);
      assertThat(near.tally().queued()).as("queued").isEqualTo(offered - replaced - taken);
      assertThat(near.tally().isFlushed()).as("flushed").isEqualTo(near.tally().queued() == 0);
      assertThat(near.isWritable()).as("writable").isEqualTo(hasRoom());
      assertThat(near.far().isReadable()).as("readable").isEqualTo(!model.isEmpty());
      assertThat(armed.contains(near) && hasRoom()).as("left asleep by room").isFalse();
      assertThat(armed.contains(near.far()) && !model.isEmpty())
          .as("left asleep by an item")
          .isFalse();
    }

    @Override
    public void on(Pipe end, PipeSignal signal, Sequel sequel) {
      assertThat(end.hears(signal)).as("one of a single teller is heard").isTrue();
      assertThat(armed.remove(end)).as("told only once armed").isTrue();
    }

    @Override
    public void tell(Pipe far, PipeSignal signal) {
      var sequel = new Sequel(new ManualEnvironment());
      far.tell(signal, sequel);
      sequel.run();
    }
  }
}
