package org.weftmq.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JavadocSamplesTest {
  private static final Pattern SAMPLE =
      Pattern.compile("<pre>\\{@code\\R(.*?)\\R \\* \\}</pre>", Pattern.DOTALL);

  private static final String AROUND =
      """
      import java.time.Duration;
      import org.weftmq.*;
      %s
      public class Sample {
        public static void run() throws Exception {
      %s
        }
      }
      """;

  private static final Path RUNTIME = Path.of("../runtime/src/main/java/org/weftmq");
  private static final Path PATTERNS = Path.of("src/main/java/org/weftmq/pattern");

  static Stream<Path> socketTypesAndOthersWithASample() throws IOException {
    return Stream.of(RUNTIME, PATTERNS)
        .flatMap(JavadocSamplesTest::sources)
        .filter(file -> isSocketType(file) || SAMPLE.matcher(text(file)).find());
  }

  private static Stream<Path> sources(Path folder) {
    try (var files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path source) {
    try {
      return Files.readString(source);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isSocketType(Path source) {
    return Pattern.compile("^public final class \\w+\\s+extends TypedSocket", Pattern.MULTILINE)
        .matcher(text(source))
        .find();
  }

  private static String imports() {
    return sources(PATTERNS)
        .map(file -> file.getParent().toString().replaceAll(".*/(org/weftmq/pattern.*)", "$1"))
        .distinct()
        .map(folder -> "import " + folder.replace('/', '.') + ".*;")
        .collect(Collectors.joining("\n"));
  }

  @ParameterizedTest
  @MethodSource("socketTypesAndOthersWithASample")
  void theSampleRunsAndPrintsSomething(Path source, @TempDir Path classes) throws Exception {
    var sample = SAMPLE.matcher(text(source));
    assertThat(sample.find()).as("a sample in the comment of " + source).isTrue();
    var code = AROUND.formatted(imports(), sample.group(1).replaceAll("(?m)^ \\* ?", ""));

    assertThat(compile(code, classes)).isEmpty();

    assertThat(run(classes)).isNotBlank();
  }

  private static String run(Path classes) throws Exception {
    var printed = new ByteArrayOutputStream();
    var out = System.out;
    try (var loader = new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
      System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
      loader.loadClass("Sample").getMethod("run").invoke(null);
    } finally {
      System.setOut(out);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }

  private static List<String> compile(String code, Path classes) {
    var source =
        new SimpleJavaFileObject(URI.create("sample:///Sample.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return code;
          }
        };
    var diagnostics = new DiagnosticCollector<JavaFileObject>();
    var options =
        List.of(
            "-proc:none", "-cp", System.getProperty("java.class.path"), "-d", classes.toString());
    ToolProvider.getSystemJavaCompiler()
        .getTask(null, null, diagnostics, options, null, List.of(source))
        .call();
    return diagnostics.getDiagnostics().stream().map(Object::toString).toList();
  }
}
