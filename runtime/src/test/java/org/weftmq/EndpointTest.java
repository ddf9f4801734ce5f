package org.weftmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "tcp://127.0.0.1:5555",
        "tcp://*:*",
        "tcp://[::1%eth0]:1",
        "ipc:///tmp/x y",
        "ipc://@abstract",
        "inproc://a://b",
        "inproc://\u00fc",
        "ws2://h:1/path?q"
      })
  void readsWhatItWrites(String text) {
    assertThat(Endpoint.parse(text)).hasToString(text);
  }

  @Test
  void takesTheSchemeAndTheAddressApart() {
    var endpoint = Endpoint.parse("inproc://a://b");

    assertThat(endpoint.scheme()).isEqualTo("inproc");
    assertThat(endpoint.address()).isEqualTo("a://b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "tcp",
        "tcp:",
        "tcp:/x",
        "://",
        "://x",
        "tcp://",
        "TCP://x",
        " tcp://x",
        "t-p://x",
        "t.p://x",
        "t\u00e9p://x",
        "\u0000://x"
      })
  void refusesWhatIsNoEndpointAndQuotesIt(String text) {
    assertThatThrownBy(() -> Endpoint.parse(text))
        .isInstanceOf(BadEndpointException.class)
        .hasMessageStartingWith("bad endpoint \"" + text + "\": ");
  }

  @Test
  void saysHowToWriteOne() {
    assertThatThrownBy(() -> Endpoint.parse("localhost:5555"))
        .hasMessage(
            "bad endpoint \"localhost:5555\": there is no \"://\";"
                + " write scheme://address, such as tcp://127.0.0.1:5555");
    assertThatThrownBy(() -> Endpoint.parse("tcp://"))
        .hasMessage("bad endpoint \"tcp://\": there is no address behind \"tcp://\"");
  }

  @Test
  void isAValue() {
    assertThat(Endpoint.parse("tcp://a:1"))
        .isEqualTo(new Endpoint("tcp", "a:1"))
        .hasSameHashCodeAs(new Endpoint("tcp", "a:1"))
        .isNotEqualTo(Endpoint.parse("tcp://a:2"));
  }

  @Test
  void makesTheExceptionOfATransport() {
    assertThat(Endpoint.parse("tcp://a").bad("there is no port"))
        .hasMessage("bad endpoint \"tcp://a\": there is no port");
  }
}
