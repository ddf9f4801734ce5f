package org.weftmq.mutants;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.instrument.ClassDefinition;
import java.lang.instrument.Instrumentation;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.jetbrains.lincheck.jvm.agent.InstrumentationMode;
import org.jetbrains.lincheck.jvm.agent.LincheckClassFileTransformer;
import org.jetbrains.lincheck.jvm.agent.LincheckInstrumentation;
import org.junit.platform.commons.JUnitException;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/**
 * The program of a JVM in which mutants live: puts the class of each mutant that it is told of in
 * the place of the sound one, runs the detector, and puts the sound one back.
 *
 * <p>In: {@code MUTANT NAME} or {@code CONTROL NAME}, one a line. Out: a {@link Verdict} a line. It
 * is a JVM of its own because a mutant may leave threads that never end.
 */
final class MutantRunner {
  private final Instrumentation instrumentation;

  private MutantRunner() {
    LincheckInstrumentation.INSTANCE.attachJavaAgentDynamically(null);
    LincheckInstrumentation.INSTANCE.setInstrumentationMode(InstrumentationMode.MODEL_CHECKING);
    instrumentation = LincheckInstrumentation.INSTANCE.getInstrumentation();
  }

  /** Runs until the input ends. */
  public static void main(String[] args) throws IOException {
    var answers = System.out;
    System.setOut(System.err); // what detectors print is no answer
    var runner = new MutantRunner();
    var commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (var line = commands.readLine(); line != null; line = commands.readLine()) {
      var words = line.split(" ");
      answers.println(runner.verdict(words[0].equals("MUTANT"), Mutant.valueOf(words[1])));
      answers.flush();
    }
    System.exit(0);
  }

  private Verdict verdict(boolean mutated, Mutant mutant) {
    var begin = System.nanoTime();
    Verdict.Kind kind;
    String words;
    try {
      var mutation = mutant.mutation();
      var sound = mutation.compiled(mutation.original());
      var planted = mutated ? mutation.compiled(mutation.mutated()) : sound;
      plant(planted);
      try {
        var failure = detect(mutant);
        kind = failure == null ? Verdict.Kind.PASSED : kind(failure);
        words = failure == null ? "" : text(failure);
      } finally {
        plant(sound);
      }
    } catch (Exception | LinkageError e) {
      kind = Verdict.Kind.BROKEN;
      words = text(e);
    }
    return new Verdict(kind, (System.nanoTime() - begin) / 1_000_000, words);
  }

  /** A class that cannot be linked or found was not tried. */
  private static Verdict.Kind kind(Throwable failure) {
    return failure instanceof LinkageError || failure instanceof JUnitException
        ? Verdict.Kind.BROKEN
        : Verdict.Kind.FAILED;
  }

  private void plant(Map<String, byte[]> classes) throws Exception {
    for (var entry : classes.entrySet()) {
      var type = Class.forName(entry.getKey());
      instrumentation.redefineClasses(new ClassDefinition(type, entry.getValue()));
    }
    // Lincheck keeps what it made of a class by the class's name, and would go on with the old one.
    LincheckClassFileTransformer.INSTANCE
        .getTransformedClassesCache()
        .keySet()
        .removeAll(classes.keySet());
  }

  /** What the detector found, or {@code null}. */
  private static Throwable detect(Mutant mutant) throws ClassNotFoundException {
    var type = Class.forName(mutant.detectorType());
    var methods =
        Stream.of(type.getDeclaredMethods())
            .filter(method -> method.getName().equals(mutant.detectorMethod()))
            .map(method -> selectMethod(type, method))
            .toList();
    var summary = new SummaryGeneratingListener();
    var request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(methods)
            .configurationParameter(
                "jqwik.database", "") // nobody is to try a mutant's samples again
            .configurationParameter("junit.jupiter.execution.timeout.default", "60 s")
            .build();
    LauncherFactory.create().execute(request, summary);
    if (summary.getSummary().getTestsStartedCount() == 0) {
      throw new IllegalStateException("there is no test " + mutant.detector());
    }
    return summary.getSummary().getFailures().stream()
        .findFirst()
        .map(failure -> failure.getException())
        .orElse(null);
  }

  private static String text(Throwable failure) {
    var text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
