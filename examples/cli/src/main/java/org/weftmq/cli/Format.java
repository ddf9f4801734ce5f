package org.weftmq.cli;

import java.io.IOException;
import org.weftmq.Message;

/** How a message looks as a line. */
interface Format {
  /** The message that {@code line} stands for. */
  Message read(byte[] line) throws Failure;

  /** Writes {@code message} as a line. */
  void print(Message message, Printer printer) throws IOException;
}
