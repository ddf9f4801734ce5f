package org.weftmq.transport.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumericTest {
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

    assertThat(Numeric.text(socket)).isEqualTo(text + ":5555");
  }
}
