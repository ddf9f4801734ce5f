package org.weftmq.cli;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/** How often each word was seen. */
final class WordCount {
  private static final Pattern WORD = Pattern.compile("\\p{L}+");

  private final Map<String, Long> counts = new HashMap<>();

  /** The words of {@code text}, in small letters, with a space between two. */
  static String words(String text) {
    var words = new StringJoiner(" ");
    for (var word = WORD.matcher(text); word.find(); ) {
      words.add(word.group().toLowerCase(Locale.ROOT));
    }
    return words.toString();
  }

  /** Counts what {@link #words} gave. */
  void add(String words) {
    for (var begin = 0; begin < words.length(); ) {
      var space = words.indexOf(' ', begin);
      var end = space < 0 ? words.length() : space;
      counts.merge(words.substring(begin, end), 1L, Long::sum);
      begin = end + 1;
    }
  }

  /** How often {@code word} was seen. */
  long count(String word) {
    return counts.getOrDefault(word, 0L);
  }

  /** The most frequent words, those of equal count in the order of the alphabet. */
  List<Map.Entry<String, Long>> top(int number) {
    return counts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(number)
        .toList();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WordCount that && counts.equals(that.counts);
  }

  @Override
  public int hashCode() {
    return counts.hashCode();
  }
}
