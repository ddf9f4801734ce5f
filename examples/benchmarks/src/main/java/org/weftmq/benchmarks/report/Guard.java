package org.weftmq.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import org.weftmq.benchmarks.contest.Contest;
import org.weftmq.benchmarks.contest.Figure;
import org.weftmq.benchmarks.contest.Quantity;

/**
 * A look for what became slower: compares figures with older ones, both as multiples of how fast a
 * loop ran at the time, so that a slower machine is not taken for slower code. A noisy machine is
 * easily wrong by some: it only warns.
 */
public final class Guard {
  /** How much worse than ever before is worth a warning. */
  private static final double TOLERANCE = 1.3;

  private final Figure loop;
  private final Figures then;
  private final Figures now;

  private Guard(Contest calibration, Figures then, Figures now) {
    this.then = then;
    this.now = now;
    this.loop = only(calibration, now);
  }

  /**
   * What is worse now than in the worst of the rounds then, by more than a third or so; of
   * contestants whose names begin with {@code subject}.
   *
   * @param calibration the contest of the loop
   * @param contests those that are looked at
   */
  public static List<String> warnings(
      Contest calibration, List<Contest> contests, String subject, Figures then, Figures now) {
    var guard = new Guard(calibration, then, now);
    var speed = guard.loop.median() / only(calibration, then).median();
    var warnings = new ArrayList<String>();
    for (var contest : contests) {
      for (var quantity : contest.quantities()) {
        contest.contestants().stream()
            .filter(contestant -> contestant.startsWith(subject))
            .forEach(contestant -> guard.look(contest, quantity, contestant, speed, warnings));
      }
    }
    return warnings;
  }

  private static Figure only(Contest calibration, Figures figures) {
    return figures.all().stream()
        .filter(figure -> figure.contest().equals(calibration.name()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the figures have none of " + calibration.name() + ": run it"));
  }

  /** {@code speed}: how many times as fast the loop runs now. */
  private void look(
      Contest contest, Quantity quantity, String contestant, double speed, List<String> warnings) {
    var old = then.of(contest.name(), quantity.name(), contestant);
    var newer = now.of(contest.name(), quantity.name(), contestant);
    if (old.isEmpty() || newer.isEmpty()) {
      return;
    }
    var expected = expected(quantity, old.get(), speed);
    var worse =
        quantity.isMoreBetter() ? expected / newer.get().median() : newer.get().median() / expected;
    if (worse > TOLERANCE) {
      warnings.add(
          "%s, %s%s: %s %s, which is %s times worse than the %s that this machine should reach now"
              .formatted(
                  contest.name(),
                  contestant,
                  quantity.name().isEmpty() ? "" : ", " + quantity.name(),
                  Numbers.readable(newer.get().median()),
                  quantity.unit(),
                  Numbers.readable(worse),
                  Numbers.readable(expected)));
    }
  }

  /** The worst of the old rounds, as it would be at the speed of now. */
  private static double expected(Quantity quantity, Figure old, double speed) {
    return switch (quantity.kind()) {
      case RATE -> old.lowest() * speed;
      case TIME -> old.highest() / speed;
      case AMOUNT -> old.highest();
    };
  }
}
