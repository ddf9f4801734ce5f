package org.weftmq.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TourTest {
  @TempDir private Path folder;

  @Test
  void countsTheSameWordsOverEveryTransport() throws Exception {
    var file = Files.writeString(folder.resolve("a.txt"), "The weft,\n\nthe warp; the\tloom\n");

    var tour = Run.of("tour", "--times", "2", file.toString());

    assertThat(tour.status()).isZero();
    assertThat(tour.out())
        .contains("files: 1, lines: 3, times: 2")
        .containsPattern("inproc +6 +54 +\\d+\\.\\d{3} +[\\d,]+")
        .containsPattern("ipc +6 +54 ")
        .containsPattern("tcp +6 +54 ")
        .containsPattern("the +6 +6 +6\\R")
        .containsPattern("the .*\\Rloom .*\\Rwarp .*\\Rweft ");
    assertThat(tour.err()).isEmpty();
  }

  @Test
  void showsItsProgressOnATerminal() throws Exception {
    var file = Files.writeString(folder.resolve("a.txt"), "weft\n");

    var tour = Run.onTerminal("tour", file.toString());

    assertThat(tour.err()).contains("\rtcp    [####").contains("100 %").endsWith("\r");
  }

  @Test
  void failsWhenTheCountsDiffer() {
    var results = new LinkedHashMap<String, Course.Result>();
    for (var name : List.of("inproc", "tcp")) {
      var words = new WordCount();
      words.add("only " + name);
      results.put(name, new Course.Result(words, 1));
    }

    assertThatThrownBy(() -> TourCommand.compare(results))
        .isInstanceOf(Failure.class)
        .hasMessage("the words counted over tcp differ from inproc's");
  }

  @Test
  void saysWhichFileCannotBeRead() throws Exception {
    var tour = Run.of("tour", folder.resolve("missing.txt").toString());

    assertThat(tour.status()).isEqualTo(ExitCode.FAILED);
    assertThat(tour.err()).contains("missing.txt").hasLineCount(1);
  }

  @Test
  void needsText() throws Exception {
    var file = Files.createFile(folder.resolve("empty.txt"));

    var tour = Run.of("tour", file.toString());

    assertThat(tour.status()).isEqualTo(ExitCode.FAILED);
    assertThat(tour.err()).contains("there is no text to send");
  }

  @Test
  void takesTheProjectsTextAndNothingThatWasBuilt() throws Exception {
    for (var path :
        new String[] {"A.java", "doc/b.md", "c.xml", "d.bin", ".x/e.md", "target/f.md"}) {
      var file = folder.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, path);
    }

    var corpus = Corpus.below(folder);

    assertThat(corpus.lines().stream().map(line -> line.text()))
        .containsExactly("A.java", "c.xml", "doc/b.md");
  }
}
