package org.weftmq.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.weftmq.SocketOptions.RECONNECT_INTERVAL;
import static org.weftmq.SocketOptions.RECONNECT_INTERVAL_MAX;

import java.time.Duration;
import java.util.HashSet;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.weftmq.Option;
import org.weftmq.Options;

class BackoffTest {
  private static final RandomGenerator LOWEST = () -> 0;

  private static Backoff backoff(Duration first, Duration most, RandomGenerator random) {
    return new Backoff(
        Options.initial().with(RECONNECT_INTERVAL, first).with(RECONNECT_INTERVAL_MAX, most),
        random);
  }

  @Test
  void doublesUpToTheMaximum() {
    var backoff = backoff(Duration.ofMillis(100), Duration.ofMillis(500), LOWEST);

    assertThat(backoff.delay()).isEqualTo(Duration.ofMillis(100));
    assertThat(backoff.delay()).isEqualTo(Duration.ofMillis(200));
    assertThat(backoff.delay()).isEqualTo(Duration.ofMillis(400));
    assertThat(backoff.delay()).isEqualTo(Duration.ofMillis(500));
    assertThat(backoff.delay()).isEqualTo(Duration.ofMillis(500));
  }

  @Test
  void takesAtMostHalfOffAtRandom() {
    var backoff =
        backoff(Duration.ofMillis(100), Duration.ofMillis(100), RandomGenerator.getDefault());
    var delays = new HashSet<Duration>();

    for (var i = 0; i < 1_000; i++) {
      var delay = backoff.delay();
      assertThat(delay).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
      delays.add(delay);
    }

    assertThat(delays).hasSizeGreaterThan(900);
  }

  @Test
  void beginsAnewOnceItWorked() {
    var backoff = backoff(Duration.ofMillis(100), Duration.ofSeconds(30), LOWEST);
    backoff.delay();
    backoff.delay();

    backoff.reset();

    assertThat(backoff.delay()).isEqualTo(Duration.ofMillis(100));
  }

  @Test
  void aMaximumBelowTheFirstDelayIsTheFirstDelay() {
    var backoff = backoff(Duration.ofMillis(100), Duration.ofMillis(1), LOWEST);

    assertThat(backoff.delay()).isEqualTo(Duration.ofMillis(100));
    assertThat(backoff.delay()).isEqualTo(Duration.ofMillis(100));
  }

  @Test
  void noDelayAtAllIsStillPositive() {
    var backoff = backoff(Duration.ZERO, Duration.ZERO, LOWEST);

    assertThat(backoff.delay()).isPositive();
  }

  @Test
  void neverOverflows() {
    var backoff = backoff(Option.FOREVER, Option.FOREVER, LOWEST);
    for (var i = 0; i < 100; i++) {
      assertThat(backoff.delay()).isPositive();
    }

    var long30 = backoff(Duration.ofNanos(1), Option.FOREVER, LOWEST);
    for (var i = 0; i < 100; i++) {
      assertThat(long30.delay()).isPositive();
    }
  }
}
