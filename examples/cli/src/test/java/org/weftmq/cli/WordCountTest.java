package org.weftmq.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class WordCountTest {
  @Test
  void wordsAreRunsOfLettersInSmallLetters() {
    assertThat(WordCount.words("The_Weft: Zürich, 2x \t\"loom\""))
        .isEqualTo("the weft zürich x loom");
    assertThat(WordCount.words("{ 42 }")).isEmpty();
  }

  @Test
  void theMostFrequentComeFirstAndEqualOnesInOrder() {
    var count = new WordCount();
    count.add("c b b a");
    count.add("");
    count.add("d");

    assertThat(count.top(3))
        .containsExactly(Map.entry("b", 2L), Map.entry("a", 1L), Map.entry("c", 1L));
    assertThat(count.count("b")).isEqualTo(2);
    assertThat(count.count("z")).isZero();
  }

  @Test
  void countsAreEqualWhateverTheOrder() {
    var one = new WordCount();
    var other = new WordCount();
    one.add("a b");
    other.add("b");

    assertThat(one).isNotEqualTo(other);
    other.add("a");
    assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
  }
}
