package org.weftmq.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.weftmq.Context;
import org.weftmq.SocketEvent;
import org.weftmq.SocketType;
import org.weftmq.pattern.Sockets;

/** Peers that send messages of several frames to types whose messages have one. */
class MultipartPeersTest {
  private static final Duration TIME = Duration.ofSeconds(20);
  private static final int MORE = 1;

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
        intruder.join(intruding.name());
        intruder.frame(0, (byte) 'a');
        intruder.frame(MORE, (byte) 'b').frame(0, (byte) 'c');
        intruder.frame(0, (byte) 'd');

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
        good.join(peersType.name());
        intruder.join(peersType.name()).frame(MORE, (byte) 'b').frame(0, (byte) 'c');
        intruder.awaitEnd();

        good.frame(0, (byte) 'x');

        assertThat(socket.receive(TIME).orElseThrow().frames().getLast().text()).isEqualTo("x");
        assertThat(socket.stats().peers()).isEqualTo(1);
      }
    }
  }
}
