package org.weftmq.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.weftmq.BadEndpointException;
import org.weftmq.Endpoint;
import org.weftmq.spi.NumericAddress;
import org.weftmq.transport.ip.HostPort;

/** Endpoints, and hosts with ports in them. */
final class EndpointTarget implements Target {
  private static final String[] SCHEMES = {"tcp", "ipc", "inproc", "udp", "ws", "TCP", "", "t-p"};
  private static final String[] HOSTS = {
    "127.0.0.1",
    "*",
    "localhost",
    "[::1]",
    "::1",
    "[fe80::1%eth0]",
    "[fe80::1%]",
    "256.0.0.1",
    "010.0.0.1",
    "1.2.3",
    "::ffff:1.2.3.4",
    "1.2.3.4::",
    "[1:2:3:4:5:6:7:8]",
    "[1:2:3:4:5:6:7::]",
    "1:2:3:4:5:6:7::8",
    "[::1:2:3:4:5:6:7]",
    ":::",
    "1::2::3",
    "a.b-c_d",
    "häuser",
    "eth0;239.0.0.1",
    "[]",
    "[",
    "",
    "12345::",
    "g::1",
    "%",
    "[::%x]"
  };
  private static final String[] PORTS = {
    "5555", "*", "0", "65535", "65536", "00080", "", "-1", "x"
  };

  @Override
  public String name() {
    return "endpoints";
  }

  @Override
  public byte[] input(Random random) {
    var scheme = Grammar.pick(random, SCHEMES);
    var host = Grammar.pick(random, HOSTS);
    var port = Grammar.pick(random, PORTS);
    var text = scheme + "://" + host + (random.nextInt(10) == 0 ? "" : ":" + port);
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public List<byte[]> words() {
    return List.of(
        Grammar.ascii("://"),
        Grammar.ascii("::"),
        Grammar.ascii(":"),
        Grammar.ascii("["),
        Grammar.ascii("]"),
        Grammar.ascii("%"),
        Grammar.ascii(".0"),
        Grammar.ascii("1.2.3.4"),
        Grammar.ascii("ffff"),
        Grammar.ascii("*"));
  }

  @Override
  public String check(byte[] input) {
    var text = new String(input, StandardCharsets.UTF_8);
    var endpoint = unlessBad(() -> Endpoint.parse(text));
    BrokenRule.unlessEqual(
        endpoint.isPresent(), EndpointModel.isEndpoint(text), "agrees with the model");
    numeric(text);
    return endpoint.map(EndpointTarget::check).orElse(REFUSED);
  }

  private static String check(Endpoint endpoint) {
    BrokenRule.unlessEqual(Endpoint.parse(endpoint.toString()), endpoint, "prints what it read");
    var address = endpoint.address();
    var read = unlessBad(() -> HostPort.read(address, endpoint));
    BrokenRule.unlessEqual(read, EndpointModel.hostPort(address), "agrees with the model of hosts");
    numeric(address);
    return endpoint.scheme().length() + read.map(EndpointTarget::outcome).orElse(REFUSED);
  }

  private static String outcome(HostPort read) {
    var family = read.address().map(a -> a.getClass().getSimpleName()).orElse("name");
    var outcome = family + read.isAnyHost() + !read.zone().isEmpty() + (read.port() == 0);
    return outcome + Integer.bitCount(read.host().length());
  }

  /** What is printed of an address in figures is read as the same. */
  private static void numeric(String text) {
    try {
      NumericAddress.readWithPort(text)
          .ifPresent(
              address ->
                  BrokenRule.unlessEqual(
                      NumericAddress.readWithPort(NumericAddress.text(address)),
                      Optional.of(address),
                      "prints the address it read"));
    } catch (RuntimeException e) {
      throw new BrokenRule("throws only what it says", e);
    }
  }

  private static <T> Optional<T> unlessBad(Supplier<T> read) {
    try {
      return Optional.of(read.get());
    } catch (BadEndpointException e) {
      return Optional.empty();
    } catch (RuntimeException e) {
      throw new BrokenRule("throws only what it says", e);
    }
  }
}
