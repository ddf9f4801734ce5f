package org.weftmq.pipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.StatisticsReport;
import org.weftmq.actor.Sequel;
import org.weftmq.pipe.PipeScript.Side;
import org.weftmq.test.ManualEnvironment;
import org.weftmq.test.PipeModel;
import org.weftmq.test.Reached;

/** A pipe against two deques, whatever the owners of its ends do. */
class PipeProperties {
  /**
   * Catches: messages that are lost, doubled or overtaken; a mark that is not exactly the sum of
   * both shares, or not at once; a control that is held back by a mark; an owner that armed and is
   * not told, or is told without having asked; a wrong ledger.
   */
  @StatisticsReport(onFailureOnly = true)
  @Property(edgeCases = EdgeCasesMode.NONE)
  void behavesLikeTwoDeques(@ForAll("scripts") PipeScript script) {
    var both = new Both();

    for (var act : script.acts()) {
      both.act(act);
    }

    both.collectWhatWasReached();
  }

  @Provide
  Arbitrary<PipeScript> scripts() {
    return PipeScript.scripts();
  }

  /** The pipe, its model, and what its owners are told. */
  private static final class Both {
    private final Map<Side, Watched> ends = new EnumMap<>(Side.class);
    private boolean wasFull;

    Both() {
      var pipe = Pipe.open();
      var model = new PipeModel();
      ends.put(Side.LEFT, new Watched(pipe, model.left()));
      ends.put(Side.RIGHT, new Watched(pipe.far(), model.right()));
    }

    void act(PipeScript.Act act) {
      var at = ends.get(act.side());
      switch (act) {
        case PipeScript.Offer(Side s, var message) -> {
          var accepted = at.pipe.offer(message);
          assertThat(accepted).isEqualTo(at.model.offer(message));
          wasFull |= !accepted && !at.model.isClosed();
        }
        case PipeScript.OfferControl(Side s, var control) -> {
          at.pipe.offer(control);
          at.model.offer(control);
        }
        case PipeScript.Poll(Side s) -> assertThat(at.pipe.poll()).isEqualTo(at.model.poll());
        case PipeScript.ArmReadable(Side s) -> at.armReadable();
        case PipeScript.ArmWritable(Side s) -> at.armWritable();
        case PipeScript.Marks(Side s, int send, int receive) -> {
          at.pipe.marks(send, receive);
          at.model.marks(send, receive);
        }
        case PipeScript.Close(Side s) -> {
          at.pipe.close();
          at.model.close();
        }
      }
      ends.values().forEach(Watched::check);
    }

    void collectWhatWasReached() {
      Reached.collect("full", wasFull);
      Reached.collect("told writable", wasTold(PipeSignal.WRITABLE));
      Reached.collect("told readable", wasTold(PipeSignal.READABLE));
      Reached.collect("closed", wasTold(PipeSignal.ENDED));
    }

    private boolean wasTold(PipeSignal signal) {
      return ends.values().stream().anyMatch(end -> end.tells.get(signal) > 0);
    }
  }

  /** One end of both, as its owner sees it. */
  private static final class Watched implements PipeOwner {
    private final Pipe pipe;
    private final PipeModel.End model;
    private final Map<PipeSignal, Integer> tells = new EnumMap<>(PipeSignal.class);
    private boolean armedReadable;
    private boolean armedWritable;

    Watched(Pipe pipe, PipeModel.End model) {
      this.pipe = pipe;
      this.model = model;
      for (var signal : PipeSignal.values()) {
        tells.put(signal, 0);
      }
      pipe.own(this);
    }

    void armReadable() {
      if (!pipe.isOwnClosed()) {
        var armed = pipe.armReadable();
        assertThat(armed).isEqualTo(!model.isReadable());
        armedReadable = armed;
      }
    }

    void armWritable() {
      if (!pipe.isClosed()) {
        var armed = pipe.armWritable();
        assertThat(armed).isEqualTo(!model.isWritable());
        armedWritable = armed;
      }
    }

    void check() {
      assertThat(pipe.isWritable()).as("writable").isEqualTo(model.isWritable());
      assertThat(pipe.isClosed()).as("closed").isEqualTo(model.isClosed());
      assertThat(pipe.isDrained()).as("drained").isEqualTo(model.isDrained());
      if (!pipe.isOwnClosed()) {
        assertThat(pipe.isReadable()).as("readable").isEqualTo(model.isReadable());
        assertThat(armedReadable && model.isReadable()).as("left asleep by a message").isFalse();
        assertThat(armedWritable && model.isWritable()).as("left asleep by room").isFalse();
      }
      assertThat(pipe.tally().offered()).as("offered").isEqualTo(model.offered());
      assertThat(pipe.tally().written()).as("written").isEqualTo(model.written());
      assertThat(pipe.tally().unknown()).as("unknown").isZero();
    }

    @Override
    public void on(Pipe end, PipeSignal signal, Sequel sequel) {
      assertThat(end).isSameAs(pipe);
      if (!end.hears(signal)) {
        return;
      }
      tells.merge(signal, 1, Integer::sum);
      switch (signal) {
        case READABLE -> {
          assertThat(armedReadable).as("told readable only once armed").isTrue();
          armedReadable = false;
        }
        case WRITABLE -> {
          assertThat(armedWritable).as("told writable only once armed").isTrue();
          armedWritable = false;
        }
        case ENDED -> assertThat(tells.get(signal)).as("told of the end once").isEqualTo(1);
        case SEVERED -> throw new AssertionError("nobody severed it");
      }
    }

    @Override
    public void tell(Pipe far, PipeSignal signal) {
      var sequel = new Sequel(new ManualEnvironment());
      far.tell(signal, sequel);
      sequel.run();
    }
  }
}
