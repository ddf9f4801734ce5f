package org.weftmq.transport.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.weftmq.BadEndpointException;
import org.weftmq.Endpoint;
import org.weftmq.transport.ip.HostPort;

class RouteTest {
  private static Route read(String address) {
    return Route.read(new Endpoint("tcp", address));
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:5555, 127.0.0.1, 5555",
    "0.0.0.0:1, 0.0.0.0, 1",
    "[::1]:65535, ::1, 65535",
    "::1:5555, ::1, 5555",
    "[fe80::1%eth0]:5555, fe80::1%eth0, 5555",
    "[::ffff:10.0.0.1]:80, ::ffff:10.0.0.1, 80",
    "localhost:5555, localhost, 5555",
    "a-b.c_d.example:5555, a-b.c_d.example, 5555",
    "3com.example:5555, 3com.example, 5555"
  })
  void readsHostAndPort(String address, String host, int port) {
    assertThat(read(address).target()).isEqualTo(new HostPort(host, port));
    assertThat(read(address).from()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.1:0;host:5555, 10.0.0.1, 0",
    "10.0.0.1:*;host:5555, 10.0.0.1, 0",
    "eth0:1234;host:5555, eth0, 1234",
    "[::1]:0;host:5555, ::1, 0",
    "*:1234;host:5555, *, 1234"
  })
  void readsWhereItComesFrom(String address, String host, int port) {
    assertThat(read(address).from()).contains(new HostPort(host, port));
    assertThat(read(address).target()).isEqualTo(new HostPort("host", 5555));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "localhost | there is no port",
        "[::1] | there is no port",
        "localhost: | \"\" is not a port",
        "localhost:http | \"http\" is not a port",
        "localhost:-1 | \"-1\" is not a port",
        "localhost:+1 | \"+1\" is not a port",
        "localhost:0x10 | \"0x10\" is not a port",
        "localhost:5555/path | \"5555/path\" is not a port",
        "localhost:65536 | there is no port 65536",
        "localhost:99999999999 | there is no port 99999999999",
        ":5555 | there is no host",
        "*:5555 | * is for bind",
        "localhost:* | any port is for bind",
        "localhost:0 | any port is for bind",
        "256.0.0.1:5555 | \"256.0.0.1\" is not an IPv4 address",
        "1.2.3:5555 | \"1.2.3\" is not an IPv4 address",
        "1.2.3.4.5:5555 | \"1.2.3.4.5\" is not an IPv4 address",
        "1..2.3:5555 | \"1..2.3\" is not an IPv4 address",
        "010.0.0.1:5555 | \"010.0.0.1\" is not an IPv4 address; write its numbers without zeros in"
            + " front, which some programs take for octal",
        "10.0.0.01:5555 | \"10.0.0.01\" is not an IPv4 address; write its numbers without zeros in"
            + " front, which some programs take for octal",
        "10.0.0.1:5555:5 | \"10.0.0.1:5555\" is not an IPv6 address",
        "[::ffff:10.0.0.01]:5555 | \"::ffff:10.0.0.01\" is not an IPv6 address",
        "12345:5555 | \"12345\" is not an IPv4 address",
        "[::1:5555 | \"[::1\" is not an IPv6 address",
        "[]:5555 | \"\" is not an IPv6 address",
        "[1:2]:5555 | \"1:2\" is not an IPv6 address",
        "[:::1]:5555 | \":::1\" is not an IPv6 address",
        "[::1%]:5555 | \"::1%\" is not an IPv6 address",
        "[::1%a b]:5555 | \"::1%a b\" is not an IPv6 address",
        "[127.0.0.1]:5555 | \"127.0.0.1\" is not an IPv6 address",
        "a host:5555 | \"a host\" is neither an address nor a name",
        "ho%st:5555 | \"ho%st\" is neither an address nor a name",
        "höst:5555 | \"höst\" is neither an address nor a name",
        "http://localhost:80 | \"http://localhost\" is not an IPv6 address",
        "eth0;host:5555 | there is no port",
        "a:1;b:2;c:3 | \"b:2;c\" is not an IPv6 address",
        "; | there is no port"
      })
  void saysWhatIsWrong(String address, String wrong) {
    assertThatThrownBy(() -> read(address))
        .isInstanceOf(BadEndpointException.class)
        .hasMessageStartingWith("bad endpoint \"tcp://" + address + "\": ")
        .hasMessageContaining(wrong);
  }

  @Test
  void refusesANameThatIsTooLong() {
    assertThatThrownBy(() -> read("a".repeat(254) + ":5555"))
        .isInstanceOf(BadEndpointException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"no-such-host.invalid:5555", "fe80::1%nothere:5555"})
  void looksNothingUp(String address) {
    assertThat(read(address).target().port()).isEqualTo(5555);
  }
}
