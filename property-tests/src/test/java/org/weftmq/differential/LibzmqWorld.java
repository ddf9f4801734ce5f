package org.weftmq.differential;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.weftmq.Frame;
import org.weftmq.SocketType;
import org.weftmq.interop.PeerProcess;

/** Libzmq, over inproc, in a process that serves one script after another. */
final class LibzmqWorld implements World {
  private static final String REFUSED = "refused ";

  private final PeerProcess process;
  private final Consumer<PeerProcess> ended;
  private final int rounds;
  private final int pause;
  private boolean reaping;

  /**
   * That settles in so many rounds, after a close with a pause of so many microseconds in each.
   * {@code ended} is given the process once it can serve another script.
   */
  LibzmqWorld(PeerProcess process, Consumer<PeerProcess> ended, int rounds, int pause) {
    this.process = process;
    this.ended = ended;
    this.rounds = rounds;
    this.pause = pause;
  }

  @Override
  public void open(int number, SocketType type, int mark) {
    call("open", number, type + " " + mark + " " + Script.idOf(number).hex());
  }

  @Override
  public void bind(int number, String endpoint) {
    call("bind", number, endpoint);
  }

  @Override
  public void connect(int number, String endpoint) {
    call("connect", number, endpoint);
  }

  @Override
  public void disconnect(int number, String endpoint) {
    call("disconnect", number, endpoint);
  }

  @Override
  public void subscribe(int number, Frame prefix) {
    call("subscribe", number, words(List.of(prefix)));
  }

  @Override
  public void unsubscribe(int number, Frame prefix) {
    call("unsubscribe", number, words(List.of(prefix)));
  }

  @Override
  public void send(int number, List<Frame> frames) {
    call("send", number, words(frames));
  }

  @Override
  public Optional<List<Frame>> receive(int number) {
    var answer = call("receive", number, "");
    return answer.equals(PeerProcess.NONE) ? Optional.empty() : Optional.of(frames(answer));
  }

  @Override
  public void close(int number) {
    call("close", number, "");
    reaping = true;
  }

  @Override
  public void settle() {
    process.call("settle", "" + (reaping ? 4 * rounds : rounds), "" + (reaping ? pause : 0));
  }

  @Override
  public void close() {
    process.call("end");
    ended.accept(process);
  }

  private String call(String command, int number, String words) {
    var answer = process.call(command, "" + number, words);
    if (answer.startsWith(REFUSED)) {
      throw new Refused(Refusal.valueOf(answer.substring(REFUSED.length())), null);
    }
    return answer;
  }

  private static String words(List<Frame> frames) {
    return frames.stream()
        .map(frame -> frame.isEmpty() ? "-" : frame.hex())
        .collect(Collectors.joining(" "));
  }

  private static List<Frame> frames(String words) {
    return Arrays.stream(words.split(" "))
        .map(word -> word.equals("-") ? Frame.empty() : Frame.wrap(HexFormat.of().parseHex(word)))
        .toList();
  }
}
