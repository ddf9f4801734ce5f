package org.weftmq.test;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.weftmq.test.Recording.Mark;
import org.weftmq.test.Recording.Moment;

/**
 * A sequence chart in characters: time goes down, each lane is a column. Of a long run it shows the
 * beginning and the end.
 */
final class Chart {
  private static final int FIRST = 15;
  private static final int LAST = 60;
  private static final int WIDEST = 40;
  private static final int NARROWEST = 12;
  private static final int MARGIN = 7;

  private final List<Moment> moments;
  private final Map<String, Integer> columns = new LinkedHashMap<>();
  private final int width;

  Chart(List<Moment> moments) {
    this.moments = moments;
    var positions = new LinkedHashMap<String, Integer>();
    for (var moment : moments) {
      positions.merge(moment.lane(), room(moment), Math::max);
      moment.to().ifPresent(to -> positions.putIfAbsent(to, NARROWEST));
    }
    var at = MARGIN;
    for (var lane : positions.entrySet()) {
      columns.put(lane.getKey(), at);
      at += Math.max(lane.getValue(), lane.getKey().length() + 2);
    }
    width = at;
  }

  private static int room(Moment moment) {
    var around = moment.mark() == Mark.PASSAGE ? 8 : 4;
    return Math.clamp(moment.text().length() + around, NARROWEST, WIDEST);
  }

  String text() {
    if (moments.isEmpty()) {
      return "nothing happened";
    }
    var rows = new ArrayList<String>();
    rows.add("o: done   x: dropped   !: told   >: passed on");
    var names = new StringBuilder(" ".repeat(width));
    columns.forEach((lane, at) -> put(names, at, lane));
    rows.add(names.toString().stripTrailing());
    for (var i = 0; i < moments.size(); i++) {
      if (i == FIRST && moments.size() > FIRST + LAST) {
        i = moments.size() - LAST;
        rows.add("  ...  " + (i - FIRST) + " moments are left out");
      }
      rows.add(row(i));
    }
    return String.join("\n", rows);
  }

  private String row(int number) {
    var moment = moments.get(number);
    var row = new StringBuilder(" ".repeat(width));
    put(row, 0, String.format("%5d", number + 1));
    columns.values().forEach(at -> row.setCharAt(at, '|'));
    var from = columns.get(moment.lane());
    if (moment.to().isEmpty()) {
      row.setCharAt(from, moment.mark().sign());
      put(row, from + 2, cut(moment.text(), next(from) - from - 3));
    } else {
      arrow(row, from, columns.get(moment.to().get()), moment.text());
    }
    return row.toString().stripTrailing();
  }

  private static void arrow(StringBuilder row, int from, int to, String text) {
    if (from == to) {
      put(row, from, "> " + text);
      return;
    }
    var left = Math.min(from, to) + 1;
    var right = Math.max(from, to) - 1;
    for (var at = left; at <= right; at++) {
      row.setCharAt(at, '-');
    }
    row.setCharAt(from < to ? right : left, from < to ? '>' : '<');
    var label = " " + cut(text, right - left - 5) + " ";
    var line = from < to ? left : left + 1; // where it begins without its head
    put(row, line + (right - left - label.length()) / 2, label);
  }

  private int next(int column) {
    return columns.values().stream().filter(at -> at > column).findFirst().orElse(width + WIDEST);
  }

  private static String cut(String text, int most) {
    var line = text.lines().findFirst().orElse("");
    return line.length() <= most ? line : line.substring(0, Math.max(0, most - 2)) + "..";
  }

  private static void put(StringBuilder row, int at, String text) {
    while (row.length() < at + text.length()) {
      row.append(' ');
    }
    row.replace(at, at + text.length(), text);
  }
}
