package org.weftmq;

import java.util.HashMap;
import java.util.Map;

/**
 * The values of a socket's options at one moment. Immutable; what has not been set has its default.
 */
public final class Options {
  private static final Options INITIAL = new Options(Map.of());

  private final Map<Option<?>, Object> values;

  private Options(Map<Option<?>, Object> values) {
    this.values = values;
  }

  /** All options at their defaults. */
  public static Options initial() {
    return INITIAL;
  }

  /** The value of {@code option}. */
  @SuppressWarnings("unchecked") // with() puts in only what the option's own type allows
  public <T> T get(Option<T> option) {
    var value = values.get(option);
    return value == null ? option.initial() : (T) value;
  }

  /**
   * The same options, but with {@code value} for {@code option}.
   *
   * @throws BadOptionException if the option does not allow the value
   */
  public <T> Options with(Option<T> option, T value) {
    option.check(value);
    var changed = new HashMap<>(values);
    changed.put(option, value);
    return new Options(Map.copyOf(changed));
  }
}
