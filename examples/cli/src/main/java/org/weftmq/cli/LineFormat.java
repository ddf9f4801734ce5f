package org.weftmq.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import org.weftmq.Frame;
import org.weftmq.Message;

/**
 * The format of most commands.
 *
 * @param delimiter what stands between frames in lines that are read; empty if a line is one frame
 * @param joint what stands between frames in lines that are written
 * @param hex whether frames are hexadecimal digits
 * @param asked what stands before the tab of lines that are read
 * @param told what stands before the tab of lines that are written
 */
record LineFormat(String delimiter, String joint, boolean hex, Label asked, Label told)
    implements Format {
  /** What stands between written frames unless a delimiter is chosen. */
  static final String JOINT = "|";

  @Override
  public Message read(byte[] line) throws Failure {
    return switch (asked) {
      case NONE -> frames(line, 0);
      case ID -> {
        var tab = tab(line, "the routing id");
        yield frames(line, tab + 1).prepend(digits(line, 0, tab));
      }
      case TEXT -> {
        var tab = tab(line, "what it is for");
        yield frames(line, tab + 1).prepend(Frame.wrap(line, 0, tab));
      }
    };
  }

  private static int tab(byte[] line, String before) throws Failure {
    var tab = indexOf(new byte[] {'\t'}, line, 0);
    if (tab < 0) {
      throw new Failure(bad(line) + ": it has no tab between " + before + " and the message");
    }
    return tab;
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

  @Override
  public void print(Message message, Printer printer) throws IOException {
    var labels = told == Label.NONE ? 0 : 1;
    if (labels > 0) {
      print(message.first(), told == Label.ID, printer);
      printer.write('\t');
    }
    for (var i = labels; i < message.size(); i++) {
      if (i > labels) {
        printer.write(joint.getBytes(StandardCharsets.UTF_8));
      }
      print(message.frame(i), hex, printer);
    }
    printer.write('\n');
  }

  private static void print(Frame frame, boolean digits, Printer printer) throws IOException {
    if (digits) {
      printer.write(hexadecimal(frame));
    } else {
      printer.write(frame);
    }
  }

  private static byte[] hexadecimal(Frame frame) {
    return frame.hex().getBytes(StandardCharsets.ISO_8859_1);
  }
}
