package org.weftmq.zmtp.mechanism;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.weftmq.Option;
import org.weftmq.Options;

/** The mechanisms that were found, by name. */
public final class Mechanisms {
  private static final Map<String, Mechanism> BY_NAME = find();

  /** The name of the security mechanism; both peers must use the same. */
  public static final Option<String> MECHANISM =
      new Option<>(
          "mechanism",
          "NULL",
          BY_NAME::containsKey,
          "one of " + BY_NAME.keySet(),
          String::valueOf,
          false,
          "the security mechanism; both peers must use the same");

  private Mechanisms() {}

  private static Map<String, Mechanism> find() {
    var found = new TreeMap<String, Mechanism>();
    ServiceLoader.load(Mechanism.class, Mechanisms.class.getClassLoader())
        .forEach(mechanism -> found.put(mechanism.name(), mechanism));
    return found;
  }

  /** The one that the options name. */
  public static Mechanism of(Options options) {
    return BY_NAME.get(options.get(MECHANISM));
  }

  /** The options that {@link #of} and the mechanisms read. */
  public static List<Option<?>> options() {
    var options = new ArrayList<Option<?>>();
    options.add(MECHANISM);
    BY_NAME.values().forEach(mechanism -> options.addAll(mechanism.options()));
    return options;
  }
}
