package org.weftmq.interop;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The table of what was tried and what became of it, printed once at the end of the run. */
final class Matrix implements BeforeAllCallback {
  private static final Map<String, Map<String, String>> ROWS = new ConcurrentSkipListMap<>();

  @Override
  public void beforeAll(ExtensionContext context) {
    context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(Matrix.class))
        .getOrComputeIfAbsent(Matrix.class, key -> (AutoCloseable) Matrix::print, Object.class);
  }

  /** Runs the trial of one cell, and notes what became of it. */
  static void run(Case cell, Aside.Part trial) throws Exception {
    var row = ROWS.computeIfAbsent(cell.pair(), pair -> new ConcurrentSkipListMap<>());
    row.put(cell.column(), "FAILED");
    trial.run();
    row.put(cell.column(), "ok");
  }

  private static void print() {
    if (!ROWS.isEmpty()) {
      System.out.println(table());
    }
  }

  static String table() {
    var columns = new LinkedHashSet<String>();
    ROWS.values().forEach(row -> columns.addAll(row.keySet()));
    var sorted = columns.stream().sorted().toList();
    var text = new StringBuilder("Weft - peer     ").append(String.join("  ", sorted));
    ROWS.forEach((pair, row) -> text.append(line(pair, row, sorted)));
    return text.toString();
  }

  private static String line(String pair, Map<String, String> row, List<String> columns) {
    var line = new StringBuilder(String.format("%n%-16s", pair));
    for (var column : columns) {
      var width = String.valueOf(column.length() + 2);
      line.append(String.format("%-" + width + "s", row.getOrDefault(column, "-")));
    }
    return line.toString().stripTrailing();
  }
}
