package org.weftmq.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * A comparison of contestants that take turns: each runs once per round, the first rounds are
 * warm-up, and what counts is the median of the others.
 */
public final class Contest {
  private static final int WARM_UPS = 2;

  private final String title;
  private final String unit;
  private final Map<String, Callable<Double>> contestants = new LinkedHashMap<>();

  /** A contest of that title whose results are in that unit. */
  public Contest(String title, String unit) {
    this.title = title;
    this.unit = unit;
  }

  /** Lets another take part; the first one is what the others are compared with. */
  public Contest add(String name, Callable<Double> contestant) {
    contestants.put(name, contestant);
    return this;
  }

  /** Runs so many rounds that count, and prints the medians and their ratios to the first. */
  public void run(int rounds) throws Exception {
    run(WARM_UPS, rounds);
  }

  /** As {@link #run}, for contestants each of which warms up by itself in each round. */
  public void runWithoutWarmUp(int rounds) throws Exception {
    run(0, rounds);
  }

  private void run(int warmUps, int rounds) throws Exception {
    var results = new LinkedHashMap<String, List<Double>>();
    for (var round = -warmUps; round < rounds; round++) {
      for (var contestant : contestants.entrySet()) {
        var result = contestant.getValue().call();
        if (round >= 0) {
          results.computeIfAbsent(contestant.getKey(), name -> new ArrayList<>()).add(result);
        }
      }
    }
    print(results);
  }

  private void print(Map<String, List<Double>> results) {
    System.out.println(title + ", median of the rounds (least - most)");
    var first = Double.NaN;
    for (var result : results.entrySet()) {
      var sorted = result.getValue().stream().mapToDouble(Double::doubleValue).sorted().toArray();
      var median = median(sorted);
      first = Double.isNaN(first) ? median : first;
      System.out.printf(
          Locale.ROOT,
          "  %-26s %,14.2f %s  (%,.2f - %,.2f)  x %.2f%n",
          result.getKey(),
          median,
          unit,
          sorted[0],
          sorted[sorted.length - 1],
          median / first);
    }
  }

  private static double median(double[] sorted) {
    var middle = Arrays.copyOfRange(sorted, (sorted.length - 1) / 2, sorted.length / 2 + 1);
    return Arrays.stream(middle).average().orElseThrow();
  }
}
