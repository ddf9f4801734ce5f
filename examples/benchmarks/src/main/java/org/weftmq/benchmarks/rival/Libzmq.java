package org.weftmq.benchmarks.rival;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.weftmq.benchmarks.contest.MissingRival;

/** Programs in C on the system's libzmq, compiled once in a run. */
public final class Libzmq {
  private static final List<String> SOURCES = List.of("libzmq.h", "libzmq_peer.c", "libzmq_fan.c");

  private Libzmq() {}

  /**
   * The path of a program, {@code libzmq_peer} for one.
   *
   * @throws MissingRival if it cannot be compiled here
   */
  public static String program(String name) throws MissingRival {
    var programs = Programs.FOLDER;
    if (programs.isEmpty()) {
      throw new MissingRival("it takes cc and libzmq3-dev");
    }
    return programs.get().resolve(name).toString();
  }

  private static final class Programs {
    /** Where they are; empty without a C compiler, the header or the library. */
    static final Optional<Path> FOLDER = compiled();

    private static Optional<Path> compiled() {
      try {
        var folder = Files.createTempDirectory("weft-bench");
        folder.toFile().deleteOnExit();
        for (var source : SOURCES) {
          try (var c = Libzmq.class.getResourceAsStream("/" + source)) {
            Files.copy(c, folder.resolve(source));
          }
          folder.resolve(source).toFile().deleteOnExit();
        }
        for (var source : SOURCES) {
          if (source.endsWith(".c") && !compiles(folder, source)) {
            return Optional.empty();
          }
        }
        return Optional.of(folder);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static boolean compiles(Path folder, String source) throws IOException {
      var program = folder.resolve(source.replace(".c", "")).toString();
      var command =
          List.of("cc", "-O2", "-pthread", "-o", program, folder.resolve(source) + "", "-lzmq");
      Path.of(program).toFile().deleteOnExit();
      try {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor()
            == 0;
      } catch (IOException e) {
        return false; // there is no compiler
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
  }
}
