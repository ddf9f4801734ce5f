package org.weftmq.interop;

import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.RoutingId;

/** A libzmq socket in a process of its own, driven through its {@link Binding}. */
final class LibzmqPeer implements ForeignPeer {
  private final PeerProcess process;
  private final Runnable end;

  private LibzmqPeer(PeerProcess process, Runnable end) {
    this.process = process;
    this.end = end;
  }

  /** A socket of that type; the process may still be starting. */
  static LibzmqPeer open(String type) {
    return open(Binding.having(type), type);
  }

  /** A socket of that type in the library that this binding has. */
  static LibzmqPeer open(Binding binding, String type) {
    var process = PeerProcess.start(binding, type);
    return new LibzmqPeer(process, process::close);
  }

  /** A socket of that type instead of the one that {@code process} had; it outlives the socket. */
  static LibzmqPeer in(PeerProcess process, String type) {
    process.call("become", type);
    return new LibzmqPeer(process, () -> process.call("become"));
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
    return !call("event", event, millis(time)).equals(PeerProcess.NONE);
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
    process.write("freeze");
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
    return answer.equals(PeerProcess.NONE)
        ? Optional.empty()
        : Optional.of(Message.of(frames(answer)));
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

  /** Ends the socket, as a rule with its process, which is killed. */
  @Override
  public void close() {
    end.run();
  }

  private String call(String command, String... words) {
    return process.call(command, words);
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
