package org.weftmq.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.weftmq.interop.ForeignPeer.PATIENCE;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.weftmq.CloseReport;
import org.weftmq.Context;
import org.weftmq.SocketEvent;
import org.weftmq.SocketOptions;
import org.weftmq.pattern.pipeline.Pull;
import org.weftmq.pattern.pipeline.Push;

/** Closing with messages still under way, with libzmq at the other end. */
@Needs(Binding.PYZMQ)
class LibzmqCloseTest {
  private static final int MANY = 10_000;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"tcp, true", "tcp, false", "ipc, true", "ipc, false"})
  void closeWritesAllThatWasSent(String transport, boolean weftBinds) throws Exception {
    try (var context = Context.open();
        var push = Push.open(context).set(SocketOptions.SEND_HIGH_WATER_MARK, 0);
        var peer = LibzmqPeer.open("PULL")) {
      if (weftBinds) {
        push.bind(Place.of(transport, folder));
        peer.connect(push.endpoint());
      } else {
        push.connect(peer.bind(Place.of(transport, folder)));
      }

      Aside.during(
          () -> peer.drain(0, MANY),
          () -> {
            Numbers.send(push, 0, MANY);
            assertThat(push.close(PATIENCE)).isEqualTo(CloseReport.COMPLETE);
          });

      assertThat(push.stats().written()).isEqualTo(MANY);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tcp", "ipc"})
  void receivesAllThatLibzmqSentBeforeItClosed(String transport) throws Exception {
    try (var context = Context.open();
        var pull =
            Pull.open(context)
                .set(SocketOptions.RECEIVE_HIGH_WATER_MARK, 10)
                .bind(Place.of(transport, folder));
        var events = pull.events();
        var peer = LibzmqPeer.open("PUSH").set("SNDHWM", 0)) {
      peer.connect(pull.endpoint());
      peer.stream(MANY, List.of());

      Aside.during(() -> peer.finish(PATIENCE), () -> Numbers.receive(pull, 0, MANY));

      Events.await(events, SocketEvent.PeerLeft.class);
      assertThat(pull.tryReceive()).isEmpty();
    }
  }

  @Test
  void aPeerThatIsKilledWhileItIsSentToCostsOnlyWhatWasOnItsWay() throws Exception {
    try (var context = Context.open();
        var push =
            Push.open(context)
                .set(SocketOptions.SEND_HIGH_WATER_MARK, 10)
                .bind("tcp://127.0.0.1:*");
        var events = push.events()) {
      try (var killed = LibzmqPeer.open("PULL")) {
        killed.connect(push.endpoint());
        Numbers.send(push, 0, MANY);
        killed.drain(0, 5);
      }
      Events.await(events, SocketEvent.PeerLeft.class);

      try (var next = LibzmqPeer.open("PULL")) {
        next.connect(push.endpoint());
        Numbers.send(push, 0, 100);
        next.drain(0, 100);
        Awaitility.await()
            .atMost(Duration.ofSeconds(5))
            .untilAsserted(() -> assertThat(push.stats().queued()).isZero());
        assertThat(push.stats().offered()).isEqualTo(MANY + 100);
        assertThat(push.stats().isBalanced()).as(push.stats().toString()).isTrue();
      }
    }
  }
}
