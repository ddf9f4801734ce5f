package org.weftmq.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.weftmq.benchmarks.contest.Contest;
import org.weftmq.benchmarks.contest.Effort;
import org.weftmq.benchmarks.contest.Figure;
import org.weftmq.benchmarks.contest.Quantity;

/**
 * A look for what became slower: measures once, as for the page, and compares with the figures of
 * the page, both as multiples of how fast a loop ran at the time, so that a slower machine is not
 * taken for slower code. One round may be a bad one, so it looks again at what seems slower: what
 * was slower each time is worth a warning. It does not prove anything, so it only warns.
 */
public final class Guard {
  /** How much worse than ever before is worth a second look. */
  private static final double TOLERANCE = 1.3;

  private static final int LOOKS = 3;

  private final Contest calibration;
  private final Figures then;
  private final Consumer<String> progress;

  private Guard(Contest calibration, Figures then, Consumer<String> progress) {
    this.calibration = calibration;
    this.then = then;
    this.progress = progress;
  }

  /**
   * Measures, for minutes, and gives what is worse now than in the worst of the rounds then, by
   * more than a third or so, however often it is measured.
   *
   * @param calibration the contest of the loop
   * @param contests those that are looked at
   * @param subject with what the names of those contestants begin that are looked at
   * @param then the figures to compare with
   * @param progress is told what is measured next
   */
  public static List<String> warnings(
      Contest calibration,
      List<Contest> contests,
      String subject,
      Figures then,
      Consumer<String> progress)
      throws Exception {
    var guard = new Guard(calibration, then, progress);
    var doubts = guard.look(contests, contestant -> contestant.startsWith(subject));
    for (var looks = 1; looks < LOOKS && !doubts.isEmpty(); looks++) {
      doubts = guard.lookAgain(doubts);
    }
    return doubts.stream().map(Doubt::toString).toList();
  }

  private List<Doubt> look(List<Contest> contests, Predicate<String> takesPart) throws Exception {
    var speed = speed();
    var doubts = new ArrayList<Doubt>();
    for (var contest : contests) {
      progress.accept(contest.name());
      var now = contest.run(Effort.GUARD, takesPart);
      for (var quantity : contest.quantities()) {
        now.stream()
            .filter(figure -> figure.quantity().equals(quantity.name()))
            .forEach(figure -> compare(contest, quantity, figure, speed, doubts));
      }
    }
    return doubts;
  }

  private List<Doubt> lookAgain(List<Doubt> doubts) throws Exception {
    var left = new ArrayList<Doubt>();
    for (var contest : doubts.stream().map(Doubt::contest).distinct().toList()) {
      var its = doubts.stream().filter(doubt -> doubt.contest() == contest).toList();
      Predicate<String> isDoubted =
          name -> its.stream().anyMatch(doubt -> doubt.now().contestant().equals(name));
      look(List.of(contest), isDoubted).stream()
          .filter(anew -> its.stream().anyMatch(doubt -> doubt.now().isAbout(anew.now())))
          .forEach(left::add);
    }
    return left;
  }

  /** How many times as fast as then the loop runs now. */
  private double speed() throws Exception {
    var old =
        then.all().stream()
            .filter(figure -> figure.contest().equals(calibration.name()))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "the figures have none of " + calibration.name() + ": run it"));
    return calibration.run(Effort.GUARD).getFirst().median() / old.median();
  }

  private void compare(
      Contest contest, Quantity quantity, Figure now, double speed, List<Doubt> doubts) {
    then.of(contest.name(), quantity.name(), now.contestant())
        .map(old -> new Doubt(contest, quantity, now, expected(quantity, old, speed)))
        .filter(doubt -> doubt.worse() > TOLERANCE)
        .ifPresent(doubts::add);
  }

  /** The worst of the old rounds, as it would be at the speed of now. */
  private static double expected(Quantity quantity, Figure old, double speed) {
    return switch (quantity.kind()) {
      case RATE -> old.lowest() * speed;
      case TIME -> old.highest() / speed;
      case AMOUNT -> old.highest();
    };
  }

  private record Doubt(Contest contest, Quantity quantity, Figure now, double expected) {
    double worse() {
      return quantity.isMoreBetter() ? expected / now.median() : now.median() / expected;
    }

    @Override
    public String toString() {
      return "%s, %s%s: %s %s, which is %s times worse than the %s that this machine should reach now"
          .formatted(
              contest.name(),
              now.contestant(),
              quantity.name().isEmpty() ? "" : ", " + quantity.name(),
              Numbers.readable(now.median()),
              quantity.unit(),
              Numbers.readable(worse()),
              Numbers.readable(expected));
    }
  }
}
