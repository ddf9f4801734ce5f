package org.weftmq.benchmarks.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.HorizontalBarChart;
import org.knowm.xchart.HorizontalBarChartBuilder;
import org.knowm.xchart.style.Styler;
import org.weftmq.benchmarks.contest.Contest;
import org.weftmq.benchmarks.contest.Figure;
import org.weftmq.benchmarks.contest.Quantity;

/**
 * Charts of contests, as SVG: a bar for each contestant, or, of several quantities in one unit, how
 * many times as good as the first contestant each other is.
 */
public final class Charts {
  /** A tenth of a pixel is enough, and halves the file. */
  private static final Pattern DECIMALS = Pattern.compile("(\\.\\d)\\d+");

  private static final int WIDTH = 800;
  private static final int BAR = 22;
  private static final int FRAME = 130;

  private Charts() {}

  /** Writes a chart for each contest that has one. */
  public static void write(Path folder, List<Section> sections, Figures figures)
      throws IOException {
    Files.createDirectories(folder);
    for (var section : sections) {
      for (var contest : section.contests()) {
        if (has(contest, figures)) {
          var svg = new String(ChartEncoder.getBytes(chart(contest, figures), "svg"), UTF_8);
          Files.writeString(
              folder.resolve(contest.name() + ".svg"), DECIMALS.matcher(svg).replaceAll("$1"));
        }
      }
    }
  }

  /** Whether there is anything to compare. */
  static boolean has(Contest contest, Figures figures) {
    return measured(contest, figures).size() > 1;
  }

  /** Those in the unit of the first one. */
  private static List<Quantity> quantities(Contest contest) {
    var unit = contest.quantities().getFirst().unit();
    return contest.quantities().stream().filter(each -> each.unit().equals(unit)).toList();
  }

  /** Those contestants of whom every one of the quantities is known. */
  private static List<String> measured(Contest contest, Figures figures) {
    return contest.contestants().stream()
        .filter(
            contestant ->
                quantities(contest).stream()
                    .allMatch(
                        quantity ->
                            figures.of(contest.name(), quantity.name(), contestant).isPresent()))
        .toList();
  }

  private static HorizontalBarChart chart(Contest contest, Figures figures) {
    var contestants = measured(contest, figures);
    var quantities = quantities(contest);
    var chart =
        new HorizontalBarChartBuilder()
            .width(WIDTH)
            .height(FRAME + BAR * contestants.size() * quantities.size())
            .title(contest.title())
            .build();
    var style = chart.getStyler();
    style.setChartBackgroundColor(Color.WHITE);
    style.setPlotGridLinesStroke(new BasicStroke(0.5f)); // each dash would be an element
    style.setXAxisTickMarkSpacingHint(BAR / 2); // of the categories, too: none is left out
    style.setLegendPosition(Styler.LegendPosition.OutsideS);
    style.setLegendLayout(Styler.LegendLayout.Horizontal);
    if (quantities.size() == 1) {
      var quantity = quantities.getFirst();
      chart.setXAxisTitle((quantity.name() + " " + quantity.unit()).strip());
      style.setLegendVisible(false);
      var medians =
          contestants.stream()
              .map(contestant -> median(contest, quantity, contestant, figures))
              .toList();
      chart.addSeries(quantity.unit(), medians, contestants);
    } else {
      chart.setXAxisTitle("times as good as " + contestants.getFirst());
      var labels = quantities.stream().map(Quantity::name).toList();
      for (var contestant : contestants) {
        var ratios = new ArrayList<Double>();
        for (var quantity : quantities) {
          var its = median(contest, quantity, contestant, figures);
          var first = median(contest, quantity, contestants.getFirst(), figures);
          ratios.add(quantity.isMoreBetter() ? its / first : first / its);
        }
        chart.addSeries(contestant, ratios, labels);
      }
    }
    return chart;
  }

  private static double median(
      Contest contest, Quantity quantity, String contestant, Figures figures) {
    return figures
        .of(contest.name(), quantity.name(), contestant)
        .map(Figure::median)
        .orElseThrow();
  }
}
