package org.weftmq.cli;

import java.io.IOException;
import org.weftmq.Frame;
import org.weftmq.Message;

/**
 * The format of lines that leave out the first frame of their messages, which is always the same.
 *
 * @param lines the format of the other frames
 * @param front the first frame
 */
record Fronted(Format lines, Frame front) implements Format {
  @Override
  public Message read(byte[] line) throws Failure {
    return lines.read(line).prepend(front);
  }

  @Override
  public void print(Message message, Printer printer) throws IOException {
    lines.print(message.skip(1), printer);
  }
}
