package org.weftmq.benchmarks;

import org.weftmq.benchmarks.contest.Child;
import org.weftmq.benchmarks.contest.Contest;
import org.weftmq.benchmarks.contest.Quantity;
import org.weftmq.benchmarks.contest.Repeated;

/** A loop that has nothing to do with messages: how fast the machine is at the time. */
final class Calibration {
  private static final int STEPS = 100_000_000;

  // so that no compiler finds the loop to be of no use
  private static volatile long sink;

  private Calibration() {}

  static Contest contest() {
    return new Contest("calibration", "a loop in one thread", Quantity.rate("", "steps/s"))
        .add("loop", effort -> Child.measure(Calibration.class, effort.of(STEPS) + ""))
        .note("With it `--guard` tells a slower machine from slower code.");
  }

  /** Measures: the argument is the number of steps. */
  public static void main(String[] args) throws Exception {
    var steps = Integer.parseInt(args[0]);
    Repeated.print(() -> rate(steps));
  }

  private static double rate(int steps) {
    var begun = System.nanoTime();
    var state = begun | 1;
    for (var i = 0; i < steps; i++) { // xorshift: each step waits for the one before
      state ^= state << 13;
      state ^= state >>> 7;
      state ^= state << 17;
    }
    sink = state;
    return steps * 1e9 / (System.nanoTime() - begun);
  }
}
