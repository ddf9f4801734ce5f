package org.weftmq.seeded;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
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
 * All of Weft and its tests once more, with one class that is not as it should be; the libraries
 * are shared.
 */
final class FaultyCode extends ClassLoader {
  private final Map<String, ByteArrayOutputStream> replaced;

  private FaultyCode(Map<String, ByteArrayOutputStream> replaced) {
    super(FaultyCode.class.getClassLoader());
    this.replaced = replaced;
  }

  /** With this fault. */
  static FaultyCode with(SeededFault fault) throws IOException {
    return new FaultyCode(compiled(fault, mutated(fault)));
  }

  /** With no fault at all: the class of this one, compiled anew as it stands. */
  static FaultyCode without(SeededFault fault) throws IOException {
    return new FaultyCode(compiled(fault, Files.readString(fault.file())));
  }

  /**
   * The source with the fault in it.
   *
   * @throws IllegalStateException if what it is to replace does not stand there exactly once
   */
  static String mutated(SeededFault fault) throws IOException {
    var source = Files.readString(fault.file());
    var place =
        Pattern.compile(
            Stream.of(fault.fragment().split("\\s+"))
                .map(Pattern::quote)
                .collect(Collectors.joining("\\s+")));
    var found = place.matcher(source).results().count();
    if (found != 1) {
      throw new IllegalStateException(
          "found " + found + " times in " + fault.file() + ", not once: " + fault.fragment());
    }
    return place.matcher(source).replaceFirst(Matcher.quoteReplacement(fault.replacement()));
  }

  private static Map<String, ByteArrayOutputStream> compiled(SeededFault fault, String text)
      throws IOException {
    var compiler = ToolProvider.getSystemJavaCompiler();
    var words = new StringWriter();
    var source =
        new SimpleJavaFileObject(
            URI.create("seeded:///" + fault.type().replace('.', '/') + ".java"),
            JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
          }
        };
    try (var classes = new Classes(compiler.getStandardFileManager(null, null, null))) {
      var options = List.of("-g", "-proc:none", "-cp", System.getProperty("java.class.path"));
      if (!compiler.getTask(words, classes, null, options, null, List.of(source)).call()) {
        throw new IllegalStateException(fault + " does not compile: " + words);
      }
      return classes.written;
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith("org.weftmq.")) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) { // as every class loader does
      var loaded = findLoadedClass(name);
      return loaded == null ? define(name) : loaded;
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    var bytes = replaced.containsKey(name) ? replaced.get(name).toByteArray() : sound(name);
    return defineClass(name, bytes, 0, bytes.length);
  }

  private byte[] sound(String name) throws ClassNotFoundException {
    try (var in = getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
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
      return new SimpleJavaFileObject(URI.create("seeded:///" + name + kind.extension), kind) {
        @Override
        public OutputStream openOutputStream() {
          return written.computeIfAbsent(name, any -> new ByteArrayOutputStream());
        }
      };
    }
  }
}
