package org.weftmq.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.weftmq.Context;
import org.weftmq.Message;
import org.weftmq.SocketOptions;
import org.weftmq.pattern.pipeline.Pull;
import org.weftmq.pattern.pipeline.Push;

/** Many that connect at once. */
class StormTest {
  private static final Duration TIME = Duration.ofSeconds(20);
  private static final int CLIENTS = 300;

  /**
   * Catches: a connection that is closed because many others came after it, when its client has
   * finished the handshake and sent its message, which is lost.
   */
  @Test
  void nobodysMessageIsLostWhereFewerHandshakesAreAllowedThanThereAre() throws Exception {
    try (var context = Context.open();
        var pull = Pull.open(context).set(SocketOptions.MAX_HANDSHAKES, 5)) {
      pull.bind("tcp://127.0.0.1:*");
      for (var i = 0; i < CLIENTS; i++) {
        assertThat(Push.open(context).connect(pull.endpoint()).send(Message.of("" + i), TIME))
            .isTrue();
      }

      var received = new HashSet<String>();
      for (var i = 0; i < CLIENTS; i++) {
        pull.receive(TIME).map(Message::text).ifPresent(received::add);
      }

      assertThat(received)
          .isEqualTo(IntStream.range(0, CLIENTS).mapToObj(i -> "" + i).collect(Collectors.toSet()));
    }
  }
}
