package org.weftmq.benchmarks.contest;

/**
 * Something that a contest finds out about each contestant.
 *
 * @param name what tells it from the contest's other quantities; empty if there are none
 * @param unit in what it is counted
 * @param kind what it says about a contestant
 */
public record Quantity(String name, String unit, Kind kind) {
  /** What a quantity says about a contestant. */
  public enum Kind {
    /** So much is done in a second: more is better. */
    RATE,
    /** So long it takes: less is better. */
    TIME,
    /** So much it takes, however fast the machine is: less is better. */
    AMOUNT
  }

  /** How much is done in a second. */
  public static Quantity rate(String name, String unit) {
    return new Quantity(name, unit, Kind.RATE);
  }

  /** How long it takes. */
  public static Quantity time(String name, String unit) {
    return new Quantity(name, unit, Kind.TIME);
  }

  /** How much of something it takes. */
  public static Quantity amount(String name, String unit) {
    return new Quantity(name, unit, Kind.AMOUNT);
  }

  /** Whether the larger of two is the better one. */
  public boolean isMoreBetter() {
    return kind == Kind.RATE;
  }
}
