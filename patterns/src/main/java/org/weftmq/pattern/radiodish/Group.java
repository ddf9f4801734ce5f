package org.weftmq.pattern.radiodish;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.weftmq.Frame;

/** The rules on names of groups: those of 48/RADIO-DISH, and that names are text here. */
final class Group {
  /** The longest name, in bytes of UTF-8. */
  static final int MAX_SIZE = 255;

  private static final int MOST_BYTES_PER_CHAR = 3;

  private Group() {}

  /**
   * Gives {@code name} back.
   *
   * @throws IllegalArgumentException if it is too long, or cannot be written as UTF-8
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
    for (var i = 0; i < name.length(); i++) {
      if (Character.isSurrogate(name.charAt(i))) {
        checkSurrogates(name);
        break;
      }
    }
    return name;
  }

  /** Half a pair of them would become a question mark, which is the name of another group. */
  private static void checkSurrogates(String name) {
    if (!Frame.of(name).text().equals(name)) {
      throw new IllegalArgumentException(
          "the name of a group is text, but \""
              + name
              + "\" has a surrogate without its other half");
    }
  }

  /**
   * The group that {@code name} stands for, if it is well-formed UTF-8. A peer may use other bytes;
   * read with replacement characters they would be the name of another group.
   */
  static Optional<String> named(Frame name) {
    var text = name.text();
    return Frame.of(text).equals(name) ? Optional.of(text) : Optional.empty();
  }
}
