package org.weftmq.zmtp;

import java.util.List;
import org.weftmq.Option;
import org.weftmq.Options;

/**
 * How much a peer may send before the connection to it is ended.
 *
 * @param messageSize the most bytes in all frames of a message together
 * @param frames the most frames in a message
 */
public record Limits(long messageSize, int frames) {
  /** The most bytes that a message from a peer may have; a peer that sends more is cut off. */
  public static final Option<Long> MAX_MESSAGE_SIZE =
      Option.bytes(
          "max-message-size", 64L << 20, 0, "the most bytes that a received message may have");

  /** The most frames that a message from a peer may have; a peer that sends more is cut off. */
  public static final Option<Integer> MAX_FRAMES =
      Option.number(
          "max-frames", 1024, 1, 1 << 20, "the most frames that a received message may have");

  /** The most bytes that a command may have once the handshake is over. */
  public static final int COMMAND_SIZE = 64 * 1024;

  /** The options that {@link #of} reads. */
  public static List<Option<?>> options() {
    return List.of(MAX_MESSAGE_SIZE, MAX_FRAMES);
  }

  /** What the options say. */
  public static Limits of(Options options) {
    return new Limits(options.get(MAX_MESSAGE_SIZE), options.get(MAX_FRAMES));
  }
}
