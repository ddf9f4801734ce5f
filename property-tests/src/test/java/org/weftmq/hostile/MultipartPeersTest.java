package org.weftmq.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.weftmq.Context;
import org.weftmq.SocketEvent;
import org.weftmq.SocketType;
import org.weftmq.pattern.Sockets;
import org.weftmq.test.NoLeaks;
import org.weftmq.test.hostile.Intruder;
import org.weftmq.test.hostile.Speech;

/** Peers that send messages of several frames to types whose messages have one. */
@NoLeaks
class MultipartPeersTest {
  private static final Duration TIME = Duration.ofSeconds(20);

  /**
   * Catches: a message of several frames that reaches the application, or a part of it (41/CLISRV:
   * "MUST discard any part of a multipart message"), and a peer that is cut off without a reason,
   * or with what it had sent before.
   */
  @ParameterizedTest
  @CsvSource({
    "CLIENT, SERVER, 41/CLISRV",
    "SERVER, CLIENT, 41/CLISRV",
    "GATHER, SCATTER, 49/SCATTERGATHER",
    "PEER, PEER, 51/P2P",
    "CHANNEL, CHANNEL, 52/CHANNEL"
  })
  void areDisconnectedAndToldWhy(SocketType type, SocketType intruding, String rule)
      throws Exception {
    try (var context = Context.open();
        var socket = Sockets.open(context, type);
        var events = socket.events()) {
      socket.bind("tcp://127.0.0.1:*");
      try (var intruder = Intruder.to(socket.endpoint())) {
        intruder.says(
            Speech.begin().joining(intruding).message("a").message("b", "c").message("d"));

        intruder.awaitEnd();
      }

      var left = SocketEvent.PeerLeft.class;
      var event = events.next(TIME).orElseThrow();
      while (!left.isInstance(event)) {
        event = events.next(TIME).orElseThrow();
      }
      assertThat(left.cast(event).reason()).contains("2 frames", type.name(), "exactly one", rule);
      assertThat(socket.receive(TIME).orElseThrow().frames().getLast().text()).isEqualTo("a");
      assertThat(socket.tryReceive()).isEmpty();
    }
  }

  /** Catches: one bad peer that costs a good one its connection. */
  @ParameterizedTest
  @CsvSource({"SERVER, CLIENT", "GATHER, SCATTER", "PEER, PEER"})
  void doNotDisturbOthers(SocketType type, SocketType peersType) throws Exception {
    try (var context = Context.open();
        var socket = Sockets.open(context, type)) {
      socket.bind("tcp://127.0.0.1:*");
      try (var intruder = Intruder.to(socket.endpoint());
          var good = Intruder.to(socket.endpoint())) {
        good.joins(peersType);
        intruder.says(Speech.begin().joining(peersType).message("b", "c"));
        intruder.awaitEnd();

        good.says(Speech.begin().message("x"));

        assertThat(socket.receive(TIME).orElseThrow().frames().getLast().text()).isEqualTo("x");
        await().until(() -> socket.stats().peers() == 1); // its wire is closed before it has left
      }
    }
  }
}
