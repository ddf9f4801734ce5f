package org.weftmq.pattern.radiodish;

import java.nio.charset.StandardCharsets;

/** The rule of 48/RADIO-DISH on names of groups. */
final class Group {
  /** The longest name, in bytes of UTF-8. */
  static final int MAX_SIZE = 255;

  private static final int MOST_BYTES_PER_CHAR = 3;

  private Group() {}

  /**
   * Gives {@code name} back.
   *
   * @throws IllegalArgumentException if it is too long
   */
  static String check(String name) {
    if (name.length() > MAX_SIZE / MOST_BYTES_PER_CHAR) {
      var size = name.getBytes(StandardCharsets.UTF_8).length;
      if (size > MAX_SIZE) {
        throw new IllegalArgumentException(
            "the name of a group has at most "
                + MAX_SIZE
                + " bytes of UTF-8, not "
                + size
                + " (48/RADIO-DISH)");
      }
    }
    return name;
  }
}
