package org.weftmq.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.weftmq.Context;
import org.weftmq.Message;
import org.weftmq.SocketEvent;
import org.weftmq.SocketEvents;
import org.weftmq.pattern.pair.Pair;
import org.weftmq.test.Scheme;

/** A socket that disconnects by itself, with messages under way in both directions. */
class DisconnectingTest {
  private static final Duration TIME = Duration.ofSeconds(10);

  /**
   * Catches: a transport where what is queued does not go out, or where more is received of a peer
   * that is disconnected; a ledger that misses what is given up.
   */
  @ParameterizedTest
  @EnumSource
  void whatItSentArrivesAndWhatItDidNotReceiveIsGivenUp(Scheme scheme) throws Exception {
    try (var context = Context.open();
        var bound = Pair.open(context).bind(scheme.endpoint());
        var leaving = Pair.open(context).connect(bound.endpoint());
        var events = leaving.events()) {
      bound.send("received");
      bound.send("given up");
      leaving.send("queued");
      assertThat(leaving.receive().text()).isEqualTo("received");

      leaving.disconnect(bound.endpoint());
      await(events, SocketEvent.Stopped.class);

      assertThat(leaving.tryReceive()).isEmpty();
      assertThat(bound.receive(TIME)).map(Message::text).contains("queued");
      Awaitility.await().until(() -> bound.stats().peers() == 0 && bound.stats().queued() == 0);
      assertThat(bound.stats().offered()).isEqualTo(2);
      assertThat(bound.stats().isBalanced()).as(bound.stats()::toString).isTrue();
      assertThat(leaving.stats().written()).isEqualTo(1);
    }
  }

  private static void await(SocketEvents events, Class<? extends SocketEvent> kind)
      throws InterruptedException {
    for (var next = Optional.<SocketEvent>empty(); next.filter(kind::isInstance).isEmpty(); ) {
      next = events.next(TIME);
      assertThat(next).as("no " + kind.getSimpleName()).isPresent();
    }
  }
}
