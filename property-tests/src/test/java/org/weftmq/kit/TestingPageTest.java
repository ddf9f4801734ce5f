package org.weftmq.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.weftmq.kit.broken.Verdict;

/** The programs of docs/testing.md are tests that succeed. */
class TestingPageTest {
  private static final Pattern PROGRAM =
      Pattern.compile("```java\n(.*?class (\\w+) .*?)```", Pattern.DOTALL);

  static Stream<Arguments> programs() throws IOException {
    return PROGRAM
        .matcher(Files.readString(Samples.root().resolve("docs/testing.md")))
        .results()
        .map(found -> Arguments.of(found.group(2), found.group(1)));
  }

  /** Catches: a page that tells how things were done once. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("programs")
  void succeeds(String name, String program, @TempDir Path folder) throws Exception {
    Samples.compile(name, program, folder);

    try (var loader = Samples.loader(folder)) {
      Verdict.on(loader.loadClass(name)).isKept();
    }
  }

  /** Catches: a page whose programs are not found, so that none is tried. */
  @Test
  void hasPrograms() throws IOException {
    assertThat(programs()).hasSize(7);
  }
}
