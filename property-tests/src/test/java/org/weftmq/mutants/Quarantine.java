package org.weftmq.mutants;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A JVM with a {@link MutantRunner}; for one thread. */
final class Quarantine implements Closeable {
  /** Detectors have deadlines of their own; this one is for those that have not. */
  private static final Duration PATIENCE = Duration.ofSeconds(50);

  /** The model checker is bound by its steps and not by time: a busy machine may take minutes. */
  private static final Duration GREAT_PATIENCE = Duration.ofMinutes(5);

  private final Duration patience;
  private final Process process;
  private final BufferedReader answers;

  /**
   * Starts the JVM; one that is {@code quick} to be up compiles no more than it must. It then
   * fences more than the code asks for, so it cannot show that a fence is missing.
   */
  Quarantine(boolean quick) throws IOException {
    patience = quick ? PATIENCE : GREAT_PATIENCE;
    var log = Path.of("target", "mutants.log");
    Files.createDirectories(log.getParent());
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-ea",
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=" + (quick ? 1 : 4),
                "-Dweft.race.laps=" + (quick ? 400 : 1_000_000), // as many as there is time for
                "-XX:+EnableDynamicAgentLoading",
                "-XX:-PrintWarnings",
                "-Djdk.attach.allowAttachSelf=true",
                "-cp",
                System.getProperty("java.class.path"),
                MutantRunner.class.getName())
            .redirectError(log.toFile())
            .start();
    answers = process.inputReader();
  }

  /** Plants the mutant and runs its detector. */
  Verdict mutant(Mutant mutant) throws Exception {
    return ask("MUTANT " + mutant.name());
  }

  /** Runs the detector of the mutant with the class as it stands. */
  Verdict control(Mutant mutant) throws Exception {
    return ask("CONTROL " + mutant.name());
  }

  private Verdict ask(String command) throws Exception {
    var requests = process.outputWriter();
    requests.write(command + "\n");
    requests.flush();
    var line = CompletableFuture.supplyAsync(this::answer);
    try {
      return Verdict.parse(line.get(patience.toSeconds(), TimeUnit.SECONDS));
    } catch (TimeoutException | ExecutionException e) {
      close();
      throw new AssertionError(command + ": no verdict; see target/mutants.log", e);
    }
  }

  private String answer() {
    try {
      var line = answers.readLine();
      if (line == null) {
        throw new IllegalStateException("the JVM has ended");
      }
      return line;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
