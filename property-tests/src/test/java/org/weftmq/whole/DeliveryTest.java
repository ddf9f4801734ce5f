package org.weftmq.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.weftmq.Context;
import org.weftmq.SocketOptions;
import org.weftmq.pattern.pipeline.Pull;
import org.weftmq.pattern.pipeline.Push;
import org.weftmq.test.Crew;
import org.weftmq.test.Scheme;
import org.weftmq.test.WatchedEnvironment;

/** Many senders and many receivers, with queues so short that all of them have to wait. */
class DeliveryTest {
  private static final Duration TIME = Duration.ofSeconds(30);
  private static final int SOCKETS = 2;
  private static final int SENDERS = 3;
  private static final int RECEIVERS = 2;
  private static final int MESSAGES = 1_500;

  static Stream<Arguments> everywhere() {
    return Stream.of(Scheme.values())
        .flatMap(s -> Stream.of(Crew.Kind.values()).map(k -> Arguments.of(s, k)));
  }

  /**
   * Catches: loss, duplicates, a sender's messages out of order, waiters that are not woken, a
   * ledger that does not come to rest, threads and timers that stay behind.
   */
  @ParameterizedTest
  @MethodSource("everywhere")
  void everythingArrivesOnceAndInTheOrderOfItsSender(Scheme scheme, Crew.Kind kind)
      throws Exception {
    var environment = new WatchedEnvironment();
    var arrivals = new Arrivals();
    var total = SOCKETS * SENDERS * MESSAGES;

    try (var context = Context.open(environment);
        var senders = kind.crew();
        var receivers = kind.crew()) {
      var pulls = new ArrayList<Pull>();
      var pushes = new ArrayList<Push>();
      for (var i = 0; i < SOCKETS; i++) {
        pulls.add(
            Pull.open(context)
                .set(SocketOptions.RECEIVE_HIGH_WATER_MARK, 2)
                .bind(scheme.endpoint()));
        pushes.add(Push.open(context).set(SocketOptions.SEND_HIGH_WATER_MARK, 3));
      }
      for (var push : pushes) {
        pulls.forEach(pull -> push.connect(pull.endpoint()));
      }
      for (var pull : pulls) {
        for (var i = 0; i < RECEIVERS; i++) {
          var lane = arrivals.lane();
          receivers.start(() -> pull.forEach(lane::add));
        }
      }
      for (var i = 0; i < SOCKETS * SENDERS; i++) {
        var push = pushes.get(i % SOCKETS);
        var sender = i;
        senders.start(
            () -> {
              for (var n = 0; n < MESSAGES; n++) {
                push.send(new Numbered(sender, n).message());
              }
            });
      }

      senders.join(TIME);
      Awaitility.await()
          .atMost(TIME)
          .until(() -> receivers.check() && arrivals.all().size() == total);

      for (var push : pushes) {
        assertThat(push.stats().offered()).isEqualTo(SENDERS * MESSAGES);
        assertThat(push.stats().written()).isEqualTo(SENDERS * MESSAGES);
        assertThat(push.stats().dropped()).isEmpty();
        assertThat(push.stats().queued()).isZero();
      }
      assertThat(pulls.stream().mapToLong(pull -> pull.stats().received()).sum()).isEqualTo(total);
      pulls.forEach(Pull::close);
      receivers.join(TIME);
    }
    environment.awaitNothingLeft();
  }
}
