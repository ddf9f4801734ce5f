package org.weftmq.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The samples in the kit's Javadoc: classes compile, the others run and print something. */
class KitSamplesTest {
  private static final Pattern SAMPLE =
      Pattern.compile("<pre>\\{@code\\R(.*?)\\R \\* \\}</pre>", Pattern.DOTALL);

  private static final String IMPORTS =
      """
      import java.time.Duration;
      import java.util.List;
      import net.jqwik.api.*;
      import org.weftmq.*;
      import org.weftmq.pattern.pipeline.*;
      import org.weftmq.test.*;
      import org.weftmq.test.contract.*;
      import org.weftmq.test.hostile.*;
      """;

  static Stream<Arguments> samples() throws IOException {
    var samples = new ArrayList<Arguments>();
    try (var files = Files.walk(Samples.root().resolve("property-tests/src/main/java"))) {
      for (var file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        SAMPLE
            .matcher(Files.readString(file))
            .results()
            .map(found -> found.group(1).replaceAll("(?m)^ \\* ?", ""))
            .forEach(sample -> samples.add(Arguments.of(file.getFileName().toString(), sample)));
      }
    }
    return samples.stream();
  }

  /** Catches: a sample that would not work for who copies it. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("samples")
  void works(String file, String sample, @TempDir Path folder) throws Exception {
    if (sample.startsWith("class ")) {
      Samples.compile(sample.split(" ")[1], IMPORTS + sample, folder);
    } else {
      var around = "public class Sample { public static void run() throws Exception {\n%s\n}}";
      Samples.compile("Sample", IMPORTS + around.formatted(sample), folder);

      assertThat(printedBy(folder)).as("what the sample of %s prints", file).isNotBlank();
    }
  }

  private static String printedBy(Path folder) throws Exception {
    var printed = new ByteArrayOutputStream();
    var out = System.out;
    try (var loader = Samples.loader(folder)) {
      System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
      loader.loadClass("Sample").getMethod("run").invoke(null);
    } finally {
      System.setOut(out);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }

  /** Catches: samples that are not found, so that none is tried. */
  @Test
  void thereAreSome() throws IOException {
    assertThat(samples()).hasSizeGreaterThanOrEqualTo(8);
  }
}
