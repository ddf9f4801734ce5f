package org.weftmq.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.weftmq.benchmarks.contest.Contest;

/**
 * The page that shows figures: what they were measured on, a table and a chart for each contest.
 */
public final class Page {
  /** Where charts stand, beside the page. */
  public static final String FOLDER = "benchmarks";

  private final Figures figures;
  private final StringBuilder text = new StringBuilder();

  private Page(List<Section> sections, Figures figures) {
    this.figures = figures;
    text.append("# Benchmarks\n\n");
    text.append("Made by `./weft bench` of [figures.csv](" + FOLDER + "/figures.csv). ");
    text.append("Each contestant has a process of its own, which warms up\n");
    text.append("first; contestants take turns, and what counts is the median of the rounds.\n\n");
    text.append("| | |\n|---|---|\n");
    figures.machine().facts().forEach((name, fact) -> text.append(row(name, fact)));
    text.append(row("date", figures.machine().date()));
    targets(sections);
    sections.forEach(this::section);
  }

  /** The text of the page. */
  public static String of(List<Section> sections, Figures figures) {
    return new Page(sections, figures).text.toString();
  }

  /** Writes the page. */
  public static void write(Path file, List<Section> sections, Figures figures) throws IOException {
    Files.writeString(file, of(sections, figures));
  }

  /** A contest on the page: its title, table, targets and notes. */
  public static String contest(Contest contest, Figures figures) {
    var text = new StringBuilder();
    text.append(contest.title()).append(" (`").append(contest.name()).append("`)\n\n");
    text.append(Table.of(contest, figures));
    if (!contest.targets().isEmpty()) {
      text.append('\n');
    }
    for (var target : contest.targets()) {
      text.append("- ").append(Verdict.of(contest, target, figures)).append('\n');
    }
    if (!contest.notes().isEmpty()) {
      text.append('\n').append(String.join(" ", contest.notes())).append('\n');
    }
    return text.toString();
  }

  private static String row(String name, String fact) {
    return "| " + name + " | " + fact + " |\n";
  }

  private void targets(List<Section> sections) {
    var lines = new ArrayList<String>();
    var met = 0;
    for (var section : sections) {
      for (var contest : section.contests()) {
        for (var target : contest.targets()) {
          var verdict = Verdict.of(contest, target, figures);
          met += verdict.isMet() ? 1 : 0;
          lines.add("- `" + contest.name() + "` " + verdict + "\n");
        }
      }
    }
    text.append("\n## Targets\n\nOf ").append(lines.size()).append(" targets ").append(met);
    text.append(" are met:\n\n");
    lines.forEach(text::append);
  }

  private void section(Section section) {
    var measured = section.contests().stream().filter(this::isMeasured).toList();
    if (!measured.isEmpty()) {
      text.append("\n## ").append(section.title()).append('\n');
    }
    for (var contest : measured) {
      text.append("\n### ").append(contest(contest, figures));
      if (Charts.has(contest, figures)) {
        text.append("\n![").append(contest.title()).append("](");
        text.append(FOLDER).append('/').append(contest.name()).append(".svg)\n");
      }
    }
  }

  private boolean isMeasured(Contest contest) {
    return figures.all().stream().anyMatch(figure -> figure.contest().equals(contest.name()));
  }
}
