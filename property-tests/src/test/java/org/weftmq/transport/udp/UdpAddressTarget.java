package org.weftmq.transport.udp;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.weftmq.BadEndpointException;
import org.weftmq.Endpoint;
import org.weftmq.fuzz.BrokenRule;
import org.weftmq.fuzz.Grammar;
import org.weftmq.fuzz.Target;
import org.weftmq.transport.ip.HostPort;

/** The addresses of udp endpoints: a host and a port, perhaps behind a network interface. */
public final class UdpAddressTarget implements Target {
  private static final String[] INTERFACES = {
    "", "eth0;", "127.0.0.1;", ";", "a;b;", "*;", "[::1];", "häuser;", " ;"
  };
  private static final String[] HOSTS = {
    "239.0.0.1", "127.0.0.1", "*", "[ff02::1]", "localhost", "", "256.0.0.1", "a;b"
  };
  private static final String[] PORTS = {":5555", ":*", ":0", ":65536", ":", "", ":x"};

  @Override
  public String name() {
    return "datagram-addresses";
  }

  @Override
  public byte[] input(Random random) {
    var text =
        INTERFACES[random.nextInt(INTERFACES.length)]
            + HOSTS[random.nextInt(HOSTS.length)]
            + PORTS[random.nextInt(PORTS.length)];
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public List<byte[]> words() {
    return List.of(
        Grammar.ascii(";"), Grammar.ascii(":"), Grammar.ascii("239.0.0.1"), Grammar.ascii("*"));
  }

  @Override
  public String check(byte[] input) {
    var address = new String(input, StandardCharsets.UTF_8);
    if (address.isEmpty()) {
      return "no endpoint";
    }
    var endpoint = new Endpoint("udp", address);
    var read = read(endpoint);
    BrokenRule.unlessEqual(read, model(endpoint), "agrees with the model");
    return read.map(UdpAddressTarget::outcome)
        .orElseGet(() -> REFUSED + address.contains(";") + address.contains(":"));
  }

  private static String outcome(UdpAddress read) {
    var host = read.target();
    var again = new Endpoint("udp", read.resolved(host.host() + ":1"));
    BrokenRule.unlessEqual(
        again.address().startsWith(read.via().map(via -> via + ";").orElse("")),
        true,
        "keeps the interface when it is resolved");
    return read.via().map(via -> "via" + Math.min(5, via.length())).orElse("direct")
        + host.isAnyHost()
        + (host.port() == 0)
        + host.address().map(known -> known.getClass().getSimpleName()).orElse("name");
  }

  private static Optional<UdpAddress> read(Endpoint endpoint) {
    try {
      return Optional.of(UdpAddress.read(endpoint));
    } catch (BadEndpointException e) {
      return Optional.empty();
    } catch (RuntimeException e) {
      throw new BrokenRule("throws only what it says", e);
    }
  }

  /** The last semicolon ends the interface, which is not empty; what follows is host and port. */
  private static Optional<UdpAddress> model(Endpoint endpoint) {
    var parts = endpoint.address().split(";", -1);
    var last = parts[parts.length - 1];
    try {
      var target = HostPort.read(last, endpoint);
      if (parts.length == 1) {
        return Optional.of(new UdpAddress(Optional.empty(), target));
      }
      var via = String.join(";", List.of(parts).subList(0, parts.length - 1));
      return Optional.of(via)
          .filter(name -> !name.isEmpty())
          .map(name -> new UdpAddress(Optional.of(name), target));
    } catch (BadEndpointException e) {
      return Optional.empty();
    }
  }
}
