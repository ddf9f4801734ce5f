package org.weftmq.pipe;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import org.weftmq.Message;
import org.weftmq.spi.Control;
import org.weftmq.test.WeftDomain;

/** What the owners of both ends of a pipe do, one thing after another. */
record PipeScript(List<Act> acts) {
  /** Which end does it. */
  enum Side {
    LEFT,
    RIGHT
  }

  /** One thing that is done. */
  sealed interface Act {
    Side side();
  }

  record Offer(Side side, Message message) implements Act {}

  record OfferControl(Side side, Control control) implements Act {}

  record Poll(Side side) implements Act {}

  record ArmReadable(Side side) implements Act {}

  record ArmWritable(Side side) implements Act {}

  record Marks(Side side, int send, int receive) implements Act {}

  record Close(Side side) implements Act {}

  private static PipeScript beginningWithMarks(int left, int right, List<Act> acts) {
    var all = new ArrayList<Act>();
    all.add(new Marks(Side.LEFT, left, right));
    all.add(new Marks(Side.RIGHT, left, right));
    all.addAll(acts);
    return new PipeScript(all);
  }

  /** Scripts that begin with marks on both sides. */
  static Arbitrary<PipeScript> scripts() {
    var side = Arbitraries.of(Side.class);
    var mark =
        Arbitraries.frequency(Tuple.of(1, 0), Tuple.of(6, 1), Tuple.of(6, 2), Tuple.of(6, 3));
    var number = Arbitraries.integers().between(0, 999);
    var act =
        Arbitraries.<Act>frequencyOf(
            Tuple.of(
                90,
                Combinators.combine(side, number)
                    .as((s, n) -> new Offer(s, Message.of(Integer.toString(n))))),
            Tuple.of(10, Combinators.combine(side, WeftDomain.controls()).as(OfferControl::new)),
            Tuple.of(70, side.map(Poll::new)),
            Tuple.of(40, side.map(ArmReadable::new)),
            Tuple.of(40, side.map(ArmWritable::new)),
            Tuple.of(15, Combinators.combine(side, mark, mark).as(Marks::new)),
            Tuple.of(1, side.map(Close::new)));
    var acts = act.list().ofMaxSize(200).withSizeDistribution(RandomDistribution.uniform());
    return Combinators.combine(mark, mark, acts).as(PipeScript::beginningWithMarks);
  }
}
