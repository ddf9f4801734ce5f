package org.weftmq.interop;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.weftmq.Frame;
import org.weftmq.Message;

/** The messages that are most likely to be framed wrongly (23/ZMTP, "framing"). */
final class Samples {
  static final List<Message> ALL =
      List.of(
          Message.of("hello"),
          Message.of("a", "message", "of", "five", "frames"),
          Message.of(Frame.empty()),
          Message.of("", ""),
          Message.of("", "between empty frames", ""),
          sized(1),
          sized(255), // the longest that a short frame holds
          sized(256),
          sized(70_000),
          sized(0, 1, 254, 255, 256, 0),
          sized(10, 70_000, 0, 65_536, 3),
          sized(IntStream.range(0, 300).toArray()));

  /** Those of them that have one frame. */
  static final List<Message> SINGLE = ALL.stream().filter(message -> message.size() == 1).toList();

  private Samples() {}

  /** A message of frames of these sizes, the same in every run, unlike each other. */
  private static Message sized(int... sizes) {
    var random = new Random(sizes[0]);
    return Message.of(IntStream.of(sizes).mapToObj(size -> filled(random, size)).toList());
  }

  private static Frame filled(Random random, int size) {
    var bytes = new byte[size];
    random.nextBytes(bytes);
    return Frame.wrap(bytes);
  }
}
