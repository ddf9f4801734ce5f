package org.weftmq.interop;

import java.nio.file.Path;

/** Where to bind in a test: by the name of a transport, which parameterized tests are given. */
final class Place {
  private Place() {}

  /** An endpoint that nobody else uses; what uses files puts them into {@code folder}. */
  static String of(String transport, Path folder) {
    return switch (transport) {
      case "tcp" -> "tcp://127.0.0.1:*";
      case "ipc" -> "ipc://" + folder.resolve("s");
      default -> throw new IllegalArgumentException(transport);
    };
  }
}
