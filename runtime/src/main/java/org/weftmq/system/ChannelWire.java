package org.weftmq.system;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.weftmq.spi.Wire;

/**
 * A wire over a blocking channel: on a virtual thread, waiting for the network costs no carrier.
 */
final class ChannelWire implements Wire {
  private final SocketChannel channel;

  ChannelWire(SocketChannel channel) {
    this.channel = channel;
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    return channel.read(into);
  }

  @Override
  public long write(ByteBuffer[] from, int first, int count) throws IOException {
    return count == 1 ? channel.write(from[first]) : channel.write(from, first, count);
  }

  @Override
  public String peerAddress() {
    try {
      return switch (channel.getRemoteAddress()) {
        case InetSocketAddress a -> a.getAddress().getHostAddress() + ":" + a.getPort();
        case null -> "";
        case java.net.SocketAddress a -> a.toString();
      };
    } catch (IOException e) {
      return ""; // closed meanwhile: there is no peer any more
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
