package org.weftmq.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** The transports that every machine has. */
public enum Scheme {
  /** Inside a context. */
  INPROC,
  /** Through a file's name. */
  IPC,
  /** Through the loopback. */
  TCP;

  private static final AtomicInteger NUMBERS = new AtomicInteger();

  /** An endpoint to bind that nobody else uses; ask the socket what became of it. */
  public String endpoint() {
    return switch (this) {
      case INPROC -> "inproc://test-" + NUMBERS.incrementAndGet();
      case IPC -> "ipc://" + directory().resolve("s" + NUMBERS.incrementAndGet());
      case TCP -> "tcp://127.0.0.1:*";
    };
  }

  private static Path directory() {
    return Directory.PATH;
  }

  /** Made when it is first needed; its name is short, as that of a socket must be. */
  private static final class Directory {
    private static final Path PATH;

    static {
      try {
        PATH = Files.createTempDirectory("weft");
        PATH.toFile().deleteOnExit();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
