package org.weftmq.transport.udp;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.util.Optional;
import org.weftmq.spi.NumericAddress;

/** The network interfaces of this machine that multicast goes through. */
final class Interfaces {
  private static final String ANY = "*";
  private static final int ANY_PORT = 9;

  private Interfaces() {}

  /**
   * The interface that is written in front of a group, by its name or one of its addresses, or that
   * is the zone of an IPv6 group; empty if the system is to choose.
   *
   * @throws IOException if there is no such interface
   */
  static Optional<NetworkInterface> named(UdpAddress address, InetAddress group)
      throws IOException {
    if (address.via().isPresent() && !address.via().get().equals(ANY)) {
      return Optional.of(find(address.via().get()));
    }
    return group instanceof Inet6Address six
        ? Optional.ofNullable(six.getScopedInterface())
        : Optional.empty();
  }

  private static NetworkInterface find(String name) throws IOException {
    var byName = NetworkInterface.getByName(name);
    if (byName != null) {
      return byName;
    }
    var unbracketed = name.startsWith("[") ? name.substring(1, name.length() - 1) : name;
    var figures = NumericAddress.read(unbracketed);
    var byAddress = figures.isPresent() ? NetworkInterface.getByInetAddress(figures.get()) : null;
    if (byAddress == null) {
      throw new IOException("there is no network interface " + name);
    }
    return byAddress;
  }

  /** The one that the system would send to the group through. */
  static NetworkInterface chosenFor(InetAddress group) throws IOException {
    try (var probe = DatagramChannel.open(family(group))) {
      probe.connect(new InetSocketAddress(group, ANY_PORT)); // sends nothing: it asks for the route
      var local = ((InetSocketAddress) probe.getLocalAddress()).getAddress();
      return NetworkInterface.getByInetAddress(local);
    } catch (IOException e) {
      throw new IOException(
          "no way leads to that group; name a network interface in front of it, such as"
              + " lo;239.0.0.1:5555",
          e);
    }
  }

  static StandardProtocolFamily family(InetAddress address) {
    return address instanceof Inet4Address
        ? StandardProtocolFamily.INET
        : StandardProtocolFamily.INET6;
  }
}
