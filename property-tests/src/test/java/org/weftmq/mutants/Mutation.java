package org.weftmq.mutants;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * A change of one place in the source of one class: {@code fragment} must stand there exactly once,
 * however its lines are broken.
 *
 * @param source the file, from the root of the project, without {@code .java}
 */
public record Mutation(String source, String fragment, String replacement) {
  private static final Path ROOT = Path.of("..");

  /** The class that is changed. */
  String type() {
    return source.substring(source.indexOf("org/")).replace('/', '.');
  }

  /** The source as it stands, for the control. */
  public String original() {
    try {
      return Files.readString(ROOT.resolve(source + ".java"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The source with the change.
   *
   * @throws IllegalStateException if the fragment does not stand exactly once in the source
   */
  public String mutated() {
    var sound = original();
    var place =
        Pattern.compile(
            Stream.of(fragment.split("\\s+"))
                .map(Pattern::quote)
                .collect(Collectors.joining("\\s+")));
    var found = place.matcher(sound).results().count();
    if (found != 1) {
      throw new IllegalStateException(
          "stands " + found + " times in " + source + ", not once; mend the mutant: " + fragment);
    }
    return place.matcher(sound).replaceFirst(Matcher.quoteReplacement(replacement));
  }

  /**
   * What javac makes of a source of the class: its bytes and those of the classes inside it.
   *
   * @throws IllegalStateException with javac's words if it is no Java
   */
  public Map<String, byte[]> compiled(String text) {
    var compiler = ToolProvider.getSystemJavaCompiler();
    var words = new StringWriter();
    try (var classes = new Classes(compiler.getStandardFileManager(null, null, null))) {
      var options =
          List.of(
              "--release", "21", "-g", "-proc:none", "-cp", System.getProperty("java.class.path"));
      var unit = new Source(type(), text);
      if (!compiler.getTask(words, classes, null, options, null, List.of(unit)).call()) {
        throw new IllegalStateException(source + " does not compile: " + words);
      }
      return classes.bytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String type, String text) {
      super(URI.create("mutant:///" + type.replace('.', '/') + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  /** Keeps what javac writes. */
  private static final class Classes extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, ByteArrayOutputStream> written = new HashMap<>();

    Classes(JavaFileManager manager) {
      super(manager);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
      return new SimpleJavaFileObject(URI.create("mutant:///" + name + kind.extension), kind) {
        @Override
        public OutputStream openOutputStream() {
          return written.computeIfAbsent(name, any -> new ByteArrayOutputStream());
        }
      };
    }

    Map<String, byte[]> bytes() {
      return written.entrySet().stream()
          .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().toByteArray()));
    }
  }
}
