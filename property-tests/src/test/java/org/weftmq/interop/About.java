package org.weftmq.interop;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What an implementation of ZeroMQ says of itself.
 *
 * @param version what it is, with the version of each part
 * @param types the names of its types of sockets
 * @param transports the schemes by which its sockets reach other processes
 */
record About(String version, Set<String> types, Set<String> transports) {
  /** From three lines, one for each; words are separated by a space. */
  static About of(List<String> lines) {
    return new About(lines.get(0), words(lines.get(1)), words(lines.get(2)));
  }

  private static Set<String> words(String line) {
    return new LinkedHashSet<>(List.of(line.split(" ")));
  }
}
