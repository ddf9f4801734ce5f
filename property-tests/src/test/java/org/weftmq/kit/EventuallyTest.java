package org.weftmq.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.weftmq.Context;
import org.weftmq.Message;
import org.weftmq.SocketEvent;
import org.weftmq.pattern.pipeline.Pull;
import org.weftmq.pattern.pipeline.Push;
import org.weftmq.test.Eventually;
import org.weftmq.test.NoLeaks;

@NoLeaks
class EventuallyTest {
  private static final Eventually SOON = Eventually.within(Duration.ofSeconds(20));
  private static final Eventually AT_ONCE = Eventually.within(Duration.ofMillis(20));

  /** Catches: a wait that looks once only. */
  @Test
  void looksAgainUntilItIsSo() throws InterruptedException {
    var looks = new AtomicInteger();

    assertThat(SOON.see("the fifth look", looks::incrementAndGet, n -> n == 5)).isEqualTo(5);
  }

  /** Catches: a failure from which nobody can tell what happened. */
  @Test
  void saysWhatWasSeenInstead() {
    try (var context = Context.open();
        var pull = Pull.open(context).bind("inproc://work");
        var push = Push.open(context).connect("inproc://work")) {
      push.trySend(Message.of("job"));

      assertThatThrownBy(
              () ->
                  AT_ONCE
                      .showing(push, pull)
                      .see("two are queued", () -> push.stats().queued(), n -> n == 2))
          .isInstanceOf(AssertionError.class)
          .hasMessageContainingAll(
              "not within 20 ms: two are queued",
              "seen last: 1",
              "PUSH[]: SocketStats[offered=1",
              "PULL[inproc://work]: SocketStats[offered=0");
    }
  }

  /** Catches: an event that is missed, and other events that are not told of. */
  @Test
  void findsAnEventAmongOthersOrTellsWhichCame() throws InterruptedException {
    try (var context = Context.open();
        var pull = Pull.open(context);
        var events = pull.events()) {
      pull.bind("tcp://127.0.0.1:*");
      var push = Push.open(context).connect(pull.endpoint());

      var joined = SOON.event(events, SocketEvent.PeerJoined.class);

      assertThat(joined.peer().type()).isEqualTo(push.type());
      push.close();
      assertThatThrownBy(() -> AT_ONCE.event(events, SocketEvent.HandshakeFailed.class))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("not within 20 ms: an event HandshakeFailed");
    }
  }

  /** Catches: an interrupt that is swallowed. */
  @Test
  void canBeInterrupted() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> SOON.that("never", () -> false))
        .isInstanceOf(InterruptedException.class)
        .hasMessage("interrupted before never");
  }
}
