package org.weftmq.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.weftmq.benchmarks.contest.Contest;
import org.weftmq.benchmarks.contest.Figure;
import org.weftmq.benchmarks.contest.Quantity;

class GuardTest {
  private static final Quantity SPEED = Quantity.rate("speed", "km/h");
  private static final Quantity START = Quantity.time("start", "s");
  private static final Quantity WEIGHT = Quantity.amount("weight", "kg");

  private final List<String> measured = new ArrayList<>();

  /** Old figures of a machine where the loop did a hundred steps. */
  private static Figures then(Figure... figures) {
    var all = new ArrayList<>(List.of(figures));
    all.add(new Figure("calibration", "", "steps/s", "loop", 100, 100, 100, 3));
    return new Figures(new Machine(Map.of(), "2026-11-21"), all);
  }

  private static Figure figure(Quantity quantity, String contestant, double median, double spread) {
    return new Figure(
        "race", quantity.name(), "", contestant, median, median - spread, median + spread, 3);
  }

  private List<String> warnings(Figures then, double steps, Contest... contests) throws Exception {
    var loop = new Contest("calibration", "a loop", Quantity.rate("", "steps/s"));
    loop.add("loop", effort -> new double[] {steps});
    return Guard.warnings(loop, List.of(contests), "we", then, name -> {});
  }

  /** A contest of that quantity alone in which "we" give these numbers, the last ever after. */
  private Contest race(Quantity quantity, double... numbers) {
    return joined(new Contest("race", "a race", quantity), "we", numbers);
  }

  private Contest joined(Contest contest, String contestant, double... numbers) {
    var left = new ArrayList<>(Arrays.stream(numbers).boxed().toList());
    return contest.add(
        contestant,
        effort -> {
          measured.add(contestant);
          return new double[] {left.size() > 1 ? left.removeFirst() : left.getFirst()};
        });
  }

  /** Catches: a guard that never barks, or at what is within the tolerance. */
  @Test
  void warnsOfWhatIsAThirdWorseThanTheWorstOfTheRounds() throws Exception {
    var then = then(figure(SPEED, "we", 200, 70));

    assertThat(warnings(then, 100, race(SPEED, 101))).isEmpty();
    assertThat(warnings(then, 100, race(SPEED, 99)))
        .singleElement()
        .asString()
        .contains("race, we, speed: 99 km/h", "1.31 times worse than the 130");
  }

  /** Catches: less of a time or an amount that counts as worse. */
  @Test
  void ofTimesAndAmountsMoreIsWorse() throws Exception {
    var then = then(figure(START, "we", 10, 0), figure(WEIGHT, "we", 10, 0));

    assertThat(warnings(then, 100, race(START, 14))).singleElement().asString().contains("start");
    assertThat(warnings(then, 100, race(START, 5))).isEmpty();
    assertThat(warnings(then, 100, race(WEIGHT, 14))).singleElement().asString().contains("weight");
    assertThat(warnings(then, 100, race(WEIGHT, 5))).isEmpty();
  }

  /** Catches: a busy machine that is taken for slower code, and slower code for a busy machine. */
  @Test
  void takesIntoAccountHowFastTheMachineIs() throws Exception {
    var then =
        then(figure(SPEED, "we", 200, 0), figure(START, "we", 10, 0), figure(WEIGHT, "we", 10, 0));

    assertThat(
            warnings(then, 50, race(SPEED, 100), race(START, 20), race(WEIGHT, 10))) // all halved
        .isEmpty();
    assertThat(warnings(then, 200, race(SPEED, 200))).hasSize(1); // the loop alone is faster
  }

  /** Catches: a bad round that is taken for slower code. */
  @Test
  void looksAgainAtWhatSeemsWorse() throws Exception {
    var then = then(figure(SPEED, "we", 200, 0));

    assertThat(warnings(then, 100, race(SPEED, 50, 50, 200))).isEmpty();
    assertThat(measured).containsExactly("we", "we", "we");
  }

  /** Catches: a warning of what is slower only now and then. */
  @Test
  void warnsOnlyOfWhatIsWorseEachTime() throws Exception {
    var then = then(figure(SPEED, "we", 200, 0), figure(SPEED, "we two", 200, 0));
    var race = joined(race(SPEED, 50, 200), "we two", 50, 49, 48);

    assertThat(warnings(then, 100, race))
        .singleElement()
        .asString()
        .contains("we two", ": 48 km/h");
    assertThat(measured).containsExactly("we", "we two", "we", "we two", "we two");
  }

  /** Catches: another quantity of a contestant that is worse in a later round only. */
  @Test
  void takesNoNewDoubtsInWhenItLooksAgain() throws Exception {
    var then = then(figure(SPEED, "we", 200, 0), figure(START, "we", 10, 0));
    var rounds = new ArrayList<>(List.of(new double[] {50, 10}, new double[] {200, 99}));
    var race = new Contest("race", "a race", SPEED, START);
    race.add("we", effort -> rounds.removeFirst());

    assertThat(warnings(then, 100, race)).isEmpty();
    assertThat(rounds).isEmpty();
  }

  /** Catches: time that is spent on rivals, and warnings about what was not measured before. */
  @Test
  void looksAtItsSubjectOnly() throws Exception {
    var then = then(figure(SPEED, "they", 200, 0));
    var race = joined(race(SPEED, 1), "they", 1);

    assertThat(warnings(then, 100, race)).isEmpty();
    assertThat(measured).containsExactly("we");
  }

  /** Catches: silence where there is nothing to compare with. */
  @Test
  void saysSoWhenTheMachineIsUnknown() {
    var nothing = new Figures(new Machine(Map.of(), "2026-11-21"), List.of());

    assertThatThrownBy(() -> warnings(nothing, 100, race(SPEED, 1)))
        .hasMessageContaining("none of calibration");
  }
}
