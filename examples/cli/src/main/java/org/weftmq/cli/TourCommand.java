package org.weftmq.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code weft tour}. */
@Command(
    name = "tour",
    description =
        "Sends text line by line from a ventilator through four workers to a sink that counts the"
            + " words: over inproc, over ipc and over tcp. Tells how long each took, and checks"
            + " that all three counted the same.",
    footer = {"", "All of it goes over each transport twice; what is told is the second time."})
final class TourCommand implements Callable<Integer> {
  private static final List<Course> COURSES =
      List.of(
          new Course("inproc", "inproc://lines", "inproc://words"),
          new Course("ipc", "ipc://*", "ipc://*"),
          new Course("tcp", "tcp://127.0.0.1:*", "tcp://127.0.0.1:*"));
  private static final int ROUNDS = 2; // the first one warms up

  private final Console console;

  @Mixin private Help help;
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      description = "Text to send; without any, Weft's own *.java, *.md and *.xml files.")
  private List<Path> files = List.of();

  @Option(
      names = "--times",
      paramLabel = "N",
      description = "Send all of it N times (default: ${DEFAULT-VALUE}).")
  private int times = 10;

  TourCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    if (times < 1) {
      throw new ParameterException(spec.commandLine(), "--times is at least 1");
    }
    var corpus =
        files.isEmpty()
            ? Corpus.below(Path.of(System.getProperty("weft.home", ".")))
            : Corpus.of(files);
    if (corpus.lines().isEmpty()) {
      throw new Failure("there is no text to send: name files with lines in them");
    }
    var results = new LinkedHashMap<String, Course.Result>();
    for (var round = 0; round < ROUNDS; round++) {
      for (var course : COURSES) {
        results.put(course.name(), run(course, corpus));
      }
    }
    new TourTable(corpus, times, results).print(spec.commandLine().getOut());
    compare(results);
    return ExitCode.OK;
  }

  /** Runs on a virtual thread, like the other stations of the course. */
  private Course.Result run(Course course, Corpus corpus) throws Exception {
    var bar = new ProgressBar(console, course.name(), (long) corpus.lines().size() * times);
    try {
      return Threads.join(new Threads().start(() -> course.run(corpus, times, bar)));
    } finally {
      bar.clear();
    }
  }

  /** Fails unless all transports counted the same. */
  static void compare(LinkedHashMap<String, Course.Result> results) throws Failure {
    var first = results.firstEntry();
    for (var result : results.entrySet()) {
      if (!result.getValue().words().equals(first.getValue().words())) {
        throw new Failure(
            "the words counted over " + result.getKey() + " differ from " + first.getKey() + "'s");
      }
    }
  }
}
