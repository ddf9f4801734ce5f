package org.weftmq.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ContestTest {
  private final PrintStream before = System.out;
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();

  @BeforeEach
  void catchOutput() {
    System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void restoreOutput() {
    System.setOut(before);
  }

  @Test
  void comparesTheMediansOfTheRoundsThatCount() throws Exception {
    var warmUp = 1e6;
    var slow = results(warmUp, warmUp, 10, 30, 20);
    var fast = results(warmUp, warmUp, 50, 60, 40);

    new Contest("race", "km/h").add("slow", slow::next).add("fast", fast::next).run(3);

    assertThat(output.toString(StandardCharsets.UTF_8))
        .containsPattern("slow +20\\.00 km/h +\\(10\\.00 - 30\\.00\\) +x 1\\.00")
        .containsPattern("fast +50\\.00 km/h +\\(40\\.00 - 60\\.00\\) +x 2\\.50");
  }

  @Test
  void theMedianOfTwoIsTheirMean() throws Exception {
    var results = results(0, 0, 10, 20);

    new Contest("race", "km/h").add("one", results::next).run(2);

    assertThat(output.toString(StandardCharsets.UTF_8)).contains(" 15.00 km/h");
  }

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

  private static Iterator<Double> results(double... results) {
    return Arrays.stream(results).boxed().iterator();
  }
}
