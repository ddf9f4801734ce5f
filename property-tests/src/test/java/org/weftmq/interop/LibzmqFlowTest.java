package org.weftmq.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.weftmq.interop.ForeignPeer.PATIENCE;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.weftmq.Context;
import org.weftmq.Message;
import org.weftmq.SocketOptions;
import org.weftmq.pattern.pipeline.Pull;
import org.weftmq.pattern.pipeline.Push;

/** Back-pressure all the way from one application to the other (30/PIPELINE, "mute state"). */
@Needs(Binding.PYZMQ)
class LibzmqFlowTest {
  private static final int SIZE = 64 * 1024;

  /** No room for this long: the marks, the kernel and all buffers between are full. */
  private static final Duration QUIET = Duration.ofMillis(300);

  /** Far more than marks of ten, and what the kernel keeps for a connection, can hold. */
  private static final int TOO_MANY = 2000;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"tcp", "ipc"})
  void aPeerThatReadsNothingHoldsTheSenderBack(String transport) throws Exception {
    try (var context = Context.open();
        var push =
            Push.open(context)
                .set(SocketOptions.SEND_HIGH_WATER_MARK, 10)
                .bind(Place.of(transport, folder));
        var peer = LibzmqPeer.open("PULL").set("RCVHWM", 10)) {
      peer.connect(push.endpoint());

      var sent = 0;
      while (sent < TOO_MANY && push.send(large(sent), sent == 0 ? PATIENCE : QUIET)) {
        sent++;
      }

      assertThat(sent).isBetween(20, TOO_MANY - 1);
      assertThat(push.trySend(large(sent))).isFalse();
      peer.drain(0, sent);
      Numbers.send(push, sent, 100);
      peer.drain(sent, 100);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tcp", "ipc"})
  void aSocketThatIsNotReadHoldsLibzmqBack(String transport) throws Exception {
    try (var context = Context.open();
        var pull =
            Pull.open(context)
                .set(SocketOptions.RECEIVE_HIGH_WATER_MARK, 10)
                .bind(Place.of(transport, folder));
        var peer = LibzmqPeer.open("PUSH").set("SNDHWM", 10)) {
      peer.connect(pull.endpoint());
      assertThat(pull.awaitPeers(1, PATIENCE)).isTrue();

      var sent = peer.fill(SIZE, QUIET);

      assertThat(sent).isBetween(20, TOO_MANY);
      Numbers.receive(pull, 0, sent);
    }
  }

  private static Message large(int number) {
    return Message.wrap(new byte[SIZE]).append(ForeignPeer.number(number));
  }
}
