package org.weftmq.benchmarks;

import java.util.List;
import org.weftmq.benchmarks.contest.Contest;

/** What there is to say at the command line. */
final class Usage {
  static final String QUICK = "--quick";
  static final String GUARD = "--guard";
  static final String HELP = "--help";

  private static final int WIDTH = 100;
  private static final String INDENT = "  ";

  private Usage() {}

  /** All options and cases; ends in a line feed. */
  static String of(List<Contest> all) {
    return """
    usage: weft bench [%s | %s] [CASE...]
    Measures Weft and its rivals in turns, and renews docs/benchmarks.md: the cases named, or all of
    them, which takes more than an hour. Nothing else should be running meanwhile.

      %s   one short round of each, for a page of its own in examples/benchmarks/target
      %s   measures Weft alone, in some cases if none is named; warns of what became slower
      %s    says this

    The beginning of names stands for all of them: tcp. Of cases like tcp-push-pull one size can be
    measured alone: tcp-push-pull:16, or :256, :1K, :64K, :1M.

    cases:
    %s\
    """
        .formatted(QUICK, GUARD, QUICK, GUARD, HELP, filled(all));
  }

  /** Their names, in lines that fit a terminal. */
  private static String filled(List<Contest> all) {
    var lines = new StringBuilder();
    var line = new StringBuilder();
    for (var name : all.stream().map(Contest::name).toList()) {
      if (line.length() + 1 + name.length() > WIDTH) {
        lines.append(line).append('\n');
        line.setLength(0);
      }
      line.append(line.isEmpty() ? INDENT : " ").append(name);
    }
    return lines.append(line).append('\n').toString();
  }
}
