package org.weftmq.transport.udp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.util.Optional;
import org.weftmq.Options;
import org.weftmq.transport.tcp.TcpTransport;

/** How a channel for datagrams is opened, and what is set on it. */
final class Opening {
  private final Options options;
  private final Optional<NetworkInterface> via;

  /** {@code via} is the interface for multicast, if one is named. */
  Opening(Options options, Optional<NetworkInterface> via) {
    this.options = options;
    this.via = via;
  }

  /** A channel that receives what is sent to {@code address}, which may be a multicast group. */
  DatagramChannel bound(InetSocketAddress address) throws IOException {
    var channel = open(address.getAddress());
    try {
      if (address.getAddress().isMulticastAddress()) {
        join(channel, address);
      } else {
        channel.bind(address);
      }
      return channel;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** Any number of sockets of a machine may listen to a group. */
  private void join(DatagramChannel channel, InetSocketAddress group) throws IOException {
    channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
    if (channel.supportedOptions().contains(StandardSocketOptions.SO_REUSEPORT)) {
      channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
    }
    channel.bind(new InetSocketAddress(any(group.getAddress()), group.getPort()));
    var through = via.isPresent() ? via.get() : Interfaces.chosenFor(group.getAddress());
    channel.join(group.getAddress(), through); // ends with the channel
  }

  private static InetAddress any(InetAddress like) throws IOException {
    return InetAddress.getByAddress(new byte[like.getAddress().length]);
  }

  /** A channel that sends to {@code address}, from any free port. */
  DatagramChannel sending(InetSocketAddress address) throws IOException {
    return open(address.getAddress());
  }

  private DatagramChannel open(InetAddress address) throws IOException {
    DatagramChannel channel;
    try {
      channel = DatagramChannel.open(Interfaces.family(address));
    } catch (UnsupportedOperationException e) {
      throw new IOException("this machine has no addresses of that kind", e);
    }
    try {
      tune(channel);
      return channel;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private void tune(DatagramChannel channel) throws IOException {
    channel.setOption(StandardSocketOptions.SO_BROADCAST, true);
    channel.setOption(
        StandardSocketOptions.IP_MULTICAST_TTL, options.get(UdpTransport.MULTICAST_HOPS));
    channel.setOption(
        StandardSocketOptions.IP_MULTICAST_LOOP, options.get(UdpTransport.MULTICAST_LOOP));
    if (via.isPresent()) {
      channel.setOption(StandardSocketOptions.IP_MULTICAST_IF, via.get());
    }
    if (options.get(TcpTransport.SEND_BUFFER) > 0) {
      channel.setOption(StandardSocketOptions.SO_SNDBUF, options.get(TcpTransport.SEND_BUFFER));
    }
    if (options.get(TcpTransport.RECEIVE_BUFFER) > 0) {
      channel.setOption(StandardSocketOptions.SO_RCVBUF, options.get(TcpTransport.RECEIVE_BUFFER));
    }
  }
}
