package org.weftmq.interop;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A process that has sockets of libzmq: it is given one command a line, and answers each by one
 * line. One thread at a time uses it.
 */
public final class PeerProcess implements AutoCloseable {
  /** The answer when the time was over before there was anything to say. */
  public static final String NONE = "none";

  private static final String GONE = "gone";

  /** The exit status of a process that a signal ended: 128, and the number of SIGSEGV. */
  private static final int SEGMENTATION_FAULT = 128 + 11;

  /** The process was ended by a segmentation fault while it had something to do. */
  public static final class Crashed extends AssertionError {
    private Crashed(String message) {
      super(message);
    }
  }

  private final String name;
  private final Process process;
  private final Writer commands;
  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
  private final Thread listener;

  private PeerProcess(String name, Process process) {
    this.name = name;
    this.process = process;
    this.commands = process.outputWriter(StandardCharsets.US_ASCII);
    this.listener = Thread.ofPlatform().daemon().name(name).start(this::listen);
  }

  /** Starts a process with a socket of the type of that name; it may still be starting. */
  static PeerProcess start(Binding binding, String type) {
    try {
      return new PeerProcess("libzmq " + type, binding.start(type));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts a process of that name that runs a script of a test's own. */
  public static PeerProcess start(String name, Binding binding, URL script) {
    try {
      return new PeerProcess(name, binding.run(script));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Has it do something; gives back its answer without the ok, or {@link #NONE}. */
  public String call(String command, String... words) {
    write(command + " " + String.join(" ", words));
    var answer = answer(command);
    if (answer.equals(NONE)) {
      return answer;
    }
    if (!answer.startsWith("ok ")) {
      throw failure(command, answer);
    }
    return answer.substring(3);
  }

  /** Tells it to do something that it cannot answer. */
  void write(String line) {
    try {
      commands.write(line);
      commands.write('\n');
      commands.flush();
    } catch (IOException e) {
      throw failure(line, e.toString());
    }
  }

  /**
   * What a call may wait for inside libzmq takes {@link ForeignPeer#PATIENCE} at most; starting
   * takes some.
   */
  private String answer(String command) {
    try {
      var answer = answers.poll(2 * ForeignPeer.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      return answer == null ? "no answer" : answer;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure(command, "interrupted");
    }
  }

  /** The process ends with its input; what it had to say, a stack trace perhaps, is there then. */
  private AssertionError failure(String command, String what) {
    var status = end();
    close();
    var shown = command.substring(0, Math.min(command.length(), 80));
    var text = name + ", " + shown + ": " + what + "\n" + String.join("\n", answers);
    return status == SEGMENTATION_FAULT
        ? new Crashed(text + "\nexit status " + status)
        : new AssertionError(text);
  }

  /** Gives it a moment to end by itself: its exit status, or 0 if it goes on. */
  private int end() {
    try {
      commands.close();
    } catch (IOException e) {
      // it is gone already
    }
    try {
      if (!process.waitFor(1, TimeUnit.SECONDS)) {
        return 0;
      }
      listener.join(); // what it wrote last is there
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  private void listen() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.US_ASCII)) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        answers.add(line);
      }
    } catch (IOException e) {
      // the process was killed
    }
    answers.add(GONE);
  }

  /** Whether it can be called. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /**
   * Kills it: it can say nothing more to anybody. Waits here, not for its future, which a thread of
   * the common pool would complete, where a property that is being shrunk may keep all of them.
   */
  @Override
  public void close() {
    process.destroyForcibly();
    var interrupted = false;
    while (process.isAlive()) {
      try {
        process.waitFor();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
