package org.weftmq.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.weftmq.Context;
import org.weftmq.Endpoint;
import org.weftmq.Frame;
import org.weftmq.SocketEvent;
import org.weftmq.pattern.dgram.Datagram;
import org.weftmq.pattern.dgram.Dgram;
import org.weftmq.pattern.radiodish.Dish;
import org.weftmq.pattern.radiodish.GroupMessage;
import org.weftmq.pattern.radiodish.Radio;
import org.weftmq.test.Descriptors;
import org.weftmq.test.WatchedEnvironment;

/** Sockets over UDP as wholes: what they leave behind, and what strangers can do to them. */
class DatagramsTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  private static int portOf(String endpoint) {
    var address = Endpoint.parse(endpoint).address();
    return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
  }

  @Test
  void nothingIsLeftOnceAllIsClosed() throws Exception {
    var world = new WatchedEnvironment();
    var before = Descriptors.count();
    for (var i = 0; i < 30; i++) {
      try (var context = Context.open(world)) {
        var dish = Dish.open(context).join("n").bind("udp://127.0.0.1:*");
        var group = Dish.open(context).join("n").bind("udp://lo;239.255.77.20:*");
        var radio = Radio.open(context).connect(dish.endpoint()).connect(group.endpoint());
        var dgram = Dgram.open(context).bind("udp://[::1]:*");
        radio.send("n", "1");
        dgram.send(dgram.address(), "2");
        assertThat(dish.receive(SOON)).isPresent();
        assertThat(group.receive(SOON)).isPresent();
        assertThat(dgram.receive(SOON)).isPresent();
        if (i % 3 == 0) {
          radio.disconnect(group.endpoint());
          dgram.unbind(dgram.endpoint());
        }
      }
    }

    world.awaitNothingLeft();
    await().atMost(SOON).until(() -> Descriptors.count() <= before + 2);
  }

  @Test
  void closingWhileDatagramsPourInEndsAtOnce() throws Exception {
    var world = new WatchedEnvironment();
    try (var stranger = new DatagramSocket()) {
      for (var i = 0; i < 20; i++) {
        var context = Context.open(world);
        var dish = Dish.open(context).join("n").bind("udp://127.0.0.1:*");
        var port = portOf(dish.endpoint());
        var receiving = Thread.startVirtualThread(() -> dish.forEach(message -> {}));
        var pouring =
            Thread.startVirtualThread(
                () -> {
                  while (!dish.core().isClosed()) {
                    hurl(stranger, port, new byte[] {1, 'n', 'x'});
                  }
                });
        await().atMost(SOON).until(() -> dish.stats().received() > 10);

        context.close();

        assertThat(receiving.join(SOON)).isTrue();
        assertThat(pouring.join(SOON)).isTrue();
      }
    }
    world.awaitNothingLeft();
  }

  private static void hurl(DatagramSocket from, int port, byte[] bytes) {
    try {
      var here = InetAddress.getLoopbackAddress();
      from.send(new DatagramPacket(bytes, bytes.length, here, port));
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void anyBytesAtAllDoNoHarm() throws Exception {
    var random = new Random(7);
    try (var context = Context.open();
        var stranger = new DatagramSocket();
        var dish = Dish.open(context).join("known").bind("udp://127.0.0.1:*");
        var events = dish.events();
        var dgram = Dgram.open(context).bind("udp://127.0.0.1:*")) {
      for (var i = 0; i < 2000; i++) {
        var bytes = new byte[random.nextInt(i % 50 == 0 ? 60_000 : 40)];
        random.nextBytes(bytes);
        hurl(stranger, portOf(dish.endpoint()), bytes);
        hurl(stranger, portOf(dgram.endpoint()), bytes);
        dish.tryReceive().ifPresent(message -> assertThat(message.group()).isEqualTo("known"));
        dgram
            .receive(SOON)
            .ifPresentOrElse(
                datagram -> assertThat(datagram.body()).isEqualTo(Frame.wrap(bytes)),
                () -> assertThat(bytes).as("was lost").isEmpty());
      }

      var told = new ArrayList<SocketEvent>();
      for (var event = events.next(Duration.ZERO); event.isPresent(); ) {
        told.add(event.get());
        event = events.next(Duration.ZERO);
      }
      assertThat(told).hasSizeBetween(1, 30); // thousands of them: told now and then
      var known = new GroupMessage("known", Frame.of("still there"));
      try (var radio = Radio.open(context).connect(dish.endpoint())) {
        radio.send(known);
        assertThat(dish.receive(SOON)).contains(known);
      }
    }
  }

  @Test
  void manyStrangersAreAnsweredEach() throws Exception {
    try (var context = Context.open();
        var server = Dgram.open(context).bind("udp://127.0.0.1:*")) {
      var serving =
          Thread.startVirtualThread(
              () -> {
                for (var asked : server) {
                  server.trySend(asked.reply(asked.body()));
                }
              });
      for (var i = 0; i < 100; i++) {
        try (var client = Dgram.open(context).bind("udp://127.0.0.1:*")) {
          client.send(server.address(), "" + i);
          assertThat(client.receive(SOON))
              .contains(new Datagram(server.address(), Frame.of("" + i)));
        }
      }
      server.close(Duration.ZERO);
      assertThat(serving.join(SOON)).isTrue();
    }
  }
}
