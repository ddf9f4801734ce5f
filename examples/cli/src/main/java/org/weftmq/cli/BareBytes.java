package org.weftmq.cli;

import java.io.IOException;
import java.util.List;
import org.weftmq.Frame;
import org.weftmq.Message;

/**
 * The format of bytes that come in pieces of any size, and go out with a newline.
 *
 * @param lines the format of the pieces of several peers, the newline left out
 * @param alone whether there is only one peer: its bytes are printed as they are
 */
record BareBytes(Format lines, boolean alone) implements Format {
  private static final Frame NEWLINE = Frame.of("\n");

  @Override
  public Message read(byte[] line) throws Failure {
    return lines.read(line).append(NEWLINE);
  }

  @Override
  public void print(Message message, Printer printer) throws IOException {
    if (alone) {
      printer.write(message.first());
    } else {
      lines.print(Message.of(List.of(message.first(), withoutNewline(message.frame(1)))), printer);
    }
  }

  private static Frame withoutNewline(Frame piece) {
    var size = piece.size();
    return size > 0 && piece.byteAt(size - 1) == '\n'
        ? Frame.wrap(piece.bytes(), 0, size - 1)
        : piece;
  }
}
