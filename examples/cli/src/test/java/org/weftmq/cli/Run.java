package org.weftmq.cli;

import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** One run of the weft command inside the test's process. */
final class Run {
  private static final Pattern BOUND = Pattern.compile("bound (\\S+)");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final StringWriter err = new StringWriter();
  private final FutureTask<Integer> status;
  private final Thread thread;

  private Run(InputStream in, boolean terminal, String... args) {
    var console = new Console(in, out, new PrintWriter(err, true), terminal);
    status = new FutureTask<>(() -> Weft.run(console, args));
    thread = Thread.ofVirtual().start(status);
  }

  /** Starts a command with this standard input. */
  static Run start(InputStream in, String... args) {
    return new Run(in, false, args);
  }

  /** Starts a command with this text as its standard input. */
  static Run start(String in, String... args) {
    return start(new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)), args);
  }

  /** Runs a command that reads nothing. */
  static Run of(String... args) throws Exception {
    var run = start("", args);
    run.status();
    return run;
  }

  /** Runs a command whose standard error is a terminal. */
  static Run onTerminal(String... args) throws Exception {
    var run = new Run(InputStream.nullInputStream(), true, args);
    run.status();
    return run;
  }

  /** The exit status, once the command has ended. */
  int status() throws Exception {
    return status.get(30, TimeUnit.SECONDS);
  }

  /** Interrupts the command, as Ctrl-C does. */
  void interrupt() {
    thread.interrupt();
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return err.toString();
  }

  /** The endpoint that the command bound, once it says so. */
  String bound() {
    return await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> BOUND.matcher(err()), matcher -> matcher.find())
        .group(1);
  }
}
