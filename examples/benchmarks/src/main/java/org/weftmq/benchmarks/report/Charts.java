package org.weftmq.benchmarks.report;

import java.awt.BasicStroke;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.HorizontalBarChart;
import org.knowm.xchart.HorizontalBarChartBuilder;
import org.knowm.xchart.style.Styler;
import org.weftmq.benchmarks.contest.Contest;
import org.weftmq.benchmarks.contest.Figure;
import org.weftmq.benchmarks.contest.Quantity;

/**
 * Charts of contests, as SVG: a bar for each contestant, or, of several quantities, how many times
 * as good as the first contestant each other is.
 */
public final class Charts {
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
          var file = folder.resolve(contest.name() + ".svg");
          Files.write(file, ChartEncoder.getBytes(chart(contest, figures), "svg"));
        }
      }
    }
  }

  /** Whether there is anything to compare. */
  static boolean has(Contest contest, Figures figures) {
    return measured(contest, figures).size() > 1;
  }

  /** Those contestants of whom every quantity is known. */
  private static List<String> measured(Contest contest, Figures figures) {
    return contest.contestants().stream()
        .filter(
            contestant ->
                contest.quantities().stream()
                    .allMatch(
                        quantity ->
                            figures.of(contest.name(), quantity.name(), contestant).isPresent()))
        .toList();
  }

  private static HorizontalBarChart chart(Contest contest, Figures figures) {
    var contestants = measured(contest, figures);
    var quantities = contest.quantities();
    var chart =
        new HorizontalBarChartBuilder()
            .width(WIDTH)
            .height(FRAME + BAR * contestants.size() * quantities.size())
            .title(contest.title())
            .build();
    chart.getStyler().setChartTitleVisible(true);
    chart.getStyler().setPlotGridLinesStroke(new BasicStroke(0.5f)); // a dash is an element of SVG
    chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideS);
    chart.getStyler().setLegendLayout(Styler.LegendLayout.Horizontal);
    if (quantities.size() == 1) {
      var quantity = quantities.getFirst();
      chart.setXAxisTitle(quantity.unit());
      chart.getStyler().setLegendVisible(false);
      var medians =
          contestants.stream()
              .map(contestant -> median(contest, quantity, contestant, figures))
              .toList();
      add(chart, quantity.unit(), medians, contestants);
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
        add(chart, contestant, ratios, labels);
      }
    }
    return chart;
  }

  /** The first one is on top. */
  private static void add(
      HorizontalBarChart chart, String name, List<Double> numbers, List<String> labels) {
    chart.addSeries(name, numbers.reversed(), labels.reversed());
  }

  private static double median(
      Contest contest, Quantity quantity, String contestant, Figures figures) {
    return figures
        .of(contest.name(), quantity.name(), contestant)
        .map(Figure::median)
        .orElseThrow();
  }
}
