package org.weftmq.system;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.UnsupportedAddressTypeException;
import org.weftmq.spi.Datagrams;

/**
 * Datagrams over a blocking channel: on a virtual thread, waiting for the network costs no carrier.
 */
final class ChannelDatagrams implements Datagrams {
  private final DatagramChannel channel;

  ChannelDatagrams(DatagramChannel channel) {
    this.channel = channel;
  }

  @Override
  public InetSocketAddress receive(ByteBuffer into) throws IOException {
    return (InetSocketAddress) channel.receive(into);
  }

  @Override
  public void send(ByteBuffer from, InetSocketAddress to) throws IOException {
    try {
      channel.send(from, to);
    } catch (UnsupportedAddressTypeException e) {
      throw new IOException("an IPv4 endpoint reaches no IPv6 address", e);
    }
  }

  @Override
  public boolean isClosed() {
    return !channel.isOpen();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
