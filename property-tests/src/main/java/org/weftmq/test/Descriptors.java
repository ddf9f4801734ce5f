package org.weftmq.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The descriptors that this process has open. */
public final class Descriptors {
  private static final Path OPEN = Path.of("/proc/self/fd");

  private Descriptors() {}

  /** How many there are; 0 where the system does not tell. */
  public static int count() {
    if (!Files.isDirectory(OPEN)) {
      return 0;
    }
    try (var open = Files.list(OPEN)) {
      return (int) open.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
