package org.weftmq.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.weftmq.benchmarks.contest.Contest;
import org.weftmq.benchmarks.contest.Effort;
import org.weftmq.benchmarks.contest.Figure;
import org.weftmq.benchmarks.report.Charts;
import org.weftmq.benchmarks.report.Figures;
import org.weftmq.benchmarks.report.Guard;
import org.weftmq.benchmarks.report.Machine;
import org.weftmq.benchmarks.report.Page;

/**
 * The program that measures Weft and its rivals in the same run, in turns, so that all meet the
 * same machine.
 *
 * <p>Without arguments it runs all cases, else those that are named, and renews their figures on
 * the page; {@code --quick} runs one short round of each, and makes a page of its own; {@code
 * --guard} measures Weft in some of them, and warns of what is slower than on the page; {@code
 * --help} says so. Nothing else should be running meanwhile.
 */
public final class Bench {
  private static final String SUBJECT = "Weft";

  private Bench() {}

  /** Runs the cases that are named, or all. */
  public static void main(String[] args) throws Exception {
    System.setProperty("java.awt.headless", "true");
    var names = new ArrayList<>(List.of(args));
    var help = names.contains(Usage.HELP);
    var quick = names.remove(Usage.QUICK);
    var guards = names.remove(Usage.GUARD);
    if (guards && names.isEmpty()) {
      names.addAll(Suite.guarded());
    }
    var all = Suite.sections().stream().flatMap(each -> each.contests().stream()).toList();
    if (help) {
      System.out.print(Usage.of(all));
      System.exit(0);
    }
    var selection = Selection.of(names, all, Suite.extras());
    if (!selection.unknown().isEmpty()) {
      System.err.println("weft bench: there is no case " + String.join(", ", selection.unknown()));
      System.err.print(Usage.of(all));
      System.exit(2);
    }
    var home = Path.of(System.getProperty("weft.home", "."));
    if (guards) {
      guard(selection.contests(), file(home.resolve("docs/benchmarks.md")));
      System.exit(0); // a warning is no failure
    }
    var page = home.resolve(quick ? "examples/benchmarks/target" : "docs").resolve("benchmarks.md");
    var machine = Machine.here();
    var before = before(page, machine, names.isEmpty());
    var ok = run(selection.contests(), quick ? Effort.QUICK : Effort.FULL, page, before);
    System.out.println("written: " + page.toAbsolutePath().normalize());
    System.exit(ok ? 0 : 1);
  }

  /** The figures that a run adds to: none if it measures all, or there is no such file yet. */
  private static Figures before(Path page, Machine machine, boolean all) throws IOException {
    var file = file(page);
    if (all || !Files.exists(file)) {
      return new Figures(machine, List.of());
    }
    var before = Figures.read(file);
    if (!before.machine().isLike(machine)) {
      System.err.println(
          "weft bench: the figures in "
              + file
              + " were measured on another machine, "
              + before.machine().facts()
              + "; this is "
              + machine.facts()
              + ": run all cases, or "
              + Usage.QUICK);
      System.exit(2);
    }
    return before;
  }

  private static Path file(Path page) {
    return page.resolveSibling(Page.FOLDER).resolve("figures.csv");
  }

  /** Runs the contests, and writes what they give one by one; whether none failed. */
  private static boolean run(List<Contest> contests, Effort effort, Path page, Figures before)
      throws IOException, InterruptedException {
    var figures = new Figures(Machine.here(), before.all());
    var ok = true;
    for (var contest : contests) {
      List<Figure> results;
      try {
        results = contest.run(effort);
      } catch (InterruptedException e) {
        throw e;
      } catch (Exception e) {
        System.err.println("weft bench: " + contest.name() + " failed: " + e + trace(contest, e));
        ok = false;
        continue;
      }
      var newer = new Figures(figures.machine(), results);
      System.out.println(Page.contest(contest, newer));
      figures = figures.renewed(newer);
      write(page, figures);
    }
    return ok;
  }

  /** Writes where it failed to a file, for who works on the case; gives the words that say so. */
  private static String trace(Contest contest, Exception failure) throws IOException {
    var file = Files.createTempFile("weft-bench-" + contest.name() + "-", ".txt");
    try (var out = new PrintWriter(Files.newBufferedWriter(file))) {
      failure.printStackTrace(out);
    }
    return "; where, is in " + file;
  }

  /** Measures Weft and how fast the machine is, and prints what became slower. */
  private static void guard(List<Contest> contests, Path file) throws Exception {
    if (!Files.exists(file)) {
      System.out.println("there are no figures to compare with: " + file);
      return;
    }
    var warnings =
        Guard.warnings(
            Calibration.contest(),
            contests,
            SUBJECT,
            Figures.read(file),
            name -> System.out.println(name + "..."));
    warnings.forEach(warning -> System.out.println("warning: " + warning));
    System.out.println(warnings.size() + " warnings");
  }

  private static void write(Path page, Figures figures) throws IOException {
    var sections = Suite.sections();
    Files.createDirectories(file(page).getParent());
    figures.write(file(page));
    var written = Figures.read(file(page)); // as exactly as the file says
    Page.write(page, sections, written);
    Charts.write(file(page).getParent(), sections, written);
  }
}
