package org.weftmq.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.weftmq.Context;
import org.weftmq.Message;
import org.weftmq.Select;
import org.weftmq.SocketOptions;
import org.weftmq.SocketType;
import org.weftmq.WeftException;
import org.weftmq.fixture.Caller;
import org.weftmq.fixture.FifoSocket;
import org.weftmq.fixture.World;

/** Anything may be done in any order by any thread: it ends, and everything is accounted for. */
class LifeCycleTest {
  private static final Duration SOON = Duration.ofMillis(1);
  private static final List<String> ENDPOINTS =
      List.of("mem://a", "mem://b", "inproc://a", "inproc://b");

  @RegisterExtension final World world = new World();

  private final ConcurrentLinkedQueue<FifoSocket> all = new ConcurrentLinkedQueue<>();
  private final AtomicReferenceArray<FifoSocket> sockets = new AtomicReferenceArray<>(4);

  private FifoSocket open(Context context) {
    var socket = FifoSocket.open(context, SocketType.PAIR);
    all.add(socket);
    socket
        .set(SocketOptions.SEND_HIGH_WATER_MARK, 2)
        .set(SocketOptions.RECONNECT_INTERVAL, SOON)
        .set(SocketOptions.RECONNECT_INTERVAL_MAX, SOON)
        .set(SocketOptions.LINGER, SOON);
    return socket;
  }

  private void act(Context context, RandomGenerator random) throws InterruptedException {
    var place = random.nextInt(sockets.length());
    var socket = sockets.get(place);
    var endpoint = ENDPOINTS.get(random.nextInt(ENDPOINTS.size()));
    switch (random.nextInt(14)) {
      case 0 -> sockets.set(place, open(context));
      case 1 -> socket.bind(endpoint);
      case 2, 3 -> socket.connect(endpoint);
      case 4 -> socket.unbind(endpoint);
      case 5 -> socket.disconnect(endpoint);
      case 6, 7 -> socket.send(Message.of("x"), SOON);
      case 8, 9 -> socket.receive(SOON);
      case 10 -> socket.set(SocketOptions.SEND_HIGH_WATER_MARK, random.nextInt(4));
      case 11 -> socket.close(random.nextBoolean() ? Duration.ZERO : SOON);
      case 12 ->
          Select.first(
                  socket.onReceive(m -> "received"),
                  sockets.get(0).core().sending(Message.of("y"), () -> "sent"))
              .await(SOON);
      default -> assertThat(socket.stats().queued()).isNotNegative();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void everyProgramEndsAndLeavesNothingBehind(long seed) throws Exception {
    var context = Context.open(world);
    for (var i = 0; i < sockets.length(); i++) {
      sockets.set(i, open(context));
    }
    var threads = new ArrayList<Caller<String>>();
    for (var t = 0; t < 4; t++) {
      var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed * 31 + t);
      threads.add(
          Caller.start(
              () -> {
                for (var i = 0; i < 100; i++) {
                  try {
                    act(context, random);
                  } catch (WeftException e) {
                    // a wrong call at a wrong time says so, and nothing else
                  }
                }
                return "done";
              }));
    }
    for (var thread : threads) {
      assertThat(thread.result()).isEqualTo("done");
    }

    context.close();

    World.await().untilAsserted(() -> assertThat(world.liveThreads()).isZero());
    var received = 0L;
    var written = 0L;
    for (var socket : all) {
      var stats = socket.stats();
      assertThat(stats.queued()).as("%s", stats).isZero();
      assertThat(stats.peers()).as("%s", stats).isZero();
      received += stats.received();
      written += stats.written();
    }
    assertThat(received).isLessThanOrEqualTo(written);
    assertThat(world.network().isBound("mem://a")).isFalse();
    assertThat(world.network().isBound("mem://b")).isFalse();
  }
}
