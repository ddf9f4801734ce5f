package org.weftmq.benchmarks.report;

import java.util.Optional;
import org.weftmq.benchmarks.contest.Contest;
import org.weftmq.benchmarks.contest.Figure;
import org.weftmq.benchmarks.contest.Quantity;
import org.weftmq.benchmarks.contest.Target;

/**
 * Whether a target is met.
 *
 * @param target the target
 * @param quantity in what it is measured
 * @param reached the contestant's figure, or how many times the rival's it is; empty if one of them
 *     was not measured
 */
record Verdict(Target target, Quantity quantity, Optional<Double> reached) {
  private static final int EXACT = 9;

  /** What the figures say about a target of a contest. */
  static Verdict of(Contest contest, Target target, Figures figures) {
    var quantity =
        contest.quantities().stream()
            .filter(each -> each.name().equals(target.quantity()))
            .findFirst()
            .orElseThrow();
    var own = median(contest, target, target.contestant(), figures);
    var reached =
        target.isRelative()
            ? own.flatMap(
                its -> median(contest, target, target.rival(), figures).map(rivals -> its / rivals))
            : own;
    return new Verdict(target, quantity, reached);
  }

  private static Optional<Double> median(
      Contest contest, Target target, String contestant, Figures figures) {
    return figures.of(contest.name(), target.quantity(), contestant).map(Figure::median);
  }

  /** Whether the bar is reached; not if it was not measured. */
  boolean isMet() {
    return reached.isPresent() && reaches(target.bar());
  }

  private boolean reaches(double bound) {
    return quantity.isMoreBetter() ? reached.get() >= bound : reached.get() <= bound;
  }

  /** The target and what became of it. */
  @Override
  public String toString() {
    var text = new StringBuilder(target.contestant());
    if (!quantity.name().isEmpty()) {
      text.append(", ").append(quantity.name());
    }
    text.append(quantity.isMoreBetter() ? ": at least " : ": at most ").append(bound(target.bar()));
    if (target.aim() != target.bar()) {
      text.append(", aim ").append(Numbers.plain(target.aim(), EXACT));
    }
    return text.append(": ").append(outcome()).toString();
  }

  private String bound(double bound) {
    return target.isRelative()
        ? Numbers.plain(bound, EXACT) + " x " + target.rival()
        : Numbers.plain(bound, EXACT) + " " + quantity.unit();
  }

  private String outcome() {
    if (reached.isEmpty()) {
      return "not measured";
    }
    var met = !isMet() ? "**missed**" : reaches(target.aim()) ? "met" : "bar met, aim missed";
    return Numbers.readable(reached.get()) + ", " + met;
  }
}
