package org.weftmq.fuzz;

import java.util.Arrays;

/** The way from an input that breaks a rule to a small one that breaks the same. */
final class Shrinking {
  /** Pieces up to that are left out in all sizes, longer ones in halves. */
  private static final int SHORT = 32;

  /** Up to that, pieces are left out everywhere, and not only one behind the other. */
  private static final int LONG = 512;

  /** No more bytes are tried in all: what is very large need not become as small as it gets. */
  private static final int MOST_TRIED = 4 << 20;

  private static final int COST = 64;

  private final Target target;
  private final String rule;
  private byte[] smallest;
  private int tried;

  private Shrinking(Target target, Fuzz.Finding finding) {
    this.target = target;
    this.rule = finding.broken().rule();
    this.smallest = finding.input();
  }

  /** If there is time, one of which no byte can be left out or made zero: the rule is kept then. */
  static Fuzz.Finding of(Target target, Fuzz.Finding finding) {
    var shrinking = new Shrinking(target, finding);
    while (shrinking.leaveOut() || shrinking.simplify()) {}
    var broken = shrinking.broken(shrinking.smallest);
    return new Fuzz.Finding(shrinking.smallest, broken == null ? finding.broken() : broken);
  }

  private boolean leaveOut() {
    var before = smallest.length;
    for (var size = Math.max(1, before / 2); size > 0; size = size > SHORT ? size / 2 : size - 1) {
      var step = smallest.length > LONG ? size : 1;
      for (var at = 0; at < smallest.length; ) {
        if (!accept(without(at, Math.min(size, smallest.length - at)))) {
          at += step;
        }
      }
    }
    return smallest.length < before;
  }

  private byte[] without(int at, int count) {
    var out = Arrays.copyOf(smallest, smallest.length - count);
    System.arraycopy(smallest, at + count, out, at, smallest.length - at - count);
    return out;
  }

  private boolean simplify() {
    var any = false;
    for (var at = 0; at < smallest.length; at++) {
      if (smallest[at] != 0) {
        var out = smallest.clone();
        out[at] = 0;
        any |= accept(out);
      }
    }
    return any;
  }

  private boolean accept(byte[] candidate) {
    tried += candidate.length + COST;
    if (tried > MOST_TRIED || broken(candidate) == null) {
      return false;
    }
    smallest = candidate;
    return true;
  }

  private BrokenRule broken(byte[] input) {
    try {
      target.check(input);
      return null;
    } catch (BrokenRule e) {
      return e.rule().equals(rule) ? e : null;
    }
  }
}
