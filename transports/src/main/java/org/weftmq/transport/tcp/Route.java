package org.weftmq.transport.tcp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.weftmq.Endpoint;
import org.weftmq.spi.Environment;
import org.weftmq.transport.ip.HostPort;
import org.weftmq.transport.ip.Hosts;

/**
 * Where a connection goes to, and which address of this machine it comes from: {@code
 * [source;]host:port}.
 */
record Route(Optional<HostPort> from, HostPort target) {
  /**
   * Reads the address of {@code endpoint}; looks no name up.
   *
   * @throws org.weftmq.BadEndpointException if it is malformed
   */
  static Route read(Endpoint endpoint) {
    var text = endpoint.address();
    var semicolon = text.indexOf(';');
    var target = HostPort.read(text.substring(semicolon + 1), endpoint);
    if (target.isAnyHost()) {
      throw endpoint.bad("* is for bind; to connect, name a host");
    }
    if (target.port() == 0) {
      throw endpoint.bad("any port is for bind; to connect, name the port of the peer");
    }
    return semicolon < 0
        ? new Route(Optional.empty(), target)
        : new Route(Optional.of(HostPort.read(text.substring(0, semicolon), endpoint)), target);
  }

  /** The address of this machine, if one is named; may block while a name is looked up. */
  Optional<InetSocketAddress> source(Environment environment)
      throws IOException, InterruptedException {
    return from.isPresent() ? Optional.of(Hosts.local(from.get(), environment)) : Optional.empty();
  }
}
