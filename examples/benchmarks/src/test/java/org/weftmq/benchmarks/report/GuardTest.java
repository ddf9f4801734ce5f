package org.weftmq.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.weftmq.benchmarks.contest.Contest;
import org.weftmq.benchmarks.contest.Figure;
import org.weftmq.benchmarks.contest.Quantity;

class GuardTest {
  private final Contest loop = new Contest("calibration", "a loop", Quantity.rate("", "steps/s"));
  private final Contest race =
      new Contest(
              "race",
              "a race",
              Quantity.rate("speed", "km/h"),
              Quantity.time("start", "s"),
              Quantity.amount("weight", "kg"))
          .add("we", effort -> new double[3])
          .add("they", effort -> new double[3]);

  /** Figures where the loop does so many steps. */
  private static Figures figures(double steps, Figure... figures) {
    var all = new ArrayList<>(List.of(figures));
    all.add(new Figure("calibration", "", "steps/s", "loop", steps, steps, steps, 3));
    return new Figures(new Machine(Map.of(), "2026-11-21"), all);
  }

  private static Figure figure(String quantity, String contestant, double median, double spread) {
    return new Figure(
        "race", quantity, "", contestant, median, median - spread, median + spread, 3);
  }

  private List<String> warnings(Figures then, Figures now) {
    return Guard.warnings(loop, List.of(race), "we", then, now);
  }

  /** Catches: a guard that never barks, or at what is within the tolerance. */
  @Test
  void warnsOfWhatIsAThirdWorseThanTheWorstOfTheRounds() {
    var then = figures(100, figure("speed", "we", 200, 70));

    assertThat(warnings(then, figures(100, figure("speed", "we", 101, 0)))).isEmpty();
    assertThat(warnings(then, figures(100, figure("speed", "we", 99, 0))))
        .singleElement()
        .asString()
        .contains("race, we, speed: 99 km/h", "1.31 times worse than the 130");
  }

  /** Catches: less of a time or an amount that counts as worse. */
  @Test
  void ofTimesAndAmountsMoreIsWorse() {
    var then = figures(100, figure("start", "we", 10, 0), figure("weight", "we", 10, 0));
    var lighter = figures(100, figure("start", "we", 14, 0), figure("weight", "we", 5, 0));
    var earlier = figures(100, figure("start", "we", 5, 0), figure("weight", "we", 14, 0));

    assertThat(warnings(then, lighter)).singleElement().asString().contains("start");
    assertThat(warnings(then, earlier)).singleElement().asString().contains("weight");
  }

  /** Catches: a busy machine that is taken for slower code, and slower code for a busy machine. */
  @Test
  void takesIntoAccountHowFastTheMachineIs() {
    var then =
        figures(
            100,
            figure("speed", "we", 200, 0),
            figure("start", "we", 10, 0),
            figure("weight", "we", 10, 0));
    var allAtHalfSpeed =
        figures(
            50,
            figure("speed", "we", 100, 0),
            figure("start", "we", 20, 0),
            figure("weight", "we", 10, 0));
    var onlyTheLoopIsFaster = figures(200, figure("speed", "we", 200, 0));

    assertThat(warnings(then, allAtHalfSpeed)).isEmpty();
    assertThat(warnings(then, onlyTheLoopIsFaster)).hasSize(1);
  }

  /** Catches: warnings about rivals, and about what was not measured before. */
  @Test
  void looksAtItsSubjectOnly() {
    var then = figures(100, figure("speed", "they", 200, 0));
    var now = figures(100, figure("speed", "they", 1, 0), figure("speed", "we", 1, 0));

    assertThat(warnings(then, now)).isEmpty();
  }

  /** Catches: silence where there is nothing to compare with. */
  @Test
  void saysSoWhenTheMachineIsUnknown() {
    var nothing = new Figures(new Machine(Map.of(), "2026-11-21"), List.of());

    assertThatThrownBy(() -> warnings(nothing, figures(100)))
        .hasMessageContaining("none of calibration");
  }
}
