package org.weftmq.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process of the same Java and class path as this one. */
public final class Child {
  private Child() {}

  /** Starts {@code main} in a process of its own, which prints where this one prints. */
  static Process start(List<String> flags, Class<?> main, String... args) throws IOException {
    return new ProcessBuilder(command(flags, main, args)).inheritIO().start();
  }

  /** Runs {@code main} in a process of its own, and gives the number that it prints. */
  static double measure(Class<?> main, String... args) throws IOException, InterruptedException {
    var child =
        new ProcessBuilder(command(List.of(), main, args))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var output = child.inputReader()) {
      var number = output.readLine();
      join(child);
      return Double.parseDouble(number);
    }
  }

  /** The command that runs {@code main} in a process of its own; more arguments may follow. */
  public static List<String> command(List<String> flags, Class<?> main, String... args) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(args));
    return command;
  }

  /** Waits until it has ended, and throws unless all went well. */
  static void join(Process child) throws InterruptedException {
    if (child.waitFor() != 0) {
      throw new IllegalStateException("a child process ended with status " + child.exitValue());
    }
  }
}
