package org.weftmq.benchmarks.contest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class ContestTest {
  private static final Quantity SPEED = Quantity.rate("speed", "km/h");
  private static final Quantity WAY = Quantity.amount("way", "km");

  private static Contest.Measurement results(double... results) {
    var iterator = Arrays.stream(results).iterator();
    return effort -> new double[] {iterator.next()};
  }

  /** Catches: a median, least or most of unsorted results, or of another contestant's. */
  @Test
  void givesTheMedianTheLeastAndTheMostOfEachContestant() throws Exception {
    var race =
        new Contest("race", "a race", SPEED)
            .add("slow", results(10, 30, 20))
            .add("fast", results(50, 60, 40));

    assertThat(race.run(new Effort(3, 1)))
        .containsExactly(
            new Figure("race", "speed", "km/h", "slow", 20, 10, 30, 3),
            new Figure("race", "speed", "km/h", "fast", 50, 40, 60, 3));
  }

  /** Catches: taking the upper or the lower one of an even number of results. */
  @Test
  void theMedianOfTwoIsTheirMean() throws Exception {
    var race = new Contest("race", "a race", SPEED).add("one", results(20, 10));

    assertThat(race.run(new Effort(2, 1)).getFirst().median()).isEqualTo(15);
  }

  /** Catches: all rounds of one contestant, then all of the next. */
  @Test
  void contestantsTakeTurns() throws Exception {
    var turns = new ArrayList<String>();
    var race = new Contest("race", "a race", SPEED);
    for (var contestant : List.of("a", "b")) {
      race.add(
          contestant,
          effort -> {
            turns.add(contestant);
            return new double[1];
          });
    }

    race.run(new Effort(3, 1));

    assertThat(turns).containsExactly("a", "b", "a", "b", "a", "b");
  }

  /** Catches: numbers that are told of the wrong quantity. */
  @Test
  void keepsQuantitiesApart() throws Exception {
    var race =
        new Contest("race", "a race", SPEED, WAY)
            .add("a", effort -> new double[] {1, 10})
            .add("b", effort -> new double[] {2, 20});

    assertThat(race.run(new Effort(1, 1)))
        .extracting(Figure::quantity, Figure::contestant, Figure::median)
        .containsExactly(
            tuple("speed", "a", 1.0),
            tuple("speed", "b", 2.0),
            tuple("way", "a", 10.0),
            tuple("way", "b", 20.0));
  }

  /** Catches: a run that ends, or a figure made up, where a rival is not installed. */
  @Test
  void whoIsMissingHasNoFigures() throws Exception {
    var race =
        new Contest("race", "a race", SPEED)
            .add("here", results(1, 2))
            .add(
                "missing",
                effort -> {
                  throw new MissingRival("it takes a license");
                });

    assertThat(race.run(new Effort(2, 1))).extracting(Figure::contestant).containsExactly("here");
  }

  /** Catches: a side whose failure is taken for an end. */
  @Test
  void aSideThatFailsFailsTheMeasurement() {
    assertThatThrownBy(
            () ->
                Sides.time(
                    Thread.ofVirtual(),
                    () -> {
                      throw new IllegalStateException("no");
                    }))
        .isInstanceOf(ExecutionException.class)
        .hasRootCauseMessage("no");
  }

  /** Catches: numbers of a process that failed in the middle of it. */
  @Test
  void aProcessThatFailsFailsTheMeasurement() {
    assertThatThrownBy(() -> Child.measure(List.of("sh", "-c", "echo 1; exit 3")))
        .hasMessageContaining("status 3");
  }
}
