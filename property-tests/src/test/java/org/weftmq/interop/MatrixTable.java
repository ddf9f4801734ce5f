package org.weftmq.interop;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A {@link Matrix} as text: a table for each library, and why some cells cannot be. */
final class MatrixTable {
  private static final String CORNER = "Weft - peer";

  private final Set<String> columns = new LinkedHashSet<>();
  private final Map<String, Map<String, String>> rows = new LinkedHashMap<>();
  private final List<String> reasons = new ArrayList<>();

  private MatrixTable(Matrix matrix, Library library) {
    matrix
        .states()
        .forEach(
            (cell, state) -> {
              if (cell.library() == library) {
                columns.add(cell.column());
                rows.computeIfAbsent(cell.pair(), pair -> new LinkedHashMap<>())
                    .put(cell.column(), word(state));
              }
            });
  }

  private String word(Matrix.State state) {
    return switch (state) {
      case Matrix.Done done -> "ok";
      case Matrix.Failed failed -> "FAILED";
      case Matrix.NotRun notRun -> "not run";
      case Matrix.Impossible(String why) -> {
        if (!reasons.contains(why)) {
          reasons.add(why);
        }
        yield "- (" + (reasons.indexOf(why) + 1) + ")";
      }
    };
  }

  /** The whole matrix; each library begins with what it says of itself. */
  static String of(Matrix matrix) {
    return Arrays.stream(Library.values())
        .map(library -> title(matrix, library) + "\n\n" + new MatrixTable(matrix, library).text())
        .collect(Collectors.joining("\n"));
  }

  private static String title(Matrix matrix, Library library) {
    var about = matrix.libraries().get(library);
    return "## " + library.title() + ": " + (about == null ? "not installed" : about.version());
  }

  private String text() {
    var text = new StringBuilder(line(CORNER, List.copyOf(columns)));
    text.append(line("---", columns.stream().map(column -> "---").toList()));
    rows.forEach((pair, row) -> text.append(line(pair, words(row))));
    IntStream.range(0, reasons.size())
        .forEach(i -> text.append(i == 0 ? "\n" : "").append(note(i)));
    return text.toString();
  }

  private String note(int i) {
    return "- (" + (i + 1) + ") " + reasons.get(i) + "\n";
  }

  private List<String> words(Map<String, String> row) {
    return columns.stream().map(column -> row.getOrDefault(column, "")).toList();
  }

  private static String line(String first, List<String> words) {
    var line = new StringBuilder(String.format("| %-15s |", first));
    words.forEach(word -> line.append(String.format(" %-11s |", word)));
    return line.append('\n').toString();
  }
}
