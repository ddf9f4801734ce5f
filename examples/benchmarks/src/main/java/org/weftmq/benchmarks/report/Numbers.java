package org.weftmq.benchmarks.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as text. */
final class Numbers {
  private Numbers() {}

  /** With so many digits that count, without an exponent. */
  static String plain(double number, int digits) {
    return rounded(number, digits).toPlainString();
  }

  /** For people: three digits that count, thousands apart. */
  static String readable(double number) {
    var rounded = rounded(number, 3);
    return String.format(Locale.ROOT, "%,." + Math.max(0, rounded.scale()) + "f", rounded);
  }

  private static BigDecimal rounded(double number, int digits) {
    return new BigDecimal(number).round(new MathContext(digits)).stripTrailingZeros();
  }
}
