package org.weftmq.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.weftmq.benchmarks.contest.Figure;

/**
 * The figures of one machine, as they stand in a file of text: a line for each, behind lines that
 * say what it was measured on.
 *
 * @param machine what they were measured on
 * @param all the figures
 */
public record Figures(Machine machine, List<Figure> all) {
  private static final String COLUMNS =
      "contest,quantity,unit,contestant,median,lowest,highest,rounds";
  private static final int DIGITS = 6;

  /** These figures. */
  public Figures {
    all = List.copyOf(all);
  }

  /**
   * Reads a file.
   *
   * @throws IOException if it cannot be read, or is not such a file
   */
  public static Figures read(Path file) throws IOException {
    var facts = new LinkedHashMap<String, String>();
    var figures = new ArrayList<Figure>();
    for (var line : Files.readAllLines(file)) {
      if (line.startsWith("# ")) {
        var fact = line.substring(2).split(": ", 2);
        facts.put(fact[0], fact[1]);
      } else if (!line.equals(COLUMNS)) {
        figures.add(figure(file, line));
      }
    }
    var date = facts.remove("date");
    if (date == null) {
      throw new IOException(file + " does not say when it was measured");
    }
    return new Figures(new Machine(facts, date), figures);
  }

  private static Figure figure(Path file, String line) throws IOException {
    var cells = line.split(",");
    if (cells.length != 8) {
      throw new IOException(file + " has a line that is no figure: " + line);
    }
    return new Figure(
        cells[0],
        cells[1],
        cells[2],
        cells[3],
        Double.parseDouble(cells[4]),
        Double.parseDouble(cells[5]),
        Double.parseDouble(cells[6]),
        Integer.parseInt(cells[7]));
  }

  /** Writes a file that {@link #read} reads. */
  public void write(Path file) throws IOException {
    var lines = new ArrayList<String>();
    machine.facts().forEach((name, fact) -> lines.add("# " + name + ": " + fact));
    lines.add("# date: " + machine.date());
    lines.add(COLUMNS);
    all.forEach(figure -> lines.add(line(figure)));
    Files.write(file, lines);
  }

  private static String line(Figure figure) {
    return String.join(
        ",",
        figure.contest(),
        figure.quantity(),
        figure.unit(),
        figure.contestant(),
        Numbers.plain(figure.median(), DIGITS),
        Numbers.plain(figure.lowest(), DIGITS),
        Numbers.plain(figure.highest(), DIGITS),
        "" + figure.rounds());
  }

  /** These, but {@code newer} ones in the place of those that are about the same. */
  public Figures renewed(Figures newer) {
    var figures = new ArrayList<Figure>();
    for (var figure : all) {
      figures.add(newer.all.stream().filter(figure::isAbout).findFirst().orElse(figure));
    }
    for (var figure : newer.all) {
      if (figures.stream().noneMatch(figure::isAbout)) {
        figures.add(figure);
      }
    }
    return new Figures(newer.machine, figures);
  }

  /** The figure of that contestant, if it was measured. */
  public Optional<Figure> of(String contest, String quantity, String contestant) {
    return all.stream().filter(figure -> figure.isAbout(contest, quantity, contestant)).findFirst();
  }
}
