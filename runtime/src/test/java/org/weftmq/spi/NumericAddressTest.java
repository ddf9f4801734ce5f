package org.weftmq.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumericAddressTest {
  // RFC 5952
  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 127.0.0.1",
    "0.0.0.0, 0.0.0.0",
    "::, [::]",
    "::1, [::1]",
    "1::, [1::]",
    "2001:db8:0:0:1:0:0:1, [2001:db8::1:0:0:1]",
    "2001:0DB8:0:1:1:1:1:1, [2001:db8:0:1:1:1:1:1]",
    "1:0:0:2:0:0:0:3, [1:0:0:2::3]",
    "1:2:3:4:5:6:7:8, [1:2:3:4:5:6:7:8]"
  })
  void writesAnAddressInItsShortestForm(String address, String text) throws Exception {
    var socket = new InetSocketAddress(InetAddress.getByName(address), 5555);

    assertThat(NumericAddress.text(socket)).isEqualTo(text + ":5555");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "1::",
        "1::2",
        "1:2:3:4:5:6:7:8",
        "FE80::aB",
        "1:2:3::6:7:8",
        "64:ff9b::192.0.2.33",
        "::ffff:10.0.0.1",
        "1:2:3:4:5:6:1.2.3.4"
      })
  void readsWhatTheJdkReads(String text) throws Exception {
    assertThat(NumericAddress.read(text)).contains(InetAddress.getByName(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "1",
        "1.2.3",
        "1.2.3.4.5",
        "1.2.3.256",
        "1.2.3.-4",
        "1.2.3.0x4",
        "010.2.3.4",
        "1.2.3.04",
        "00.0.0.0",
        "::ffff:1.2.03.4",
        " 1.2.3.4",
        ":",
        ":::",
        "1.2.3.4::",
        "1:2:3:4::1.2.3.4:5",
        "1",
        "1:2",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1::2::3",
        "::12345",
        "::g",
        "1:2:3:4:5:6:7::8",
        "::1.2.3.4:5",
        "::1.2.3",
        "1:2:3:4:5:6:7:1.2.3.4",
        "::1%lo",
        "[::1]"
      })
  void readsNothingElse(String text) {
    assertThat(NumericAddress.read(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"127.0.0.1:1", "255.255.255.255:65535", "[::1]:5555", "[2001:db8::1]:5555"})
  void readsAnAddressWithAPortAsItWritesIt(String text) {
    var read = NumericAddress.readWithPort(text).orElseThrow();

    assertThat(NumericAddress.text(read)).isEqualTo(text);
  }

  @Test
  void readsTheZoneOfAnAddress() throws Exception {
    var some = NetworkInterface.networkInterfaces().findFirst().orElseThrow();

    var read = NumericAddress.readWithPort("[fe80::1%" + some.getName() + "]:5555");

    assertThat(read).isPresent();
    assertThat(((Inet6Address) read.get().getAddress()).getScopeId()).isEqualTo(some.getIndex());
    assertThat(NumericAddress.readWithPort("[fe80::1%nosuchif]:5555")).isEmpty();
    assertThat(NumericAddress.readWithPort("[nonsense%" + some.getName() + "]:5555")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":",
        "127.0.0.1",
        "127.0.0.1:",
        "127.0.0.1:0",
        "127.0.0.1:65536",
        "127.0.0.1:123456",
        "127.0.0.1:-1",
        "127.0.0.1:http",
        "127.0.0.256:1",
        "localhost:1",
        "*:1",
        "::1:5555",
        "[::1]",
        "[127.0.0.1]:1",
        "[]:1",
        "[::1:1",
        " 127.0.0.1:1"
      })
  void doesNotReadWhatIsNoAddressWithAPort(String text) {
    assertThat(NumericAddress.readWithPort(text)).isEmpty();
  }
}
