package org.weftmq.transport.udp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.weftmq.Context;
import org.weftmq.DropReason;
import org.weftmq.Message;
import org.weftmq.SocketEvent;
import org.weftmq.SocketEvents;
import org.weftmq.SocketType;
import org.weftmq.pipe.Pipe;
import org.weftmq.spi.Datagrams;
import org.weftmq.spi.Outcome;
import org.weftmq.spi.PeerRefused;
import org.weftmq.spi.Routing;
import org.weftmq.spi.SocketCore;
import org.weftmq.transport.RealEnvironment;

/** Whole sockets over a network that the test holds in its hands. */
class UdpPresenceTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  private record Packet(byte[] bytes, Throwable failure) {}

  /** Datagrams that come when the test says so, and go where it looks. */
  private static final class Network implements Datagrams {
    private final BlockingQueue<Packet> toCome = new LinkedBlockingQueue<>();
    private final BlockingQueue<byte[]> sent = new LinkedBlockingQueue<>();
    private final CountDownLatch open = new CountDownLatch(1);
    private volatile Throwable refusal;
    private volatile CountDownLatch gate = new CountDownLatch(0);

    @Override
    public InetSocketAddress receive(ByteBuffer into) throws IOException {
      try {
        var packet = toCome.take();
        rethrow(packet.failure);
        into.put(packet.bytes);
        return new InetSocketAddress("127.0.0.1", 7);
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }

    @Override
    public void send(ByteBuffer from, InetSocketAddress to) throws IOException {
      try {
        gate.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      rethrow(isClosed() ? new IOException("closed") : refusal);
      var bytes = new byte[from.remaining()];
      from.get(bytes);
      sent.add(bytes);
    }

    private static void rethrow(Throwable failure) throws IOException {
      switch (failure) {
        case null -> {}
        case IOException e -> throw e;
        case RuntimeException e -> throw e;
        default -> throw new AssertionError(failure);
      }
    }

    @Override
    public boolean isClosed() {
      return open.getCount() == 0;
    }

    @Override
    public void close() {
      open.countDown();
      gate.countDown();
      toCome.add(new Packet(new byte[0], new IOException("closed")));
    }

    void comes(int... bytes) {
      var packet = new byte[bytes.length];
      IntStream.range(0, bytes.length).forEach(i -> packet[i] = (byte) bytes[i]);
      toCome.add(new Packet(packet, null));
    }
  }

  /** One pipe, and what comes through it. */
  private static final class OnePipe implements Routing<Message, Message> {
    private Pipe pipe;

    @Override
    public void attached(Pipe attached) throws PeerRefused {
      if (pipe != null) {
        throw new PeerRefused("one is enough");
      }
      pipe = attached;
    }

    @Override
    public void detached(Pipe gone) {
      pipe = null;
    }

    @Override
    public Outcome send(Message message) {
      return pipe != null && pipe.offer(message) ? Outcome.ACCEPTED : Outcome.WAIT;
    }

    @Override
    public Message receive() {
      for (; pipe != null; ) {
        var item = pipe.poll();
        if (item instanceof Message message) {
          return message;
        }
        if (pipe.armReadable()) {
          return null;
        }
      }
      return null;
    }

    @Override
    public Message outgoing(Message message) {
      return message;
    }

    @Override
    public Message incoming(Message item) {
      return item;
    }
  }

  private final Network network = new Network();
  private final Context context =
      Context.open(
          new RealEnvironment() {
            @Override
            public Datagrams datagrams(java.nio.channels.DatagramChannel channel) {
              try {
                channel.close();
              } catch (IOException e) {
                throw new AssertionError(e);
              }
              return network;
            }
          });

  private SocketCore<Message, Message> open(SocketType type) {
    return context.open(type, new OnePipe(), List.of());
  }

  private static String passedOver(SocketEvents events) throws InterruptedException {
    for (; ; ) {
      if (events.next(SOON).orElseThrow() instanceof SocketEvent.PassedOver event) {
        return event.count() + " " + event.reason();
      }
    }
  }

  @Test
  void tellsOfWhatIsPassedOverEachTimeTheCountHasDoubled() throws Exception {
    try (context) {
      var dish = open(SocketType.DISH);
      dish.bind("udp://127.0.0.1:*");
      var events = dish.events();
      for (var i = 0; i < 9; i++) {
        network.comes(5);
      }

      for (var count : List.of(1, 2, 4, 8)) {
        assertThat(passedOver(events)).isEqualTo(count + " a datagram of 1 bytes is malformed");
      }
      network.comes(0);
      assertThat(dish.receive()).isEqualTo(Message.of("", ""));
    }
  }

  @Test
  void goesOnWhenADatagramCannotBeReceived() throws Exception {
    try (context) {
      var dish = open(SocketType.DISH);
      dish.bind("udp://127.0.0.1:*");
      var events = dish.events();
      network.toCome.add(new Packet(new byte[0], new IOException("port unreachable")));
      network.comes(1, 'a', 'b');

      assertThat(dish.receive()).isEqualTo(Message.of("a", "b"));
      assertThat(passedOver(events))
          .isEqualTo("1 a datagram could not be received: port unreachable");
    }
  }

  @Test
  void goesOnWhenADatagramIsNotTaken() throws Exception {
    try (context) {
      var radio = open(SocketType.RADIO);
      radio.connect("udp://127.0.0.1:7");
      var events = radio.events();
      network.refusal = new IOException("network is unreachable");
      radio.send(Message.of("a", "lost"));
      assertThat(passedOver(events))
          .isEqualTo("1 a datagram could not be sent: network is unreachable");
      network.refusal = null;
      radio.send(Message.of("a", "b"));

      assertThat(network.sent.take()).containsExactly(1, 'a', 'b');
      await().atMost(SOON).until(() -> radio.stats().written() == 1);
      assertThat(radio.stats().dropped()).containsEntry(DropReason.REFUSED, 1L).hasSize(1);
      assertThat(radio.stats().isBalanced()).isTrue();
      assertThat(radio.close(SOON).isComplete()).isTrue(); // what was refused is not waited for
      assertThat(radio.stats().isBalanced()).isTrue();
    }
  }

  @Test
  void whatCannotBeSentInTimeIsLeftBehind() throws Exception {
    try (context) {
      var radio = open(SocketType.RADIO);
      radio.connect("udp://127.0.0.1:7");
      network.gate = new CountDownLatch(1);
      for (var i = 0; i < 3; i++) {
        radio.send(Message.of("a", "" + i));
      }

      var report = radio.close(Duration.ofMillis(20));

      assertThat(report.notWritten()).isEqualTo(3);
      assertThat(report.perEndpoint()).hasSize(1);
      assertThat(radio.stats().dropped()).containsEntry(DropReason.LINGER_EXPIRED, 3L).hasSize(1);
      assertThat(radio.stats().isBalanced()).isTrue();
      assertThat(network.sent).isEmpty();
      assertThat(network.isClosed()).isTrue();
    }
  }

  @Test
  void closingWaitsForWhatIsBeingSent() throws Exception {
    try (context) {
      var dgram = open(SocketType.DGRAM);
      dgram.bind("udp://127.0.0.1:*");
      network.gate = new CountDownLatch(1);
      dgram.send(Message.of("127.0.0.1:7", "late"));
      var closing = Thread.startVirtualThread(() -> dgram.close(SOON));
      await().atMost(SOON).until(dgram::isClosed);
      assertThat(network.isClosed()).isFalse();

      network.gate.countDown();

      assertThat(closing.join(SOON)).isTrue();
      assertThat(network.sent.take()).isEqualTo("late".getBytes());
      assertThat(dgram.stats().written()).isEqualTo(1);
      assertThat(network.isClosed()).isTrue();
    }
  }

  @Test
  void aFaultOfOurOwnEndsTheEndpointAndNothingElse() throws Exception {
    try (context) {
      var dish = open(SocketType.DISH);
      dish.bind("udp://127.0.0.1:*");
      var events = dish.events();
      network.toCome.add(new Packet(new byte[0], new IllegalStateException("a fault")));

      while (!(events.next(SOON).orElseThrow() instanceof SocketEvent.PeerLeft)) {}

      await().atMost(SOON).until(network::isClosed);
      dish.unbind(dish.endpoints().getLast().toString());
      assertThat(dish.isClosed()).isFalse();
    }
  }

  @Test
  void aSocketThatTakesNoPeerIsNotBound() {
    try (context) {
      var dgram = open(SocketType.DGRAM);
      dgram.bind("udp://127.0.0.1:*");
      assertThatThrownBy(() -> dgram.bind("udp://127.0.0.1:*"))
          .hasMessageContaining("one is enough");
      assertThat(dgram.endpoints()).hasSize(1);
    }
  }
}
