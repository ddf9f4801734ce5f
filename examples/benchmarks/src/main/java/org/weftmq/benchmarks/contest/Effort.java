package org.weftmq.benchmarks.contest;

/**
 * How long everything is measured.
 *
 * @param rounds how often each contestant has its turn
 * @param share by what the messages of a turn are divided
 */
public record Effort(int rounds, int share) {
  /** What figures that others read are made with. */
  public static final Effort FULL = new Effort(3, 1);

  /** What shows within minutes whether something is far off. */
  public static final Effort QUICK = new Effort(1, 4);

  /** What shows whether something became slower: one round as for the page. */
  public static final Effort GUARD = new Effort(1, 1);

  /** As many of {@code full} as are to be done now, at least one. */
  public int of(int full) {
    return Math.max(1, full / share);
  }
}
