package org.weftmq.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JavadocSamplesTest {
  private static final Path SOURCES = Path.of("src/main/java");
  private static final String MODULE = "module-info.java";
  private static final Pattern SAMPLE =
      Pattern.compile("<pre>\\{@code\\R(.*?)\\R \\* \\}</pre>", Pattern.DOTALL);

  private static final String AROUND =
      """
      import java.time.Duration;
      import org.weftmq.*;
      %s
      class Sample {
        void run() throws Exception {
      %s
        }
      }
      """;

  /** The sources in the exported packages that say they are a socket. */
  static Stream<Path> socketTypes() throws IOException {
    try (var files = Files.walk(SOURCES)) {
      return files.filter(JavadocSamplesTest::isSocketType).toList().stream();
    }
  }

  private static boolean isSocketType(Path file) {
    return file.toString().endsWith(".java")
        && text(file).contains("extends TypedSocket<")
        && text(file).contains("\npublic ");
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String imports() {
    var exports = Pattern.compile("exports ([\\w.]+);").matcher(text(SOURCES.resolve(MODULE)));
    return exports
        .results()
        .map(export -> "import " + export.group(1) + ".*;")
        .collect(Collectors.joining("\n"));
  }

  @ParameterizedTest
  @MethodSource("socketTypes")
  void theSampleOfASocketTypeCompiles(Path source) throws IOException {
    var sample = SAMPLE.matcher(text(source));
    assertThat(sample.find()).as("a sample in the comment of " + source).isTrue();

    var code = AROUND.formatted(imports(), sample.group(1).replaceAll("(?m)^ \\* ?", ""));

    assertThat(complaints(code)).isEmpty();
  }

  private static List<String> complaints(String code) throws IOException {
    var source =
        new SimpleJavaFileObject(URI.create("sample:///Sample.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return code;
          }
        };
    var diagnostics = new DiagnosticCollector<JavaFileObject>();
    var options = List.of("-proc:none", "-cp", System.getProperty("java.class.path"));
    var task =
        (JavacTask)
            ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, diagnostics, options, null, List.of(source));
    task.analyze(); // writes no classes
    return diagnostics.getDiagnostics().stream().map(Object::toString).toList();
  }
}
