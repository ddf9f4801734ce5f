package org.weftmq.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.weftmq.SocketType;

class ProxySideTest {
  @Test
  void bindsUnlessToldToConnect() {
    var side = read("router:tcp://*:1,connect:tcp://far:2,bind:ipc:///tmp/a,b,tcp://[::1]:3");

    assertThat(side.type()).isEqualTo(SocketType.ROUTER);
    assertThat(side.bind()).containsExactly("tcp://*:1", "ipc:///tmp/a,b", "tcp://[::1]:3");
    assertThat(side.connect()).isEqualTo(List.of("tcp://far:2"));
  }

  @ParameterizedTest
  @CsvSource({"dealer, DEALER", "XPub, XPUB", "xreq, DEALER", "XREP, ROUTER"})
  void takesTheNamesOfTypesInAnyCaseAndTheOldOnes(String name, SocketType type) {
    assertThat(read(name + ":inproc://a").type()).isEqualTo(type);
  }

  private static ProxySide read(String text) {
    return new ProxySide.Converter().convert(text);
  }
}
