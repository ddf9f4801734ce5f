package org.weftmq.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.weftmq.Frame;

/** Buffered output of frames and bytes; what is written is seen once it is flushed. */
final class Printer {
  private final OutputStream output;
  private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16);

  Printer(OutputStream output) {
    this.output = output;
  }

  void write(int b) throws IOException {
    makeRoom(1);
    buffer.put((byte) b);
  }

  void write(byte[] bytes) throws IOException {
    if (makeRoom(bytes.length)) {
      buffer.put(bytes);
    } else {
      output.write(bytes);
    }
  }

  void write(Frame frame) throws IOException {
    if (makeRoom(frame.size())) {
      frame.copyTo(buffer);
    } else {
      output.write(frame.bytes());
    }
  }

  void flush() throws IOException {
    if (buffer.position() > 0) {
      output.write(buffer.array(), 0, buffer.position());
      output.flush();
      buffer.clear();
    }
  }

  /** Whether so many bytes fit into the buffer; if not, it is empty now. */
  private boolean makeRoom(int bytes) throws IOException {
    if (bytes > buffer.remaining()) {
      flush();
    }
    return bytes <= buffer.remaining();
  }
}
