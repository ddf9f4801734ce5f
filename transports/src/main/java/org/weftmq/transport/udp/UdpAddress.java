package org.weftmq.transport.udp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.weftmq.Endpoint;
import org.weftmq.spi.Environment;
import org.weftmq.transport.ip.HostPort;
import org.weftmq.transport.ip.Hosts;

/**
 * Where datagrams come in or go to: {@code [interface;]host:port}.
 *
 * @param via the network interface in front of a multicast group, as it is written
 * @param target the host and the port
 */
record UdpAddress(Optional<String> via, HostPort target) {
  /**
   * Reads the address of {@code endpoint}; looks no name up.
   *
   * @throws org.weftmq.BadEndpointException if it is malformed
   */
  static UdpAddress read(Endpoint endpoint) {
    var text = endpoint.address();
    var semicolon = text.lastIndexOf(';');
    var target = HostPort.read(text.substring(semicolon + 1), endpoint);
    if (semicolon < 0) {
      return new UdpAddress(Optional.empty(), target);
    }
    if (semicolon == 0) {
      throw endpoint.bad("there is no network interface in front of the \";\"");
    }
    return new UdpAddress(Optional.of(text.substring(0, semicolon)), target);
  }

  /** What to bind: an address of this machine, or a multicast group; may look a name up. */
  InetSocketAddress bound(Endpoint endpoint, Environment environment)
      throws IOException, InterruptedException {
    return checked(Hosts.local(target, environment), endpoint);
  }

  /** Where to send to; may look a name up. */
  InetSocketAddress reached(Endpoint endpoint, Environment environment)
      throws IOException, InterruptedException {
    if (target.isAnyHost()) {
      throw endpoint.bad("* is for bind; to connect, name a host");
    }
    if (target.port() == 0) {
      throw endpoint.bad("any port is for bind; to connect, name the port of the peer");
    }
    return checked(Hosts.remote(target, environment).getFirst(), endpoint);
  }

  private InetSocketAddress checked(InetSocketAddress found, Endpoint endpoint) {
    if (via.isPresent() && !found.getAddress().isMulticastAddress()) {
      throw endpoint.bad(
          "a network interface is named in front of a multicast group, such as 239.0.0.1, alone");
    }
    return found;
  }

  /** The address in an endpoint, with what was left open in figures. */
  String resolved(String figures) {
    return via.map(name -> name + ";").orElse("") + figures;
  }
}
