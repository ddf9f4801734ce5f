package org.weftmq.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/** Java that stands in a text, made a class. */
final class Samples {
  private Samples() {}

  /** The folder in which the project's modules are. */
  static Path root() {
    var at = Path.of("").toAbsolutePath();
    while (!Files.exists(at.resolve("CONTRIBUTING.md"))) {
      at = at.getParent();
    }
    return at;
  }

  /** Compiles {@code code}, of which the main class has that name, into {@code folder}. */
  static void compile(String name, String code, Path folder) throws IOException {
    var source = Files.writeString(folder.resolve(name + ".java"), code);
    var complaints = new DiagnosticCollector<JavaFileObject>();
    var compiler = ToolProvider.getSystemJavaCompiler();
    var options =
        List.of(
            "-d", folder.toString(), "-cp", System.getProperty("java.class.path"), "-proc:none");
    try (var files = compiler.getStandardFileManager(null, null, null)) {
      compiler
          .getTask(null, files, complaints, options, null, files.getJavaFileObjects(source))
          .call();
    }
    assertThat(complaints.getDiagnostics()).as("what javac says of %s", name).isEmpty();
  }

  /** What loads the classes of {@code folder}; to be closed. */
  static URLClassLoader loader(Path folder) throws IOException {
    return new URLClassLoader(new URL[] {folder.toUri().toURL()});
  }
}
