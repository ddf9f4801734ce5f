package org.weftmq.benchmarks.contest;

/**
 * What a contestant is to reach.
 *
 * @param contestant who
 * @param quantity in what; the name of one of the contest's quantities
 * @param rival whose figure the bounds are multiples of; empty if they are figures themselves
 * @param bar what has to be reached: not less if more is better, else not more
 * @param aim what is hoped for; the same as {@code bar} if that is all
 */
public record Target(String contestant, String quantity, String rival, double bar, double aim) {
  /** So many times a rival's figure. */
  public static Target times(
      double bar, double aim, String rival, String contestant, String quantity) {
    return new Target(contestant, quantity, rival, bar, aim);
  }

  /** So many times a rival's figure, and no more is hoped for. */
  public static Target times(double bar, String rival, String contestant, String quantity) {
    return new Target(contestant, quantity, rival, bar, bar);
  }

  /** A figure of its own. */
  public static Target figure(double bar, String contestant, String quantity) {
    return new Target(contestant, quantity, "", bar, bar);
  }

  /** Whether the bounds are multiples of a rival's figure. */
  public boolean isRelative() {
    return !rival.isEmpty();
  }
}
