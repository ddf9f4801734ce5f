package org.weftmq.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import org.weftmq.Frame;
import org.weftmq.Message;

/**
 * How a message looks as a line.
 *
 * @param delimiter what stands between frames in lines that are read; empty if a line is one frame
 * @param joint what stands between frames in lines that are written
 * @param hex whether frames are hexadecimal digits
 * @param addressed whether the first frame is a routing id, which stands before a tab in
 *     hexadecimal digits
 */
record LineFormat(String delimiter, String joint, boolean hex, boolean addressed) {
  /** What stands between written frames unless a delimiter is chosen. */
  static final String JOINT = "|";

  /** The message that {@code line} stands for. */
  Message read(byte[] line) throws Failure {
    if (!addressed) {
      return frames(line, 0);
    }
    var tab = indexOf(new byte[] {'\t'}, line, 0);
    if (tab < 0) {
      throw new Failure(bad(line) + ": it has no tab between the routing id and the message");
    }
    return frames(line, tab + 1).prepend(digits(line, 0, tab));
  }

  private Message frames(byte[] line, int begin) throws Failure {
    var between = delimiter.getBytes(StandardCharsets.UTF_8);
    var end = between.length == 0 ? -1 : indexOf(between, line, begin);
    if (end < 0) {
      return Message.of(frame(line, begin, line.length));
    }
    var frames = new ArrayList<Frame>();
    for (; end >= 0; end = indexOf(between, line, begin)) {
      frames.add(frame(line, begin, end));
      begin = end + between.length;
    }
    frames.add(frame(line, begin, line.length));
    return Message.of(frames);
  }

  private Frame frame(byte[] line, int begin, int end) throws Failure {
    return hex ? digits(line, begin, end) : Frame.wrap(line, begin, end - begin);
  }

  private static Frame digits(byte[] line, int begin, int end) throws Failure {
    var text = new String(line, begin, end - begin, StandardCharsets.ISO_8859_1);
    try {
      return Frame.wrap(HexFormat.of().parseHex(text));
    } catch (IllegalArgumentException e) {
      throw new Failure(bad(line) + ": \"" + text + "\" is not pairs of hexadecimal digits");
    }
  }

  private static String bad(byte[] line) {
    var shown = new String(line, 0, Math.min(line.length, 80), StandardCharsets.UTF_8);
    return "bad line \"" + shown + (line.length > 80 ? "...\"" : "\"");
  }

  private static int indexOf(byte[] wanted, byte[] line, int from) {
    for (var i = from; i <= line.length - wanted.length; i++) {
      if (Arrays.equals(line, i, i + wanted.length, wanted, 0, wanted.length)) {
        return i;
      }
    }
    return -1;
  }

  /** Writes {@code message} as a line. */
  void print(Message message, Printer printer) throws IOException {
    for (var i = 0; i < message.size(); i++) {
      var frame = message.frame(i);
      if (addressed && i == 0) {
        printer.write(hexadecimal(frame));
        printer.write('\t');
        continue;
      }
      if (i > (addressed ? 1 : 0)) {
        printer.write(joint.getBytes(StandardCharsets.UTF_8));
      }
      if (hex) {
        printer.write(hexadecimal(frame));
      } else {
        printer.write(frame);
      }
    }
    printer.write('\n');
  }

  private static byte[] hexadecimal(Frame frame) {
    return frame.hex().getBytes(StandardCharsets.ISO_8859_1);
  }
}
