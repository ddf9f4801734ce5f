package org.weftmq.transport.udp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.weftmq.BadEndpointException;
import org.weftmq.Endpoint;
import org.weftmq.spi.NumericAddress;
import org.weftmq.transport.RealEnvironment;

class UdpAddressTest {
  private final RealEnvironment world = new RealEnvironment();

  private static Endpoint endpoint(String address) {
    return new Endpoint("udp", address);
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:5555, 127.0.0.1:5555",
    "*:5555, 0.0.0.0:5555",
    "*:*, 0.0.0.0:0",
    "lo:1, 127.0.0.1:1",
    "[::1]:*, [::1]:0",
    "lo;239.0.0.1:5555, 239.0.0.1:5555",
    "*;239.0.0.1:5555, 239.0.0.1:5555",
    "::1;[ff02::1]:5555, [ff02::1]:5555"
  })
  void findsWhatToBind(String text, String bound) throws Exception {
    var endpoint = endpoint(text);

    var found = UdpAddress.read(endpoint).bound(endpoint, world);

    assertThat(NumericAddress.text(found)).isEqualTo(bound);
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:5555", "239.0.0.1:1", "lo;239.0.0.1:5555", "localhost:7"})
  void findsWhereToSendTo(String text) throws Exception {
    var endpoint = endpoint(text);
    var port = Integer.parseInt(text.substring(text.lastIndexOf(':') + 1));

    assertThat(UdpAddress.read(endpoint).reached(endpoint, world).getPort()).isEqualTo(port);
  }

  @ParameterizedTest
  @ValueSource(strings = {"*:5555", "127.0.0.1:*", "127.0.0.1:0", "lo;127.0.0.1:5555"})
  void cannotSendToAWildcardOrPastAGroup(String text) {
    var endpoint = endpoint(text);

    assertThatThrownBy(() -> UdpAddress.read(endpoint).reached(endpoint, world))
        .isInstanceOf(BadEndpointException.class)
        .hasMessageContaining("udp://" + text);
  }

  @ParameterizedTest
  @ValueSource(strings = {";239.0.0.1:5555", "239.0.0.1", "lo;", "lo;239.0.0.1:http", "a b:1"})
  void refusesWhatIsMalformed(String text) {
    assertThatThrownBy(() -> UdpAddress.read(endpoint(text)))
        .isInstanceOf(BadEndpointException.class);
  }

  @Test
  void findsAnInterfaceByItsNameItsAddressOrTheZoneOfTheGroup() throws Exception {
    var group = InetAddress.getByName("239.0.0.1");
    for (var text : new String[] {"lo;239.0.0.1:1", "127.0.0.1;239.0.0.1:1"}) {
      var named = Interfaces.named(UdpAddress.read(endpoint(text)), group);

      assertThat(named.orElseThrow().isLoopback()).isTrue();
    }
    var six = endpoint("[ff02::1%lo]:1");
    var scoped = UdpAddress.read(six).bound(six, world).getAddress();
    assertThat(Interfaces.named(UdpAddress.read(six), scoped).orElseThrow().isLoopback()).isTrue();
    assertThat(Interfaces.named(UdpAddress.read(endpoint("*;239.0.0.1:1")), group)).isEmpty();
    assertThat(Interfaces.named(UdpAddress.read(endpoint("239.0.0.1:1")), group)).isEmpty();
  }
}
