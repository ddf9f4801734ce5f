package org.weftmq.benchmarks.contest;

import java.util.List;

/**
 * What the rounds of a contest say about one quantity of one contestant.
 *
 * @param contest the contest's name
 * @param quantity the quantity's name
 * @param unit in what the numbers are
 * @param contestant whose they are
 * @param median that of the rounds
 * @param lowest the least of them
 * @param highest the most of them
 * @param rounds how many there were
 */
public record Figure(
    String contest,
    String quantity,
    String unit,
    String contestant,
    double median,
    double lowest,
    double highest,
    int rounds) {

  /** The figure that results of so many rounds make, in any order. */
  static Figure of(String contest, Quantity quantity, String contestant, List<Double> results) {
    var sorted = results.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    var last = sorted.length - 1;
    var median = (sorted[last / 2] + sorted[sorted.length / 2]) / 2;
    return new Figure(
        contest,
        quantity.name(),
        quantity.unit(),
        contestant,
        median,
        sorted[0],
        sorted[last],
        sorted.length);
  }

  /** Whether both are about the same quantity of the same contestant. */
  public boolean isAbout(Figure other) {
    return isAbout(other.contest, other.quantity, other.contestant);
  }

  /** Whether it is about that quantity of that contestant. */
  public boolean isAbout(String itsContest, String itsQuantity, String itsContestant) {
    return contest.equals(itsContest)
        && quantity.equals(itsQuantity)
        && contestant.equals(itsContestant);
  }
}
