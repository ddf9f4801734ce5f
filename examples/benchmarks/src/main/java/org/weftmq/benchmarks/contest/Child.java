package org.weftmq.benchmarks.contest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A process that measures something and prints numbers, one a line. */
public final class Child implements AutoCloseable {
  /**
   * The flags of a JVM that has all its heap before it is measured, as a program in C has that gets
   * back what it freed: a page that is touched for the first time may cost more than a message.
   */
  public static final List<String> WHOLE_HEAP =
      List.of("-XX:InitialRAMPercentage=15", "-XX:MaxRAMPercentage=15", "-XX:+AlwaysPreTouch");

  private static final int DEADLINE_SECONDS = 300;

  private final Process process;
  private final String name;

  private Child(Process process, String name) {
    this.process = process;
    this.name = name;
  }

  /** Runs {@code main} in a process of its own, and gives the numbers that it prints. */
  public static double[] measure(Class<?> main, String... args)
      throws IOException, InterruptedException {
    return measure(command(List.of(), main, args));
  }

  /** Runs a command, and gives the numbers that it prints. */
  public static double[] measure(List<String> command) throws IOException, InterruptedException {
    try (var child = start(command)) {
      child.release();
      return child.numbers();
    }
  }

  /** The command that runs {@code main} with the Java and the class path of this process. */
  public static List<String> command(List<String> flags, Class<?> main, String... args) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(args));
    return command;
  }

  /** Starts a command, which is killed if it takes many minutes. */
  public static Child start(List<String> command) throws IOException {
    var process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    CompletableFuture.delayedExecutor(DEADLINE_SECONDS, TimeUnit.SECONDS).execute(process::destroy);
    return new Child(process, name(command));
  }

  /** The command without the class path, which is long. */
  private static String name(List<String> command) {
    var from = command.indexOf("-cp");
    return String.join(" ", from < 0 ? command : command.subList(from + 2, command.size()));
  }

  /** Blocks for the next line that it prints. */
  public String line() throws IOException {
    var line = process.inputReader().readLine();
    if (line == null) {
      throw new IOException("a child process printed less than expected: " + name);
    }
    return line;
  }

  /** Ends its input, for which it stays. */
  public void release() throws IOException {
    process.getOutputStream().close();
  }

  /** Blocks until it has ended, and gives the numbers that it printed since the last line. */
  public double[] numbers() throws IOException, InterruptedException {
    var numbers = process.inputReader().lines().mapToDouble(Double::parseDouble).toArray();
    if (process.waitFor() != 0) {
      throw new IOException(
          "a child process ended with status " + process.exitValue() + ": " + name);
    }
    return numbers;
  }

  /** Kills it when the other fails, for which it would wait in vain. */
  public void needs(Child other) {
    other
        .process
        .onExit()
        .thenAccept(
            ended -> {
              if (ended.exitValue() != 0) {
                process.destroy();
              }
            });
  }

  /** Kills it, if it has not ended; blocks until it has. */
  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
