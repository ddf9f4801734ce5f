package org.weftmq.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import org.weftmq.benchmarks.contest.Contest;
import org.weftmq.benchmarks.contest.Figure;
import org.weftmq.benchmarks.contest.Quantity;

/** The figures of a contest as a table in Markdown, which can be read as it stands, too. */
final class Table {
  private static final int NUMBERS_FROM = 2;

  private final List<List<String>> rows = new ArrayList<>();

  private Table(Contest contest, Figures figures) {
    var unit = unit(contest.quantities());
    var first = contest.contestants().getFirst();
    rows.add(List.of("", "", unit.isEmpty() ? "median" : unit, "lowest - highest", "to " + first));
    for (var quantity : contest.quantities()) {
      var label = label(quantity, unit);
      var reference = figures.of(contest.name(), quantity.name(), first).map(Figure::median);
      for (var contestant : contest.contestants()) {
        var figure = figures.of(contest.name(), quantity.name(), contestant);
        if (figure.isPresent()) {
          var ratio = reference.map(its -> ratio(figure.get().median() / its)).orElse("");
          rows.add(row(label, figure.get(), ratio));
          label = "";
        }
      }
    }
  }

  /** The table of a contest. */
  static String of(Contest contest, Figures figures) {
    return new Table(contest, figures).text();
  }

  private static List<String> row(String label, Figure figure, String ratio) {
    return List.of(
        label,
        figure.contestant(),
        Numbers.readable(figure.median()),
        Numbers.readable(figure.lowest()) + " - " + Numbers.readable(figure.highest()),
        ratio);
  }

  private static String ratio(double ratio) {
    return Double.isFinite(ratio) ? "x " + Numbers.readable(ratio) : ""; // of nothing
  }

  /** The unit of all quantities; empty if there are several. */
  private static String unit(List<Quantity> quantities) {
    var units = quantities.stream().map(Quantity::unit).distinct().toList();
    return units.size() == 1 ? units.getFirst() : "";
  }

  private static String label(Quantity quantity, String unit) {
    return unit.isEmpty() ? quantity.name() + ", " + quantity.unit() : quantity.name();
  }

  private String text() {
    var widths = new int[rows.getFirst().size()];
    for (var row : rows) {
      for (var i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    var text = new StringBuilder();
    for (var row : rows) {
      for (var i = 0; i < widths.length; i++) {
        var space = " ".repeat(widths[i] - row.get(i).length());
        text.append(i < NUMBERS_FROM ? "| " + row.get(i) + space : "| " + space + row.get(i));
        text.append(' ');
      }
      text.append("|\n");
      if (row == rows.getFirst()) {
        for (var i = 0; i < widths.length; i++) {
          text.append('|').append("-".repeat(widths[i] + 1)).append(i < NUMBERS_FROM ? '-' : ':');
        }
        text.append("|\n");
      }
    }
    return text.toString();
  }
}
