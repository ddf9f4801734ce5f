package org.weftmq.transport.stream;

import java.io.IOException;
import org.weftmq.Message;
import org.weftmq.pipe.BlockingPipe;
import org.weftmq.spi.ConnectionAttachment;
import org.weftmq.spi.Peer;
import org.weftmq.spi.PeerRefused;
import org.weftmq.zmtp.FrameWriter;

/**
 * The absence of a protocol: bare bytes both ways, for a STREAM, or a ROUTER that wants it so.
 *
 * <p>Nobody introduces itself. A read becomes one message or more, a message is written as its
 * bytes; where one ends is nowhere to be seen. When the peer closes its direction, what is queued
 * for it is still written, as far as it reads.
 */
final class Bare implements Protocol {
  private final ConnectionAttachment socket;
  private final String address;
  private final Input input;
  private final int chunk;

  Bare(ConnectionAttachment socket, String address, Input input) {
    this.socket = socket;
    this.address = address;
    this.input = input;
    this.chunk = socket.options().get(Raw.CHUNK);
  }

  @Override
  public BlockingPipe introduce() throws PeerRefused {
    return socket.attach(Peer.raw(address));
  }

  @Override
  public FrameWriter writer() {
    return FrameWriter.bare();
  }

  @Override
  public void listen(BlockingPipe pipe, Outbound outbound)
      throws IOException, InterruptedException {
    while (input.fill()) {
      if (!deliver(pipe)) {
        input.drain();
        return;
      }
    }
  }

  /** Gives the socket all that has come, also when nothing more may follow. */
  private boolean deliver(BlockingPipe pipe) throws InterruptedException {
    var bytes = input.bytes();
    var more = true;
    while (bytes.hasRemaining()) {
      var next = new byte[Math.min(bytes.remaining(), chunk)];
      bytes.get(next);
      more = pipe.put(Message.wrap(next));
    }
    return more;
  }

  @Override
  public void finish(Writing writing) throws InterruptedException {
    writing.finish();
  }
}
