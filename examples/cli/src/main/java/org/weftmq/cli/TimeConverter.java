package org.weftmq.cli;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads a length of time as people write it: {@code 500}, {@code 500ms}, {@code 1.5s}, {@code 2m}.
 */
final class TimeConverter implements ITypeConverter<Duration> {
  private static final Pattern TIME = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(|ms|s|m|h)");

  /** In nanoseconds; longer times are counted nowhere. */
  private static final BigDecimal LONGEST = BigDecimal.valueOf(Long.MAX_VALUE);

  @Override
  public Duration convert(String text) {
    var time = TIME.matcher(text);
    if (!time.matches()) {
      throw new TypeConversionException(
          "\"" + text + "\" is no time: write milliseconds, or such as 500ms, 1.5s or 2m");
    }
    var millis =
        switch (time.group(2)) {
          case "s" -> 1_000;
          case "m" -> 60_000;
          case "h" -> 3_600_000;
          default -> 1;
        };
    var nanos = new BigDecimal(time.group(1)).multiply(BigDecimal.valueOf(millis * 1_000_000L));
    if (nanos.compareTo(LONGEST) > 0) {
      throw new TypeConversionException("\"" + text + "\" is too long: more than 292 years");
    }
    return Duration.ofNanos(nanos.longValue());
  }

  /** The time as {@link #convert} reads it. */
  static String text(Duration time) {
    return time.toMillis() % 1000 == 0 ? time.toSeconds() + "s" : time.toMillis() + "ms";
  }
}
