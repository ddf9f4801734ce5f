package org.weftmq.transport.ip;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.weftmq.spi.Environment;

/** From hosts as they are written to addresses. */
public final class Hosts {
  private Hosts() {}

  /**
   * The addresses of a peer, at least one; may block while a name is looked up.
   *
   * @throws IOException if there is no such host
   */
  public static List<InetSocketAddress> remote(HostPort at, Environment environment)
      throws IOException, InterruptedException {
    var numeric = at.address();
    var addresses =
        numeric.isPresent()
            ? new InetAddress[] {inZone(numeric.get(), at.zone())}
            : environment.resolve(at.host());
    return Stream.of(addresses).map(a -> new InetSocketAddress(a, at.port())).toList();
  }

  private static InetAddress inZone(InetAddress address, String zone) throws IOException {
    if (zone.isEmpty()) {
      return address;
    }
    var found = NetworkInterface.getByName(zone);
    if (found == null) {
      throw new IOException("there is no network interface " + zone);
    }
    return Inet6Address.getByAddress("", address.getAddress(), found);
  }

  /**
   * An address of this machine: {@code *} is every IPv4 address, the name of a network interface
   * its first address, preferably an IPv4 one.
   *
   * @throws IOException if there is no such host
   */
  public static InetSocketAddress local(HostPort at, Environment environment)
      throws IOException, InterruptedException {
    if (at.isAnyHost()) {
      return new InetSocketAddress(InetAddress.getByAddress(new byte[4]), at.port());
    }
    var ofInterface = ofInterface(at.host());
    return ofInterface.isPresent()
        ? new InetSocketAddress(ofInterface.get(), at.port())
        : remote(at, environment).getFirst();
  }

  private static Optional<InetAddress> ofInterface(String name) throws IOException {
    var found = NetworkInterface.getByName(name);
    return found == null
        ? Optional.empty()
        : found.inetAddresses().min(Comparator.comparing(a -> !(a instanceof Inet4Address)));
  }
}
