package org.weftmq.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A library of another language, through which the tests drive sockets of libzmq. */
public enum Binding {
  /** Has the stable types; the interpreter is Debian's, as another one may lack the module. */
  PYZMQ(
      "/usr/bin/python3 with the zmq module (Debian: python3-zmq)",
      List.of("/usr/bin/python3", "-u"),
      List.of("/usr/bin/python3", "-c", "import zmq"),
      "peer.py"),

  /** Has the draft types too, but for PEER and CHANNEL: it brings a libzmq of its own. */
  ZEROMQ_JS(
      "node with the zeromq package (npm install --ignore-scripts"
          + " --prefix property-tests/target/node zeromq@6.8.0)",
      List.of("node", "--no-warnings"),
      List.of("node", "-e", "process.exit(require('zeromq').capability.draft ? 0 : 1)"),
      "peer.js");

  private static final Path NODE_MODULES = Path.of("target", "node", "node_modules");
  private static final Set<String> DRAFTS =
      Set.of("CLIENT", "SERVER", "RADIO", "DISH", "SCATTER", "GATHER", "DGRAM");

  private final String needs;
  private final List<String> interpreter;
  private final List<String> probe;
  private final String script;

  Binding(String needs, List<String> interpreter, List<String> probe, String script) {
    this.needs = needs;
    this.interpreter = interpreter;
    this.probe = probe;
    this.script = script;
  }

  /** The one that has sockets of the type of that name. */
  static Binding having(String type) {
    return DRAFTS.contains(type) ? ZEROMQ_JS : PYZMQ;
  }

  /** What has to be on the machine, and how it gets there. */
  public String needs() {
    return needs;
  }

  /** Whether it is. */
  public boolean isInstalled() {
    return succeeds(probe);
  }

  /** Whether that program is there, and does its work without an error. */
  static boolean succeeds(List<String> command) {
    try {
      var process = with(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Asks it what it is, and has. */
  About about() {
    try {
      var process = with(command("--about")).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      try (var lines = process.inputReader(StandardCharsets.US_ASCII)) {
        return About.of(lines.lines().toList());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts a process with a socket of the type of that name. */
  Process start(String type) throws IOException {
    return with(command(type)).redirectErrorStream(true).start();
  }

  /** Starts a process that runs a script of a test's own. */
  Process run(URL script) throws IOException {
    return with(command(file(script))).redirectErrorStream(true).start();
  }

  private List<String> command(String argument) {
    return command(file(Binding.class.getResource(script)), argument);
  }

  private List<String> command(Path script, String... arguments) {
    var before = Stream.concat(interpreter.stream(), Stream.of(script.toString()));
    return Stream.concat(before, Stream.of(arguments)).toList();
  }

  private static ProcessBuilder with(List<String> command) {
    var process = new ProcessBuilder(command);
    process.environment().put("NODE_PATH", NODE_MODULES.toAbsolutePath().toString());
    return process;
  }

  private static Path file(URL script) {
    try {
      return Path.of(script.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
