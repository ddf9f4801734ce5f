package org.weftmq.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.weftmq.interop.ForeignPeer.PATIENCE;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.weftmq.Context;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.pattern.dgram.Datagram;
import org.weftmq.pattern.dgram.Dgram;
import org.weftmq.pattern.radiodish.Dish;
import org.weftmq.pattern.radiodish.GroupMessage;
import org.weftmq.pattern.radiodish.Radio;

/** Groups and datagrams over udp with libzmq, each side sending. */
@Needs(Binding.ZEROMQ_JS)
class LibzmqUdpTest {
  private static final Frame BINARY = Frame.wrap(new byte[] {0, 1, -1, 'x', 0});

  /** Libzmq cannot tell which port it was given: one that was free a moment ago. */
  private static String endpoint() throws IOException {
    try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      return "udp://127.0.0.1:" + socket.getLocalPort();
    }
  }

  @Test
  void aDishOfLibzmqHearsOurRadio() throws Exception {
    try (var context = Context.open();
        var peer = LibzmqPeer.open("DISH")) {
      var endpoint = endpoint();
      peer.bind(endpoint);
      peer.join("group");
      try (var radio = Radio.open(context).connect(endpoint)) {
        radio.send("other", "not for you");
        radio.send("group", BINARY);
        assertThat(peer.receive()).isEqualTo(Message.of("group").append(BINARY));
      }
    }
  }

  @Test
  void ourDishHearsARadioOfLibzmq() throws Exception {
    try (var context = Context.open();
        var dish = Dish.open(context).join("group").bind("udp://127.0.0.1:*");
        var peer = LibzmqPeer.open("RADIO")) {
      peer.connect(dish.endpoint());
      peer.send(Message.of("other", "not for you"));
      peer.send(Message.of("group").append(BINARY));
      assertThat(dish.receive(PATIENCE)).contains(new GroupMessage("group", BINARY));
    }
  }

  @Test
  void datagramsGoBothWays() throws Exception {
    try (var context = Context.open();
        var ours = Dgram.open(context).bind("udp://127.0.0.1:*");
        var theirs = LibzmqPeer.open("DGRAM")) {
      theirs.bind(endpoint());
      var address = ours.endpoint().substring("udp://".length());
      theirs.send(Message.of(address).append(BINARY));
      var received = ours.receive(PATIENCE).orElseThrow();
      assertThat(received.body()).isEqualTo(BINARY);

      ours.send(new Datagram(received.address(), Frame.of("an answer")));
      assertThat(theirs.receive().frame(1)).isEqualTo(Frame.of("an answer"));
    }
  }
}
