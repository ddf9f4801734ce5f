package org.weftmq.pattern.dgram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.weftmq.BadEndpointException;
import org.weftmq.BindFailedException;
import org.weftmq.Context;
import org.weftmq.DropReason;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.MessageTooLargeException;
import org.weftmq.SocketEvent;
import org.weftmq.SocketOptions;
import org.weftmq.SocketType;
import org.weftmq.TimedOutException;
import org.weftmq.WrongStateException;
import org.weftmq.pattern.Sockets;

class DgramTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  @ParameterizedTest
  @ValueSource(strings = {"udp://127.0.0.1:*", "udp://[::1]:*"})
  void twoTalkToEachOther(String endpoint) throws InterruptedException {
    try (var context = Context.open();
        var a = Dgram.open(context).bind(endpoint);
        var b = Dgram.open(context).bind(endpoint)) {
      a.send(b.address(), "ping");
      var ping = b.receive(SOON).orElseThrow();
      assertThat(ping).isEqualTo(new Datagram(a.address(), Frame.of("ping")));
      assertThat(b.trySend(ping.reply(Frame.of("pong")))).isTrue();
      assertThat(a.receive(SOON)).contains(new Datagram(b.address(), Frame.of("pong")));

      a.send(a.address(), Frame.empty());
      assertThat(a.receive(SOON)).contains(new Datagram(a.address(), Frame.empty()));
      assertThat(a.send(new Datagram(b.address(), Frame.of("timed")), SOON)).isTrue();
      assertThat(b.receive(SOON).orElseThrow().text()).isEqualTo("timed");
      await().atMost(SOON).until(() -> a.stats().isBalanced()); // one may just be under way
      assertThat(a.stats().received()).isEqualTo(2);
    }
  }

  @Test
  void aDatagramIsItsBodyAndNothingMore() throws Exception {
    try (var context = Context.open();
        var dgram = Dgram.open(context).bind("udp://127.0.0.1:*");
        var plain = new DatagramSocket(new InetSocketAddress("127.0.0.1", 0))) {
      plain.setSoTimeout(10_000);
      dgram.send("127.0.0.1:" + plain.getLocalPort(), "hello");
      var packet = new DatagramPacket(new byte[100], 100);
      plain.receive(packet);
      assertThat(new String(packet.getData(), 0, packet.getLength())).isEqualTo("hello");
      assertThat(packet.getSocketAddress().toString()).isEqualTo("/" + dgram.address());

      plain.send(new DatagramPacket(new byte[] {1, 2, 3}, 3, packet.getSocketAddress()));
      var answer = dgram.receive(SOON).orElseThrow();
      assertThat(answer.body()).isEqualTo(Frame.wrap(new byte[] {1, 2, 3}));
      assertThat(answer.address()).isEqualTo("127.0.0.1:" + plain.getLocalPort());
      plain.send(new DatagramPacket(new byte[65_507], 65_507, packet.getSocketAddress()));
      assertThat(dgram.receive(SOON).orElseThrow().body().size()).isEqualTo(65_507);
    }
  }

  @Test
  void anIpv6EndpointOfAllAddressesTalksBothFamilies() throws Exception {
    try (var context = Context.open();
        var both = Dgram.open(context).bind("udp://[::]:*");
        var four = Dgram.open(context).bind("udp://127.0.0.1:*");
        var six = Dgram.open(context).bind("udp://[::1]:*")) {
      var port = both.address().substring(both.address().lastIndexOf(':'));
      four.send("127.0.0.1" + port, "four");
      var fromFour = both.receive(SOON).orElseThrow();
      assertThat(fromFour.address()).isEqualTo(four.address());
      both.send(fromFour.reply(Frame.of("to four")));
      assertThat(four.receive(SOON).orElseThrow().text()).isEqualTo("to four");

      six.send("[::1]" + port, "six");
      both.send(both.receive(SOON).orElseThrow().reply(Frame.of("to six")));
      assertThat(six.receive(SOON).orElseThrow().text()).isEqualTo("to six");
    }
  }

  @Test
  void aMulticastGroupCanBeBound() throws Exception {
    try (var context = Context.open();
        var group = Dgram.open(context).bind("udp://lo;239.255.77.9:*");
        var one = Dgram.open(context).bind("udp://127.0.0.1:*")) {
      // bound to an address of lo, it sends there, too
      var place = group.address().substring(group.address().indexOf(';') + 1);
      one.send("127.0.0.1" + place.substring(place.lastIndexOf(':')), "to the port alone");
      assertThat(group.receive(SOON).orElseThrow().address()).isEqualTo(one.address());
      group.send(place, "to the group");
      assertThat(group.receive(SOON).orElseThrow().text()).isEqualTo("to the group");
    }
  }

  @Test
  void whatTheSystemDoesNotTakeIsCountedAndTold() throws Exception {
    try (var context = Context.open();
        var dgram = Dgram.open(context).bind("udp://127.0.0.1:*");
        var events = dgram.events()) {
      dgram.send("[::1]:5555", "from the wrong family");

      SocketEvent event;
      do {
        event = events.next(SOON).orElseThrow();
      } while (!(event instanceof SocketEvent.PassedOver));
      assertThat(((SocketEvent.PassedOver) event).reason())
          .isEqualTo("a datagram could not be sent: an IPv4 endpoint reaches no IPv6 address");
      await()
          .atMost(SOON)
          .untilAsserted(
              () -> assertThat(dgram.stats().dropped()).containsEntry(DropReason.REFUSED, 1L));
      assertThat(dgram.stats().isBalanced()).isTrue();
      dgram.send(dgram.address(), "still there");
      assertThat(dgram.receive(SOON).orElseThrow().text()).isEqualTo("still there");
    }
  }

  @Test
  void sendingWaitsUntilItIsBound() throws Exception {
    try (var context = Context.open();
        var dgram = Dgram.open(context);
        var other = Dgram.open(context).bind("udp://127.0.0.1:*")) {
      var hello = new Datagram(other.address(), Frame.of("hello"));
      assertThat(dgram.trySend(hello)).isFalse();
      assertThat(dgram.send(hello, Duration.ofMillis(1))).isFalse();
      dgram.set(SocketOptions.SEND_TIMEOUT, Duration.ofMillis(1));
      assertThatThrownBy(() -> dgram.send(hello)).isInstanceOf(TimedOutException.class);

      dgram.bind("udp://127.0.0.1:*");
      dgram.send(hello);

      assertThat(other.receive(SOON).orElseThrow().text()).isEqualTo("hello");
    }
  }

  @Test
  void refusesWhatBreaksTheRules() throws Exception {
    try (var context = Context.open();
        var dgram = Dgram.open(context).bind("udp://127.0.0.1:*")) {
      assertThatThrownBy(() -> dgram.bind("udp://127.0.0.1:*"))
          .isInstanceOf(BindFailedException.class)
          .hasMessageContaining("this DGRAM is bound already");
      assertThatThrownBy(() -> dgram.connect("udp://127.0.0.1:5555"))
          .isInstanceOf(BadEndpointException.class)
          .hasMessageContaining("a DGRAM binds udp, it does not connect it");
      for (var scheme : new String[] {"tcp://127.0.0.1:5555", "ipc:///tmp/x", "inproc://x"}) {
        assertThatThrownBy(() -> dgram.bind(scheme))
            .isInstanceOf(BadEndpointException.class)
            .hasMessageContaining("a DGRAM cannot use")
            .hasMessageContaining("it can use [udp]");
        assertThatThrownBy(() -> dgram.connect(scheme)).isInstanceOf(BadEndpointException.class);
      }
      assertThatThrownBy(() -> dgram.send("localhost:5555", "x"))
          .isInstanceOf(BadEndpointException.class);
      assertThatThrownBy(() -> dgram.send(dgram.address(), Frame.wrap(new byte[8193])))
          .isInstanceOf(MessageTooLargeException.class);
      dgram.send(dgram.address(), Frame.wrap(new byte[8192]));
      assertThat(dgram.receive(SOON).orElseThrow().body().size()).isEqualTo(8192);
    }
  }

  @Test
  void itCanBeBoundToAnotherAddressOnceItIsUnbound() throws Exception {
    try (var context = Context.open();
        var dgram = Dgram.open(context).bind("udp://127.0.0.1:*")) {
      var first = dgram.address();
      dgram.unbind(dgram.endpoint());
      dgram.bind("udp://127.0.0.1:*");

      dgram.send(dgram.address(), "moved");
      assertThat(dgram.receive(SOON).orElseThrow())
          .extracting(Datagram::address)
          .isEqualTo(dgram.address())
          .isNotEqualTo(first);
    }
  }

  @Test
  void untypedTheAddressIsInFront() throws Exception {
    try (var context = Context.open();
        var dgram = Sockets.open(context, SocketType.DGRAM)) {
      dgram.bind("udp://127.0.0.1:*");
      var address = dgram.endpoint().substring("udp://".length());
      dgram.send(Message.of(address, "to myself"));

      assertThat(dgram.receive(SOON)).contains(Message.of(address, "to myself"));
      assertThatThrownBy(() -> dgram.send("no address")).isInstanceOf(WrongStateException.class);
      assertThatThrownBy(() -> dgram.send(Message.of(address, "a", "b")))
          .isInstanceOf(WrongStateException.class);
    }
  }

  @Test
  void closingSendsWhatIsQueuedAndEndsAReceive() throws Exception {
    try (var context = Context.open();
        var other = Dgram.open(context).bind("udp://127.0.0.1:*")) {
      var dgram = Dgram.open(context).bind("udp://127.0.0.1:*");
      var receiving = Thread.startVirtualThread(() -> dgram.forEach(datagram -> {}));
      for (var i = 0; i < 50; i++) {
        dgram.send(other.address(), "" + i);
      }

      assertThat(dgram.close(SOON).isComplete()).isTrue();

      assertThat(receiving.join(SOON)).isTrue();
      assertThat(dgram.stats().written()).isEqualTo(50);
      for (var i = 0; i < 50; i++) {
        assertThat(other.receive(SOON).orElseThrow().text()).isEqualTo("" + i);
      }
    }
  }
}
