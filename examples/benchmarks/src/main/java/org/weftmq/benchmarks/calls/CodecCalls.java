package org.weftmq.benchmarks.calls;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;
import org.weftmq.Message;
import org.weftmq.spi.Wire;
import org.weftmq.zmtp.FrameWriter;
import org.weftmq.zmtp.Limits;
import org.weftmq.zmtp.MessageReader;
import org.weftmq.zmtp.ProtocolError;

/** Frames of 16 bytes to a wire and from one, some hundreds at a time as under load. */
@State(Scope.Thread)
public class CodecCalls {
  private static final int SIZE = 16;
  private static final int MESSAGES = 256;

  private final Message message = Message.wrap(new byte[SIZE]);
  private final FrameWriter writer = new FrameWriter(true);
  private final MessageReader reader = new MessageReader(new Limits(64 << 20, 1024));
  private final ByteBuffer bytes = ByteBuffer.allocateDirect(2 * MESSAGES * SIZE);
  private final Wire wire = new Sink();

  /** A full buffer to read from. */
  public CodecCalls() {
    for (var i = 0; i < MESSAGES; i++) {
      bytes.put((byte) 0).put((byte) SIZE).put(new byte[SIZE]);
    }
    bytes.flip();
  }

  /** One of the messages of a batch. */
  @Benchmark
  @OperationsPerInvocation(MESSAGES)
  public int encode() throws IOException {
    for (var i = 0; i < MESSAGES; i++) {
      writer.add(message);
    }
    var written = writer.writeTo(wire);
    writer.clear();
    return written;
  }

  /** One of the messages of a buffer. */
  @Benchmark
  @OperationsPerInvocation(MESSAGES)
  public void decode(Blackhole blackhole) throws ProtocolError {
    bytes.rewind();
    while (reader.read(bytes) == MessageReader.Found.MESSAGE) {
      blackhole.consume(reader.message());
    }
  }

  /** Takes everything, and does nothing with it. */
  private static final class Sink implements Wire {
    @Override
    public int read(ByteBuffer into) {
      return -1;
    }

    @Override
    public long write(ByteBuffer[] from, int first, int count) {
      var written = 0L;
      for (var i = first; i < first + count; i++) {
        written += from[i].remaining();
        from[i].position(from[i].limit());
      }
      return written;
    }

    @Override
    public String peerAddress() {
      return "nowhere";
    }

    @Override
    public void close() {}
  }
}
