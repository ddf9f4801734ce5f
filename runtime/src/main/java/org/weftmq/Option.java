package org.weftmq;

import java.time.Duration;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One option of a socket: its name, the values it allows, its default and what it does. Declared
 * once, as a constant beside the code that reads it.
 *
 * <p>A value can be set and read back at any time. It counts for the next bind or connect, unless
 * the option is {@linkplain #live() live}: then it counts at once.
 *
 * @param <T> the type of its values
 * @param name its name on the command line: lower-case words joined by hyphens
 * @param initial the value when none has been set
 * @param allowed which values are allowed
 * @param bounds the allowed values, in words
 * @param parser reads a value from text; what it throws means that the text is no value
 * @param live whether a new value counts at once
 * @param doc what it does, in a sentence
 */
public record Option<T>(
    String name,
    T initial,
    Predicate<T> allowed,
    String bounds,
    Function<String, T> parser,
    boolean live,
    String doc) {
  /** How long "for ever" is: longer than any program runs, short enough to count in nanoseconds. */
  public static final Duration FOREVER = Duration.ofNanos(Long.MAX_VALUE);

  /** An option that is a whole number from {@code min} to {@code max}. */
  public static Option<Integer> number(String name, int initial, int min, int max, String doc) {
    return new Option<>(
        name,
        initial,
        n -> n >= min && n <= max,
        max == Integer.MAX_VALUE
            ? "a number of at least " + min
            : "a number from " + min + " to " + max,
        Integer::valueOf,
        false,
        doc);
  }

  /** An option that is a number of bytes of at least {@code min}. */
  public static Option<Long> bytes(String name, long initial, long min, String doc) {
    return new Option<>(
        name, initial, n -> n >= min, "a number of at least " + min, Long::valueOf, false, doc);
  }

  /** An option that is on or off. */
  public static Option<Boolean> flag(String name, boolean initial, String doc) {
    return new Option<>(name, initial, b -> true, "true or false", Option::parseFlag, false, doc);
  }

  /**
   * An option that is a length of time of at least zero, up to {@link #FOREVER}; as text a number
   * of milliseconds, {@code forever}, or ISO-8601 such as {@code PT1.5S}.
   */
  public static Option<Duration> time(String name, Duration initial, String doc) {
    return new Option<>(
        name,
        initial,
        d -> !d.isNegative() && d.compareTo(FOREVER) <= 0,
        "a time of at least 0: milliseconds, forever, or such as PT1.5S",
        Option::parseTime,
        false,
        doc);
  }

  /** An option that is text of at most {@code max} characters. */
  public static Option<String> text(String name, String initial, int max, String doc) {
    return new Option<>(
        name,
        initial,
        s -> s.length() <= max,
        "text of at most " + max + " characters",
        Function.identity(),
        false,
        doc);
  }

  /** The same option, but one whose value counts at once. */
  public Option<T> asLive() {
    return new Option<>(name, initial, allowed, bounds, parser, true, doc);
  }

  /**
   * Gives {@code value} back.
   *
   * @throws BadOptionException if it is not allowed
   */
  public T check(T value) {
    if (value == null || !allowed.test(value)) {
      throw refuse(String.valueOf(value));
    }
    return value;
  }

  /**
   * The value that {@code text} stands for.
   *
   * @throws BadOptionException if it is none, or one that is not allowed
   */
  public T parse(String text) {
    T value;
    try {
      value = parser.apply(text);
    } catch (IllegalArgumentException | java.time.DateTimeException e) {
      throw refuse(text);
    }
    return check(value);
  }

  private BadOptionException refuse(String value) {
    return new BadOptionException(
        "bad value \"" + value + "\" for option " + name + ": it takes " + bounds);
  }

  private static Boolean parseFlag(String text) {
    return switch (text) {
      case "true", "1", "on" -> true;
      case "false", "0", "off" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }

  private static Duration parseTime(String text) {
    if (text.equals("forever")) {
      return FOREVER;
    }
    return text.startsWith("P") ? Duration.parse(text) : Duration.ofMillis(Long.parseLong(text));
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  /** The name. */
  @Override
  public String toString() {
    return name;
  }
}
