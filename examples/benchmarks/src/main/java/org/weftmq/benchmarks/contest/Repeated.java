package org.weftmq.benchmarks.contest;

import java.util.Arrays;

/** Something that is measured again and again in a process, first to warm up. */
public final class Repeated {
  /** Is measured. */
  @FunctionalInterface
  public interface Once {
    double measure() throws Exception;
  }

  private static final int WARM_UPS = 4;
  private static final int TIMES = 3;

  private Repeated() {}

  /** Prints the median of what comes after the warm-up. */
  public static void print(Once once) throws Exception {
    for (var i = 0; i < WARM_UPS; i++) {
      once.measure();
    }
    var results = new double[TIMES];
    for (var i = 0; i < TIMES; i++) {
      results[i] = once.measure();
    }
    Arrays.sort(results);
    System.out.println(results[TIMES / 2]);
  }
}
