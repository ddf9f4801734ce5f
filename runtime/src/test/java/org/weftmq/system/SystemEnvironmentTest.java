package org.weftmq.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.weftmq.fixture.Caller;
import org.weftmq.fixture.World;
import org.weftmq.spi.Wire;

class SystemEnvironmentTest {
  private final SystemEnvironment environment = new SystemEnvironment();

  @Test
  void startsVirtualThreadsByName() throws Exception {
    var thread = new CompletableFuture<Thread>();

    environment.start("a name", () -> thread.complete(Thread.currentThread()));

    assertThat(thread.get(5, TimeUnit.SECONDS).getName()).isEqualTo("a name");
    assertThat(thread.get().isVirtual()).isTrue();
  }

  @Test
  void runsATaskAfterItsDelay() throws Exception {
    var before = environment.nanoTime();
    var ran = new CompletableFuture<Long>();

    environment.schedule(
        Duration.ofMillis(20).toNanos(), () -> ran.complete(environment.nanoTime()));

    assertThat(ran.get(5, TimeUnit.SECONDS) - before)
        .isGreaterThanOrEqualTo(Duration.ofMillis(20).toNanos());
  }

  @Test
  void aCancelledTaskDoesNotRun() throws Exception {
    var ran = new CountDownLatch(1);
    var timer = environment.schedule(Duration.ofMillis(20).toNanos(), ran::countDown);

    timer.close();
    timer.close();

    assertThat(ran.await(60, TimeUnit.MILLISECONDS)).isFalse();
  }

  /**
   * Catches: threads that step aside for each other alone, because they were started on a carrier,
   * and keep out one that was started elsewhere.
   */
  @Test
  void whoStepsAsideLetsThoseRunThatWereStartedElsewhere() throws Exception {
    var carriers = Runtime.getRuntime().availableProcessors();
    var running = new CountDownLatch(4 * carriers);
    var end = new AtomicBoolean();
    environment.start(
        "starts them on a carrier",
        () -> {
          for (var i = 0; i < 4 * carriers; i++) {
            environment.start(
                "steps aside",
                () -> {
                  running.countDown();
                  while (!end.get()) {
                    environment.stepAside();
                  }
                });
          }
        });
    assertThat(running.await(20, TimeUnit.SECONDS)).isTrue();
    var ran = new CompletableFuture<Boolean>();

    environment.start("started elsewhere", () -> ran.complete(true));

    try {
      assertThat(ran.get(20, TimeUnit.SECONDS)).isTrue();
    } finally {
      end.set(true);
    }
  }

  @Test
  void aTaskThatTakesLongDelaysNoOther() throws Exception {
    var release = new CountDownLatch(1);
    var second = new CountDownLatch(1);
    environment.schedule(
        0,
        () -> {
          try {
            release.await();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
        });

    environment.schedule(0, second::countDown);

    assertThat(second.await(5, TimeUnit.SECONDS)).isTrue();
    release.countDown();
  }

  @Test
  void aTaskThatThrowsStopsNoOther() throws Exception {
    var second = new CountDownLatch(1);
    environment.schedule(
        0,
        () -> {
          Thread.currentThread().setUncaughtExceptionHandler((t, e) -> {});
          throw new IllegalStateException("on purpose");
        });

    environment.schedule(Duration.ofMillis(1).toNanos(), second::countDown);

    assertThat(second.await(5, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void takesTheLongestDelayThereIs() throws Exception {
    var ran = new CountDownLatch(1);

    var timer = environment.schedule(Long.MAX_VALUE, ran::countDown);

    assertThat(ran.await(10, TimeUnit.MILLISECONDS)).isFalse();
    timer.close();
  }

  @Test
  void parksUntilUnparked() throws Exception {
    var parked =
        Caller.start(
            () -> {
              environment.park(this);
              return "unparked";
            });
    World.await().until(() -> parked.thread().getState() == Thread.State.WAITING);

    environment.unpark(parked.thread());

    assertThat(parked.result()).isEqualTo("unparked");
  }

  @Test
  void parksNoLongerThanItIsTold() {
    var before = environment.nanoTime();

    environment.parkNanos(this, Duration.ofMillis(1).toNanos());

    assertThat(environment.nanoTime() - before).isLessThan(Duration.ofSeconds(5).toNanos());
  }

  @Test
  void resolvesNames() throws Exception {
    assertThat(environment.resolve("127.0.0.1"))
        .containsExactly(InetAddress.getByName("127.0.0.1"));
    assertThat(environment.resolve("localhost")).allMatch(InetAddress::isLoopbackAddress);
  }

  @Test
  void namesThatDoNotExistAreUnknown() {
    assertThatThrownBy(() -> environment.resolve("[not an address"))
        .isInstanceOf(UnknownHostException.class);
  }

  @Test
  void resolvingCanBeInterrupted() throws Exception {
    var resolving =
        Caller.start(
            () -> {
              Thread.currentThread().interrupt();
              return environment.resolve("127.0.0.1");
            });

    assertThatThrownBy(resolving::result).isInstanceOf(InterruptedException.class);
  }

  private interface Talk {
    void between(Wire one, Wire other) throws Exception;
  }

  private void connected(Talk talk) throws Exception {
    try (var server = ServerSocketChannel.open().bind(new InetSocketAddress("127.0.0.1", 0));
        var client = environment.wire(SocketChannel.open(server.getLocalAddress()));
        var accepted = environment.wire(server.accept())) {
      talk.between(client, accepted);
    }
  }

  @Test
  void aWireCarriesBytesFromSeveralBuffers() throws Exception {
    connected(
        (one, other) -> {
          var buffers =
              new ByteBuffer[] {
                ByteBuffer.wrap(new byte[] {9}),
                ByteBuffer.wrap(new byte[] {1, 2}),
                ByteBuffer.wrap(new byte[] {3})
              };

          assertThat(one.write(buffers, 1, 2)).isEqualTo(3);
          assertThat(one.write(buffers, 0, 1)).isEqualTo(1);

          var into = ByteBuffer.allocate(16);
          while (into.position() < 4) {
            assertThat(other.read(into)).isPositive();
          }
          assertThat(into.flip()).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, 3, 9}));
        });
  }

  @Test
  void aWireEndsWhenTheOtherSideCloses() throws Exception {
    connected(
        (one, other) -> {
          one.close();

          assertThat(other.read(ByteBuffer.allocate(1))).isEqualTo(-1);
        });
  }

  @Test
  void closingAWireEndsItsReader() throws Exception {
    connected(
        (one, other) -> {
          var reading = Caller.start(() -> one.read(ByteBuffer.allocate(1)));
          World.await().until(() -> reading.thread().getState() != Thread.State.RUNNABLE);

          one.close();

          assertThatThrownBy(reading::result).isInstanceOf(IOException.class);
        });
  }

  @Test
  void aWireTellsWhereThePeerIs() throws Exception {
    connected(
        (one, other) -> {
          assertThat(one.peerAddress()).matches("127\\.0\\.0\\.1:\\d+");
          other.close();
          assertThat(other.peerAddress()).isEmpty();
        });
  }
}
