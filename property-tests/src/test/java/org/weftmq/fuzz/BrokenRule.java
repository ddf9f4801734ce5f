package org.weftmq.fuzz;

/** What a target must not do with any input, and did with one. */
public final class BrokenRule extends AssertionError {
  private static final long serialVersionUID = 1;

  private final String rule;

  /** The rule in a few words, and what was seen. */
  public BrokenRule(String rule, String seen) {
    super(rule + ": " + seen);
    this.rule = rule;
  }

  /** The rule and the failure that broke it. */
  public BrokenRule(String rule, Throwable cause) {
    super(rule + ": " + cause, cause);
    this.rule = rule;
  }

  /** Throws unless both are equal. */
  public static void unlessEqual(Object seen, Object expected, String rule) {
    if (!seen.equals(expected)) {
      throw new BrokenRule(rule, "expected " + expected + " and not " + seen);
    }
  }

  /** Which rule it is; the same for all inputs that break it. */
  public String rule() {
    return rule;
  }
}
