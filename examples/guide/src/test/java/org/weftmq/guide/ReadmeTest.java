package org.weftmq.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadmeTest {
  private static final Pattern PROGRAM =
      Pattern.compile("```java\n(.*?class (\\w+) .*?)```", Pattern.DOTALL);

  @TempDir private Path folder;

  @Test
  void theProgramOfTheReadmeCompilesAndRuns() throws Exception {
    var program = PROGRAM.matcher(readme());
    assertThat(program.find()).isTrue();
    var name = program.group(2);

    compile(Files.writeString(folder.resolve(name + ".java"), program.group(1)));

    assertThat(GuideTest.outputOf(args -> run(name, args))).isEqualToIgnoringNewLines("hello");
  }

  private static String readme() throws IOException {
    var at = Path.of("").toAbsolutePath();
    while (!Files.exists(at.resolve("README.md"))) {
      at = at.getParent();
    }
    return Files.readString(at.resolve("README.md"));
  }

  private void compile(Path source) {
    var complaints = new StringWriter();
    var compiler = ToolProvider.getSystemJavaCompiler();
    var options =
        List.of(
            "-d", folder.toString(), "-cp", System.getProperty("java.class.path"), "-proc:none");
    var units = compiler.getStandardFileManager(null, null, null).getJavaFileObjects(source);
    var done = compiler.getTask(complaints, null, null, options, null, units).call();
    assertThat(done).as(complaints.toString()).isTrue();
  }

  private void run(String name, String... args) throws Exception {
    try (var loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      var main = loader.loadClass(name).getDeclaredMethod("main", String[].class);
      main.setAccessible(true);
      main.invoke(null, (Object) args);
    }
  }
}
