package org.weftmq.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.weftmq.Context;
import org.weftmq.SocketEvent;
import org.weftmq.SocketOptions;
import org.weftmq.pattern.pipeline.Pull;
import org.weftmq.pattern.pipeline.Push;
import org.weftmq.test.Eventually;

/** When a connector tries again: the law of its pauses, in a world where pauses cost no time. */
class BackoffProperties {
  private static final Duration TIME = Duration.ofSeconds(10);
  private static final String NOWHERE = "memory://nowhere";

  /**
   * Catches: pauses that do not double, exceed the maximum or overflow; more than half of one taken
   * off by the jitter; a pause of nothing, which would be a storm.
   */
  @Property(tries = 60)
  void pausesDoubleUpToTheMaximumAndAreJitteredByHalf(
      @ForAll @LongRange(min = 0, max = 1L << 40) long first,
      @ForAll @LongRange(min = 0, max = 1L << 62) long most,
      @ForAll long seed,
      @ForAll long origin)
      throws Exception {
    var world = new TimeLapse(origin, seed);
    try (var context = Context.open(world)) {
      push(context, first, most).connect(NOWHERE);
      world.run(70);
      Eventually.within(TIME).that("70 pauses are over", world::isHalted);
    }

    check(world.pauses(), first, most);
    assertThat(world.pauses()).hasSize(70);
    world.awaitNothingLeft(); // and nobody tries again
  }

  /** One that is to connect to where nobody is. */
  private static Push push(Context context, long first, long most) {
    return Push.open(context)
        .set(SocketOptions.LINGER, Duration.ZERO)
        .set(SocketOptions.RECONNECT_INTERVAL, Duration.ofNanos(first))
        .set(SocketOptions.RECONNECT_INTERVAL_MAX, Duration.ofNanos(most));
  }

  private static void check(List<Long> pauses, long first, long most) {
    var next = Math.max(1, first);
    var top = Math.max(next, most);
    for (var pause : pauses) {
      assertThat(pause).as("of %s", pauses).isPositive().isBetween(next - next / 2, next);
      next = next > top / 2 ? top : next * 2;
    }
  }

  /** Catches: a connection that worked and whose loss is taken for one more failure in a row. */
  @Property(tries = 20)
  void beginsAnewOnceAConnectionHasWorked(@ForAll long seed) throws Exception {
    var first = Duration.ofMillis(10).toNanos();
    var most = Duration.ofSeconds(10).toNanos();
    var world = new TimeLapse(0, seed);
    var before = new ArrayList<Long>();
    var after = new ArrayList<Long>();
    try (var context = Context.open(world);
        var push = push(context, first, most);
        var events = push.events()) {
      push.connect(NOWHERE);
      world.run(12);
      Eventually.within(TIME).that("12 pauses are over", world::isHalted);
      var pull = Pull.open(context).bind(NOWHERE);
      world.run(1);
      Eventually.within(TIME).that("it is connected", () -> push.stats().peers() == 1);
      pull.close(Duration.ZERO);
      world.run(12);
      Eventually.within(TIME).that("it has lost it again", world::isHalted);

      var pauses = before;
      for (var event = events.next(Duration.ZERO);
          event.isPresent();
          event = events.next(Duration.ZERO)) {
        switch (event.get()) {
          case SocketEvent.Retrying(var endpoint, Duration delay) -> pauses.add(delay.toNanos());
          case SocketEvent.PeerLeft left -> pauses = after;
          default -> {}
        }
      }
    }
    assertThat(after).hasSizeGreaterThan(5);
    check(before, first, most);
    check(after, first, most);
  }

  /** Catches: a jitter that is none, or that sends many clients back at the same moment. */
  @Property(tries = 5)
  void theJitterIsSpread(@ForAll long seed) throws Exception {
    var most = Duration.ofSeconds(1).toNanos();
    var buckets = new int[20];
    var world = new TimeLapse(0, seed);
    try (var context = Context.open(world)) {
      push(context, most, most).connect(NOWHERE);
      world.run(1000);
      Eventually.within(TIME).that("1000 pauses are over", world::isHalted);
    }

    for (var pause : world.pauses()) {
      buckets[(int) ((pause - most / 2) * 20 / (most / 2 + 1))]++;
    }
    for (var count : buckets) {
      assertThat(count).as("one of %s", buckets).isBetween(1, 3 * 1000 / buckets.length);
    }
  }
}
