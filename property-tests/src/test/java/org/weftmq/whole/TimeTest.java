package org.weftmq.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.weftmq.Context;
import org.weftmq.Message;
import org.weftmq.Option;
import org.weftmq.Select;
import org.weftmq.SocketOptions;
import org.weftmq.TimedOutException;
import org.weftmq.Waiting;
import org.weftmq.pattern.pipeline.Pull;
import org.weftmq.pattern.pipeline.Push;
import org.weftmq.pattern.reqrep.Req;
import org.weftmq.test.Crew;
import org.weftmq.test.ManualEnvironment;

/** Time-outs, wherever the clock stands: it may begin anywhere, and overflow (System.nanoTime). */
class TimeTest {
  private static final Duration TIMEOUT = Duration.ofMillis(100);
  private static final Duration ALMOST = TIMEOUT.minusNanos(1);

  /** A call that waits. */
  @FunctionalInterface
  private interface Call {
    Object run() throws Exception;
  }

  /** Catches: moments that are compared by size instead of by their difference. */
  @ParameterizedTest
  @ValueSource(
      longs = {0, Long.MAX_VALUE, Long.MAX_VALUE - 50_000_000, Long.MIN_VALUE, -50_000_000, -1})
  void timeOutsEndNeitherEarlyNorLate(long origin) throws Exception {
    var environment = new ManualEnvironment(origin);
    try (var context = Context.open(environment)) {
      var pull = Pull.open(context).set(SocketOptions.RECEIVE_TIMEOUT, TIMEOUT);
      var push = Push.open(context).set(SocketOptions.SEND_TIMEOUT, TIMEOUT);
      var req = Req.open(context);

      assertThat(after(environment, () -> pull.receive(TIMEOUT))).isEqualTo(Optional.empty());
      assertThat(after(environment, () -> push.send(Message.of("m"), TIMEOUT))).isEqualTo(false);
      assertThat(after(environment, () -> pull.awaitPeers(1, TIMEOUT))).isEqualTo(false);
      assertThat(after(environment, () -> req.request(Message.of("m"), TIMEOUT)))
          .isEqualTo(Optional.empty());
      assertThat(after(environment, () -> Select.first(pull.onReceive(m -> m)).await(TIMEOUT)))
          .isEqualTo(Optional.empty());
      assertThat(after(environment, () -> pull.events().next(TIMEOUT))).isEqualTo(Optional.empty());
      assertThat(
              after(
                  environment,
                  () -> assertThatThrownBy(pull::receive).isInstanceOf(TimedOutException.class)))
          .isNotNull();
      assertThat(
              after(
                  environment,
                  () ->
                      assertThatThrownBy(() -> push.send("m"))
                          .isInstanceOf(TimedOutException.class)))
          .isNotNull();
    }
  }

  /** Catches: a wait for ever that overflows into one that is over. */
  @ParameterizedTest
  @ValueSource(longs = {0, 1, Long.MAX_VALUE, Long.MIN_VALUE, -1})
  void forEverIsNotOverInCenturies(long origin) throws Exception {
    var environment = new ManualEnvironment(origin);
    try (var context = Context.open(environment);
        var crew = Crew.Kind.VIRTUAL.crew()) {
      var endpoint = "inproc://time";
      var pull = Pull.open(context).bind(endpoint);
      var got = new CompletableFuture<Optional<Message>>();
      var waiting = crew.start(() -> got.complete(pull.receive(Option.FOREVER)));
      Waiting.until(waiting);

      environment.pass(Duration.ofDays(365 * 200));
      Waiting.until(waiting);
      assertThat(got).isNotDone();
      Push.open(context).connect(endpoint).send("at last");

      assertThat(got.get(5, TimeUnit.SECONDS)).contains(Message.of("at last"));
    }
  }

  /** Runs a call on another thread, lets almost all of its time pass, then the rest. */
  private static Object after(ManualEnvironment environment, Call call) throws Exception {
    var result = new CompletableFuture<Object>();
    try (var crew = Crew.Kind.PLATFORM.crew()) {
      var waiting = crew.start(() -> result.complete(call.run()));
      Waiting.until(waiting);

      environment.pass(ALMOST);
      Waiting.until(waiting);
      assertThat(result).isNotDone();
      environment.pass(Duration.ofNanos(1));

      crew.join(Duration.ofSeconds(5));
      return result.getNow(null);
    }
  }
}
