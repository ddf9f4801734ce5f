package org.weftmq.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.weftmq.SocketOptions.WAIT_STRATEGY;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.weftmq.BadOptionException;
import org.weftmq.Message;
import org.weftmq.Select;
import org.weftmq.SocketOptions;
import org.weftmq.SocketType;
import org.weftmq.WaitStrategy;
import org.weftmq.fixture.Caller;
import org.weftmq.fixture.FifoSocket;
import org.weftmq.fixture.World;

class WaitStrategyTest {
  private static final Duration HOUR = Duration.ofHours(1);

  /** More looks than one who spins before it parks takes. */
  private static final int MANY = 5000;

  /** Counts what those do who wait. */
  private static final class CountingWorld extends World {
    final AtomicInteger spins = new AtomicInteger();
    final AtomicInteger yields = new AtomicInteger();
    final AtomicInteger parks = new AtomicInteger();

    int looks() {
      return spins.get() + yields.get();
    }

    @Override
    public void spin() {
      spins.incrementAndGet();
      super.spin();
    }

    @Override
    public void stepAside() {
      yields.incrementAndGet();
      super.stepAside();
    }

    @Override
    public void park(Object blocker) {
      parks.incrementAndGet();
      super.park(blocker);
    }

    @Override
    public void parkNanos(Object blocker, long nanos) {
      parks.incrementAndGet();
      super.parkNanos(blocker, nanos);
    }
  }

  @RegisterExtension final CountingWorld world = new CountingWorld();

  private FifoSocket push;
  private FifoSocket pull;

  @BeforeEach
  void join() {
    pull = world.open(SocketType.PULL).bind("inproc://here");
    push = world.open(SocketType.PUSH).connect("inproc://here");
  }

  private void send(String text) throws Exception {
    assertThat(push.trySend(Message.of(text))).isTrue();
  }

  /** A call on a platform thread. */
  private static <T> FutureTask<T> onPlatform(Callable<T> call) {
    var task = new FutureTask<>(call);
    Thread.ofPlatform().daemon().start(task);
    return task;
  }

  private void awaitLooks(int count) {
    World.await().until(() -> world.looks() >= count);
  }

  @Test
  void sleepsAtOnceUnlessToldOtherwise() throws Exception {
    var receiving = world.blocked(() -> pull.receive());

    send("hello");

    assertThat(receiving.result().text()).isEqualTo("hello");
    assertThat(world.looks()).isZero();
  }

  @Test
  void looksAThousandTimesBeforeItSleeps() throws Exception {
    pull.set(WAIT_STRATEGY, WaitStrategy.SPIN_THEN_PARK);
    var receiving = world.blocked(() -> pull.receive());
    var looks = world.looks();

    send("hello");

    assertThat(receiving.result().text()).isEqualTo("hello");
    assertThat(looks).isEqualTo(1000);
  }

  @Test
  void aBusyPlatformThreadSpinsAndNeverSleeps() throws Exception {
    pull.set(WAIT_STRATEGY, WaitStrategy.BUSY_SPIN);
    var receiving = onPlatform(() -> pull.receive());
    awaitLooks(MANY);

    send("hello");

    assertThat(receiving.get(5, TimeUnit.SECONDS).text()).isEqualTo("hello");
    assertThat(world.parks).hasValue(0);
    assertThat(world.yields).hasValue(0);
  }

  @Test
  void aBusyVirtualThreadLetsOthersRunAndNeverSleeps() throws Exception {
    pull.set(WAIT_STRATEGY, WaitStrategy.BUSY_SPIN);
    var receiving = Caller.start(() -> pull.receive());
    awaitLooks(MANY);

    send("hello");

    assertThat(receiving.result().text()).isEqualTo("hello");
    assertThat(world.parks).hasValue(0);
    assertThat(world.spins).hasValue(0);
  }

  @Test
  void aBusySenderTakesRoomAsSoonAsThereIsSome() throws Exception {
    push.set(WAIT_STRATEGY, WaitStrategy.BUSY_SPIN);
    while (push.trySend(Message.of("full"))) {}
    var sending =
        Caller.start(
            () -> {
              push.send("hello");
              return "sent";
            });
    awaitLooks(MANY);

    while (pull.receive(Duration.ofMillis(100)).isPresent()) {}

    assertThat(sending.result()).isEqualTo("sent");
  }

  @ParameterizedTest
  @EnumSource
  void endsWhenTheTimeIsOver(WaitStrategy strategy) throws Exception {
    pull.set(WAIT_STRATEGY, strategy);

    assertThat(pull.receive(Duration.ofMillis(5))).isEmpty();
    send("still usable");
    assertThat(pull.receive(HOUR)).map(Message::text).contains("still usable");
  }

  @ParameterizedTest
  @EnumSource
  void endsWhenItIsInterrupted(WaitStrategy strategy) throws Exception {
    pull.set(WAIT_STRATEGY, strategy);
    var receiving = Caller.start(() -> pull.receive());
    World.await().until(() -> world.parks.get() > 0 || world.looks() >= MANY);

    receiving.interrupt();

    assertThatThrownBy(receiving::result).isInstanceOf(InterruptedException.class);
  }

  @Test
  void aSelectWaitsAsTheBusiestOfItsSockets() throws Exception {
    var other = world.open(SocketType.PULL).bind("inproc://other");
    other.set(WAIT_STRATEGY, WaitStrategy.BUSY_SPIN);
    var select = Select.first(pull.onReceive(Message::text), other.onReceive(Message::text));
    var selecting = Caller.start(() -> select.await(HOUR));
    awaitLooks(MANY);

    send("hello");

    assertThat(selecting.result()).isEqualTo(Optional.of("hello"));
    assertThat(world.parks).hasValue(0);
  }

  @ParameterizedTest
  @CsvSource({"park, PARK", "spin-then-park, SPIN_THEN_PARK", "busy-spin, BUSY_SPIN"})
  void hasANameOnTheCommandLine(String text, WaitStrategy strategy) {
    assertThat(WAIT_STRATEGY.parse(text)).isEqualTo(strategy);
    assertThat(strategy).hasToString(text);
  }

  @Test
  void refusesAnotherName() {
    assertThatThrownBy(() -> SocketOptions.WAIT_STRATEGY.parse("doze"))
        .isInstanceOf(BadOptionException.class)
        .hasMessageContaining("park, spin-then-park or busy-spin");
  }
}
