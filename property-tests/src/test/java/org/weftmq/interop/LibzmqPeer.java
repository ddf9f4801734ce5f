package org.weftmq.interop;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.RoutingId;

/** A libzmq socket in a process of its own, driven through its {@link Binding}. */
final class LibzmqPeer implements ForeignPeer {
  private static final String GONE = "gone";

  private final String type;
  private final Process process;
  private final Writer commands;
  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

  private LibzmqPeer(String type, Process process) {
    this.type = type;
    this.process = process;
    this.commands = process.outputWriter(StandardCharsets.US_ASCII);
    Thread.ofPlatform().daemon().name("libzmq " + type).start(this::listen);
  }

  /** A socket of that type; the process may still be starting. */
  static LibzmqPeer open(String type) {
    return open(Binding.having(type), type);
  }

  /** A socket of that type in the library that this binding has. */
  static LibzmqPeer open(Binding binding, String type) {
    try {
      return new LibzmqPeer(type, binding.start(type));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sets a numeric option, by its name in libzmq without the ZMQ_. */
  LibzmqPeer set(String option, int value) {
    call("set", option, String.valueOf(value));
    return this;
  }

  /** Sets an option of bytes, by its name in libzmq without the ZMQ_. */
  LibzmqPeer set(String option, Frame value) {
    call("set_bytes " + option, words(List.of(value)));
    return this;
  }

  /** Begins to note what happens to the socket, for {@link #sees}. */
  void watch() {
    call("watch");
  }

  /** Whether libzmq reports this event in time, by its name without the ZMQ_EVENT_. */
  boolean sees(String event, Duration time) {
    return !call("event", event, millis(time)).equals("none");
  }

  /** Receives a message; gives what libzmq knows of its sender, by property. */
  List<String> properties(String... names) {
    return frames(call("properties", names)).stream().map(Frame::text).toList();
  }

  /** Sends numbered messages until there has been no room for {@code quiet}; gives their number. */
  int fill(int size, Duration quiet) {
    return Integer.parseInt(call("fill", String.valueOf(size), millis(quiet)));
  }

  /** Stops the whole process, as if its machine had lost power: nothing is closed, none answers. */
  void freeze() {
    write("freeze");
  }

  /** Closes the socket in libzmq; returns when all is written, at most after {@code linger}. */
  void finish(Duration linger) {
    call("close", millis(linger));
  }

  @Override
  public void routingId(RoutingId id) {
    call("routing_id", id.frame().hex());
  }

  @Override
  public String bind(String endpoint) {
    return call("bind", endpoint);
  }

  @Override
  public void connect(String endpoint) {
    call("connect", endpoint);
  }

  @Override
  public void subscribe(Frame prefix) {
    call("subscribe", words(List.of(prefix)));
  }

  @Override
  public void unsubscribe(Frame prefix) {
    call("unsubscribe", words(List.of(prefix)));
  }

  @Override
  public void join(String group) {
    call("join", words(List.of(Frame.of(group))));
  }

  /** Joins the group of these bytes. */
  void join(Frame group) {
    call("join", words(List.of(group)));
  }

  @Override
  public void leave(String group) {
    call("leave", words(List.of(Frame.of(group))));
  }

  @Override
  public void send(Message message) {
    call("send", words(message.frames()));
  }

  @Override
  public Optional<Message> receive(Duration time) {
    var answer = call("receive", millis(time));
    return answer.equals("none") ? Optional.empty() : Optional.of(Message.of(frames(answer)));
  }

  @Override
  public void stream(int count, List<Frame> prefix) {
    call("stream " + count, words(prefix));
  }

  @Override
  public void drain(int first, int count) {
    call("drain", String.valueOf(first), String.valueOf(count));
  }

  @Override
  public void echo(int count) {
    call("echo", String.valueOf(count));
  }

  @Override
  public void ask(int count, List<Frame> prefix) {
    call("ask " + count, words(prefix));
  }

  /** Kills the process: it can say nothing more to anybody. */
  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }

  /** Lets libzmq do something; gives back its answer without the ok. */
  private String call(String command, String... words) {
    write(command + " " + String.join(" ", words));
    var answer = answer(command);
    if (answer.equals("none")) {
      return answer;
    }
    if (!answer.startsWith("ok ")) {
      throw failure(command, answer);
    }
    return answer.substring(3);
  }

  private void write(String line) {
    try {
      commands.write(line);
      commands.write('\n');
      commands.flush();
    } catch (IOException e) {
      throw failure(line, e.toString());
    }
  }

  /**
   * What a call may wait for inside libzmq takes {@link #PATIENCE} at most; starting takes some.
   */
  private String answer(String command) {
    try {
      var answer = answers.poll(2 * PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      return answer == null ? "no answer" : answer;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure(command, "interrupted");
    }
  }

  /** The process ends with its input; what it had to say, a stack trace perhaps, is there then. */
  private AssertionError failure(String command, String what) {
    try {
      commands.close();
      process.waitFor(1, TimeUnit.SECONDS);
    } catch (IOException e) {
      // it is gone already
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    close();
    var shown = command.substring(0, Math.min(command.length(), 80));
    return new AssertionError(
        "libzmq " + type + ", " + shown + ": " + what + "\n" + String.join("\n", answers));
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

  private static String millis(Duration time) {
    return String.valueOf(time.toMillis());
  }

  private static String words(List<Frame> frames) {
    return frames.stream()
        .map(frame -> frame.isEmpty() ? "-" : frame.hex())
        .collect(Collectors.joining(" "));
  }

  private static List<Frame> frames(String words) {
    return Arrays.stream(words.split(" "))
        .map(word -> word.equals("-") ? Frame.empty() : frame(word))
        .toList();
  }

  private static Frame frame(String digits) {
    return Frame.wrap(HexFormat.of().parseHex(digits));
  }
}
