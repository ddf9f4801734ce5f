package org.weftmq.pattern.radiodish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.weftmq.BadEndpointException;
import org.weftmq.BindFailedException;
import org.weftmq.Context;
import org.weftmq.DropReason;
import org.weftmq.Endpoint;
import org.weftmq.Frame;
import org.weftmq.MessageTooLargeException;
import org.weftmq.Option;
import org.weftmq.SocketEvent;
import org.weftmq.SocketEvents;
import org.weftmq.SocketOptions;
import org.weftmq.SocketType;
import org.weftmq.WrongStateException;
import org.weftmq.pattern.Sockets;

class RadioDishUdpTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  private static InetSocketAddress placeOf(Dish dish) {
    var address = Endpoint.parse(dish.endpoint()).address();
    return new InetSocketAddress(
        InetAddress.getLoopbackAddress(),
        Integer.parseInt(address.substring(address.lastIndexOf(':') + 1)));
  }

  private static void throwAt(Dish dish, byte... bytes) throws Exception {
    try (var stranger = new DatagramSocket()) {
      stranger.send(new DatagramPacket(bytes, bytes.length, placeOf(dish)));
    }
  }

  private static SocketEvent.PassedOver passedOver(SocketEvents events)
      throws InterruptedException {
    for (; ; ) {
      if (events.next(SOON).orElseThrow() instanceof SocketEvent.PassedOver event) {
        return event;
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"udp://127.0.0.1:*", "udp://127.0.0.1:0", "udp://[::1]:*", "udp://lo:*"})
  void aDishPicksTheGroupsThatItJoined(String endpoint) throws Exception {
    try (var context = Context.open();
        var dish = Dish.open(context).join("news").bind(endpoint);
        var radio = Radio.open(context).connect(dish.endpoint())) {
      assertThat(dish.endpoint()).matches("udp://(127\\.0\\.0\\.1|\\[::1]):[1-9][0-9]*");
      assertThat(radio.awaitPeers(1, SOON)).isTrue();

      radio.send("sports", "goal");
      radio.send("news", "rain");
      radio.send("newspaper", "ad");
      radio.send("", "nobody");
      radio.send("news", "");

      assertThat(dish.receive(SOON)).contains(new GroupMessage("news", Frame.of("rain")));
      assertThat(dish.receive(SOON)).contains(new GroupMessage("news", Frame.empty()));
      assertThat(dish.tryReceive()).isEmpty();
    }
  }

  @Test
  void aDishBoundToAllAddressesReceivesFromEach() throws Exception {
    try (var context = Context.open();
        var dish = Dish.open(context).join("news").bind("udp://*:*");
        var radio = Radio.open(context)) {
      assertThat(dish.endpoint()).startsWith("udp://0.0.0.0:");
      radio.connect("udp://localhost:" + placeOf(dish).getPort());
      radio.send("news", "rain");

      assertThat(dish.receive(SOON).orElseThrow().text()).isEqualTo("rain");
    }
  }

  @Test
  void oneRadioReachesSeveralDishes() throws Exception {
    try (var context = Context.open();
        var a = Dish.open(context).join("news").bind("udp://127.0.0.1:*");
        var b = Dish.open(context).join("news").bind("tcp://127.0.0.1:*");
        var radio = Radio.open(context).connect(a.endpoint()).connect(b.endpoint())) {
      assertThat(radio.awaitMembers("news", 2, SOON)).isTrue();
      radio.send("news", "rain");

      assertThat(a.receive(SOON).orElseThrow().text()).isEqualTo("rain");
      assertThat(b.receive(SOON).orElseThrow().text()).isEqualTo("rain");
    }
  }

  @Test
  void manyDatagramsArriveInOrder() throws Exception {
    var many = 20_000;
    try (var context = Context.open();
        var dish = Dish.open(context).join("n").bind("udp://127.0.0.1:*");
        var radio = Radio.open(context).set(Radio.NO_DROP, true).connect(dish.endpoint())) {
      for (var i = 0; i < many; i++) {
        assertThat(radio.send(new GroupMessage("n", Frame.of("" + i)), SOON)).isTrue();
        if (i % 100 == 99) { // in step, so that the kernel's own queue does not overflow
          for (var j = i - 99; j <= i; j++) {
            assertThat(dish.receive(SOON).orElseThrow().text()).isEqualTo("" + j);
          }
        }
      }
      await().atMost(SOON).until(() -> radio.stats().written() == many);
      assertThat(radio.stats().isBalanced()).isTrue();
    }
  }

  @Test
  void whatIsQueuedGoesOutBeforeClosingEnds() throws Exception {
    try (var context = Context.open();
        var dish = Dish.open(context).join("n").bind("udp://127.0.0.1:*")) {
      var radio = Radio.open(context).connect(dish.endpoint());
      for (var i = 0; i < 50; i++) {
        radio.send("n", "" + i);
      }

      var report = radio.close(SOON);

      assertThat(report.isComplete()).isTrue();
      assertThat(radio.stats().written()).isEqualTo(50);
      for (var i = 0; i < 50; i++) {
        assertThat(dish.receive(SOON).orElseThrow().text()).isEqualTo("" + i);
      }
    }
  }

  @Test
  void whatCouldBeWrongWithADatagramIsPassedOver() throws Exception {
    try (var context = Context.open();
        var dish = Dish.open(context).join("a").bind("udp://127.0.0.1:*");
        var events = dish.events()) {
      throwAt(dish);
      var first = passedOver(events);
      assertThat(first.count()).isEqualTo(1);
      assertThat(first.reason()).isEqualTo("a datagram of 0 bytes is malformed");
      assertThat(first.endpoint().toString()).isEqualTo(dish.endpoint());
      throwAt(dish, (byte) 2, (byte) 'a'); // the group is longer than the datagram
      assertThat(passedOver(events).count()).isEqualTo(2);
      throwAt(dish, (byte) 255);
      throwAt(dish, (byte) -1, (byte) 'a', (byte) 'b');
      var huge = new byte[65_507];
      Arrays.fill(huge, (byte) 'a');
      throwAt(dish, huge); // well-formed: to a group of 97 bytes
      assertThat(passedOver(events).count()).isEqualTo(4);
      huge[0] = 1;
      throwAt(dish, huge);

      assertThat(dish.receive(SOON).orElseThrow().body().size()).isEqualTo(65_505);
      throwAt(dish, (byte) 1, (byte) 'a');
      assertThat(dish.receive(SOON).orElseThrow().body()).isEqualTo(Frame.empty());
    }
  }

  @Test
  void aSlowDishLosesWhatComesTooFast() throws Exception {
    try (var context = Context.open();
        var dish =
            Dish.open(context)
                .set(SocketOptions.RECEIVE_HIGH_WATER_MARK, 2)
                .join("n")
                .bind("udp://127.0.0.1:*");
        var events = dish.events();
        var radio = Radio.open(context).connect(dish.endpoint())) {
      for (var i = 0; i < 5; i++) {
        radio.send("n", "" + i);
      }

      assertThat(passedOver(events).reason()).contains("receive-high-water-mark");
      assertThat(passedOver(events).count()).isEqualTo(2);
      assertThat(dish.receive(SOON).orElseThrow().text()).isEqualTo("0");
      assertThat(dish.receive(SOON).orElseThrow().text()).isEqualTo("1");
    }
  }

  @Test
  void aMessageThatFitsIntoNoDatagramIsRefused() throws Exception {
    try (var context = Context.open();
        var dish = Dish.open(context).join("n").bind("udp://127.0.0.1:*");
        var radio = Radio.open(context).connect(dish.endpoint());
        var large = Radio.open(context)) {
      assertThatThrownBy(() -> radio.send("n", Frame.wrap(new byte[8191])))
          .isInstanceOf(MessageTooLargeException.class)
          .hasMessageContaining("8192");
      radio.send("n", Frame.wrap(new byte[8190]));
      assertThat(dish.receive(SOON).orElseThrow().body().size()).isEqualTo(8190);

      large.set(option(large, "max-datagram-size"), 65_507).connect(dish.endpoint());
      large.send("n", Frame.wrap(new byte[65_505]));
      assertThat(dish.receive(SOON).orElseThrow().body().size()).isEqualTo(65_505);
    }
  }

  @SuppressWarnings("unchecked")
  private static <T> Option<T> option(Radio radio, String name) {
    return (Option<T>) radio.core().option(name).orElseThrow();
  }

  // ---- multicast

  @Test
  void allMembersOfAMulticastGroupReceive() throws Exception {
    try (var context = Context.open();
        var a = Dish.open(context).join("news").bind("udp://lo;239.255.77.1:*")) {
      var port = placeOf(a).getPort();
      assertThat(a.endpoint()).isEqualTo("udp://lo;239.255.77.1:" + port);
      try (var b = Dish.open(context).join("news").bind("udp://127.0.0.1;239.255.77.1:" + port);
          var radio = Radio.open(context).connect("udp://lo;239.255.77.1:" + port)) {
        radio.send("news", "rain");

        // What must work everywhere is that both joined; if it fails here, this says so.
        assertThat(a.receive(SOON)).as("a multicast datagram through lo").isPresent();
        assertThat(b.receive(SOON).orElseThrow().text()).isEqualTo("rain");
      }
    }
  }

  /** A network that carries multicast; loopback delivers what is sent there in any case. */
  private static Optional<NetworkInterface> network(Class<? extends InetAddress> family)
      throws Exception {
    var found = Optional.<NetworkInterface>empty();
    for (var each : Collections.list(NetworkInterface.getNetworkInterfaces())) {
      if (each.isUp()
          && !each.isLoopback()
          && each.supportsMulticast()
          && each.inetAddresses().anyMatch(family::isInstance)) {
        found = Optional.of(each);
      }
    }
    if (found.isEmpty()) {
      System.err.println("*".repeat(80));
      System.err.println("***  NO NETWORK WITH MULTICAST AND " + family.getSimpleName() + " HERE:");
      System.err.println("***  multicast is tested through the loopback interface alone.");
      System.err.println("*".repeat(80));
    }
    return found;
  }

  @Test
  void multicastStaysAwayFromThisMachineIfItIsToldSo() throws Exception {
    var network = network(Inet4Address.class);
    try (var context = Context.open();
        var dish = Dish.open(context).join("news");
        var silent = Radio.open(context);
        var heard = Radio.open(context)) {
      dish.bind("udp://" + network.map(NetworkInterface::getName).orElse("lo") + ";239.255.77.2:*");
      silent.set(option(silent, "multicast-loop"), false).connect(dish.endpoint());
      heard.connect(dish.endpoint());
      silent.send("news", "unheard");
      await().atMost(SOON).until(() -> silent.stats().written() == 1);
      heard.send("news", "heard");

      var first = dish.receive(SOON).orElseThrow().text();
      assertThat(first).isEqualTo(network.isPresent() ? "heard" : "unheard");
    }
  }

  @Test
  void multicastWorksOverIpv6() throws Exception {
    var network = network(Inet6Address.class);
    try (var context = Context.open();
        var dish = Dish.open(context).join("news");
        var radio = Radio.open(context)) {
      var name = network.map(NetworkInterface::getName).orElse("lo");
      dish.bind("udp://" + name + ";[ff02::7777]:*");
      assertThat(dish.endpoint()).startsWith("udp://" + name + ";[ff02::7777]:");
      radio.connect(dish.endpoint());
      radio.send("news", "rain");

      if (network.isPresent()) {
        assertThat(dish.receive(SOON).orElseThrow().text()).isEqualTo("rain");
      }
    }
  }

  @Test
  void aGroupWithoutAnInterfaceIsJoinedWhereTheSystemWouldSend() throws Exception {
    var network = network(Inet4Address.class);
    try (var context = Context.open();
        var dish = Dish.open(context).join("news");
        var radio = Radio.open(context)) {
      if (network.isEmpty()) {
        assertThatThrownBy(() -> dish.bind("udp://239.255.77.3:*"))
            .isInstanceOf(BindFailedException.class)
            .hasMessageContaining("name a network interface");
        return;
      }
      radio.connect(dish.bind("udp://239.255.77.3:*").endpoint());
      radio.send("news", "rain");

      assertThat(dish.receive(SOON).orElseThrow().text()).isEqualTo("rain");
    }
  }

  // ---- what cannot be

  @Test
  void aRadioBindsNotAndADishConnectsNot() {
    try (var context = Context.open();
        var radio = Radio.open(context);
        var dish = Dish.open(context)) {
      assertThatThrownBy(() -> radio.bind("udp://127.0.0.1:*"))
          .isInstanceOf(BadEndpointException.class)
          .hasMessageContaining("a RADIO connects udp");
      assertThatThrownBy(() -> dish.connect("udp://127.0.0.1:5555"))
          .isInstanceOf(BadEndpointException.class)
          .hasMessageContaining("a DISH binds udp");
    }
  }

  @Test
  void otherTypesCannotUseUdp() {
    try (var context = Context.open();
        var push = Sockets.open(context, SocketType.PUSH)) {
      assertThatThrownBy(() -> push.connect("udp://127.0.0.1:5555"))
          .isInstanceOf(BadEndpointException.class)
          .hasMessageContaining("a PUSH cannot use udp; it can use [inproc, ipc, tcp]");
      assertThatThrownBy(() -> push.bind("udp://127.0.0.1:*"))
          .isInstanceOf(BadEndpointException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "udp://*:5555",
        "udp://127.0.0.1:*",
        "udp://127.0.0.1",
        "udp://lo;127.0.0.1:5555",
        "udp://;239.0.0.1:5555",
        "udp://nosuchif;239.0.0.1:5555",
        "udp://no.such.host.invalid:5555"
      })
  void refusesToConnectWhatIsNoPlace(String endpoint) {
    try (var context = Context.open();
        var radio = Radio.open(context)) {
      assertThatThrownBy(() -> radio.connect(endpoint))
          .isInstanceOf(BadEndpointException.class)
          .hasMessageContaining(endpoint);
    }
  }

  @Test
  void refusesToBindWhatIsInUseOrNotHere() throws Exception {
    try (var context = Context.open();
        var first = Dish.open(context).bind("udp://127.0.0.1:*");
        var dish = Dish.open(context)) {
      assertThatThrownBy(() -> dish.bind(first.endpoint()))
          .isInstanceOf(BindFailedException.class)
          .hasMessage("cannot bind " + first.endpoint() + ": address in use");
      assertThatThrownBy(() -> dish.bind("udp://192.0.2.77:5555"))
          .isInstanceOf(BindFailedException.class)
          .hasMessageContaining("not an address of this machine");
      assertThatThrownBy(() -> dish.bind("udp://lo;127.0.0.1:5555"))
          .isInstanceOf(BadEndpointException.class)
          .hasMessageContaining("in front of a multicast group");
      assertThatThrownBy(() -> dish.bind("udp://nosuchif;239.0.0.1:5555"))
          .isInstanceOf(BindFailedException.class)
          .hasMessageContaining("there is no network interface nosuchif");
    }
  }

  @Test
  void anInterruptClosesNoChannelThatIsBeingOpened() throws Exception {
    try (var context = Context.open();
        var dish = Dish.open(context).join("n");
        var radio = Radio.open(context)) {
      Thread.currentThread().interrupt();
      dish.bind("udp://127.0.0.1:*").bind("udp://lo;239.255.77.4:*");
      var group = dish.endpoint();
      radio.connect(group);
      assertThatThrownBy(() -> dish.bind("udp://localhost:*"))
          .isInstanceOf(BindFailedException.class)
          .hasMessageContaining("interrupted");
      assertThatThrownBy(() -> radio.connect("udp://localhost:5555"))
          .isInstanceOf(WrongStateException.class)
          .hasMessageContaining("interrupted");
      assertThat(Thread.interrupted()).as("the flag is kept").isTrue();

      radio.send("n", "1");
      assertThat(dish.receive(SOON)).isPresent();
    }
  }

  // ---- the end

  @Test
  void anAddressIsFreeAgainOnceItIsUnbound() throws Exception {
    try (var context = Context.open();
        var dish = Dish.open(context).join("n").bind("udp://127.0.0.1:*");
        var events = dish.events()) {
      var endpoint = dish.endpoint();
      dish.unbind(endpoint);
      while (!(events.next(SOON).orElseThrow() instanceof SocketEvent.Stopped)) {}
      dish.bind(endpoint);
      try (var radio = Radio.open(context).connect(endpoint)) {
        radio.send("n", "again");

        assertThat(dish.receive(SOON).orElseThrow().text()).isEqualTo("again");
        radio.disconnect(endpoint);
        radio.send("n", "to nobody");
        assertThat(radio.stats().dropped()).containsEntry(DropReason.NO_SUBSCRIBER, 1L);
      }
    }
  }

  @Test
  void closingEndsAReceiveAndAllThreads() throws Exception {
    for (var i = 0; i < 20; i++) {
      var context = Context.open();
      var dish = Dish.open(context).join("n").bind("udp://127.0.0.1:*");
      var radio = Radio.open(context).connect(dish.endpoint());
      var receiving = Thread.startVirtualThread(() -> dish.forEach(message -> {}));
      radio.send("n", "1");

      context.close();

      assertThat(receiving.join(SOON)).isTrue();
      try (var same = new DatagramSocket(new InetSocketAddress("127.0.0.1", 0))) {
        assertThat(same.isBound()).isTrue();
      }
    }
  }

  @Test
  void aDatagramOnTheWireIsTheSizeOfTheGroupTheGroupAndTheBody() throws Exception {
    try (var context = Context.open();
        var receiver = new DatagramSocket(new InetSocketAddress("127.0.0.1", 0));
        var radio = Radio.open(context).connect("udp://127.0.0.1:" + receiver.getLocalPort())) {
      receiver.setSoTimeout(10_000);
      radio.send("news", "rain");
      var packet = new DatagramPacket(new byte[100], 100);
      receiver.receive(packet);

      assertThat(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.US_ASCII))
          .isEqualTo("\004newsrain");
    }
  }
}
