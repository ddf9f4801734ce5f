package org.weftmq.test;

import net.jqwik.api.statistics.Statistics;

/** Says that a run came to a place of interest; a property that hardly ever does proves little. */
public final class Reached {
  private Reached() {}

  /** Collects whether it did; fails the property if fewer than one in twenty runs do. */
  public static void collect(String place, boolean reached) {
    Statistics.label(place).collect(reached).coverage(c -> c.check(true).percentage(p -> p > 5));
  }
}
