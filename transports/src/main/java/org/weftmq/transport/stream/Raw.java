package org.weftmq.transport.stream;

import java.io.IOException;
import java.util.List;
import org.weftmq.Message;
import org.weftmq.Option;
import org.weftmq.SocketType;
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
public final class Raw implements Protocol {
  /** How many bytes that came together may be in one message. */
  public static final Option<Integer> CHUNK =
      Option.number(
          "raw-chunk",
          8 * 1024,
          1,
          Input.LARGEST_BUFFER,
          "how many bytes of a raw peer one message may have");

  /** Whether a ROUTER talks to peers that speak no ZMTP; libzmq calls it deprecated. */
  public static final Option<Boolean> ROUTER =
      Option.flag("router-raw", false, "talk bare bytes instead of ZMTP on a ROUTER");

  private final ConnectionAttachment socket;
  private final String address;
  private final Input input;
  private final int chunk;

  Raw(ConnectionAttachment socket, String address, Input input) {
    this.socket = socket;
    this.address = address;
    this.input = input;
    this.chunk = socket.options().get(CHUNK);
  }

  /** The options it reads. */
  static List<Option<?>> options() {
    return List.of(CHUNK, ROUTER);
  }

  /** Whether that is what the socket wants. */
  static boolean isSpokenBy(ConnectionAttachment socket) {
    return socket.type().isRaw()
        || socket.type() == SocketType.ROUTER && socket.options().get(ROUTER);
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
