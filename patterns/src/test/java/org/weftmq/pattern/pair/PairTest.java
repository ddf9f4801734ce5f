package org.weftmq.pattern.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.weftmq.Context;
import org.weftmq.Message;
import org.weftmq.WrongStateException;

class PairTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  @Test
  void aForkedThreadTalksToItsParent() throws InterruptedException {
    try (var context = Context.open();
        var parent =
            context.fork("echo", pair -> pair.send(pair.receive().text() + ", says the child"))) {
      parent.send("hello");

      assertThat(parent.receive()).isEqualTo(Message.of("hello, says the child"));
    }
  }

  @Test
  void aThirdPairIsLeftOut() throws InterruptedException {
    try (var context = Context.open();
        var first = Pair.open(context).bind("inproc://pair");
        var second = Pair.open(context).connect("inproc://pair");
        var third = Pair.open(context)) {
      assertThat(second.awaitPeers(1, SOON)).isTrue();

      third.connect("inproc://pair");

      second.send("from the second");
      assertThat(first.receive().text()).isEqualTo("from the second");
      assertThat(first.stats().peers()).isEqualTo(1);
      assertThat(third.stats().peers()).isZero();
    }
  }

  @Test
  void cannotBeConnectedTwice() {
    try (var context = Context.open();
        var pair = Pair.open(context).connect("tcp://127.0.0.1:1")) {
      assertThatThrownBy(() -> pair.connect("tcp://127.0.0.1:2"))
          .isInstanceOf(WrongStateException.class)
          .hasMessageContaining("PAIR");
    }
  }
}
