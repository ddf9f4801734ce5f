package org.weftmq.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;

/**
 * What a tour tells at its end.
 *
 * @param corpus what was sent
 * @param times how often
 * @param results what came of it, by transport
 */
record TourTable(Corpus corpus, int times, Map<String, Course.Result> results) {
  private static final int TOP = 10;

  /** Prints how fast each transport was, then the most frequent words. */
  void print(PrintWriter out) {
    var lines = corpus.lines().size();
    out.printf(Locale.ROOT, "files: %,d, lines: %,d, times: %,d%n%n", corpus.files(), lines, times);
    printRates(out, (long) lines * times, corpus.bytes() * times);
    out.println();
    printWords(out);
    out.flush();
  }

  private void printRates(PrintWriter out, long messages, long bytes) {
    out.printf("%-9s %12s %14s %9s %12s%n", "transport", "messages", "bytes", "seconds", "msg/s");
    for (var result : results.entrySet()) {
      var seconds = result.getValue().nanos() / 1e9;
      out.printf(
          Locale.ROOT,
          "%-9s %,12d %,14d %9.3f %,12.0f%n",
          result.getKey(),
          messages,
          bytes,
          seconds,
          messages / seconds);
    }
  }

  private void printWords(PrintWriter out) {
    out.printf("%-20s", "top words");
    results.keySet().forEach(name -> out.printf(" %10s", name));
    out.println();
    var first = results.values().iterator().next().words();
    for (var word : first.top(TOP)) {
      out.printf("%-20s", word.getKey());
      for (var result : results.values()) {
        out.printf(Locale.ROOT, " %,10d", result.words().count(word.getKey()));
      }
      out.println();
    }
  }
}
