package org.weftmq.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.ByteBuffer;
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
        // At once, for it may be cut off in the middle.
        intruder.send(frames(0, 'a', MORE, 'b', 0, 'c', 0, 'd'));

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

  /** Frames of one byte each: flags and body in turn. */
  private static byte[] frames(int... flagsAndBodies) {
    var frames = ByteBuffer.allocate(3 * flagsAndBodies.length / 2);
    for (var i = 0; i < flagsAndBodies.length; i += 2) {
      frames.put((byte) flagsAndBodies[i]).put((byte) 1).put((byte) flagsAndBodies[i + 1]);
    }
    return frames.array();
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
        intruder.join(peersType.name()).send(frames(MORE, 'b', 0, 'c'));
        intruder.awaitEnd();

        good.frame(0, (byte) 'x');

        assertThat(socket.receive(TIME).orElseThrow().frames().getLast().text()).isEqualTo("x");
        await().until(() -> socket.stats().peers() == 1); // its wire is closed before it has left
      }
    }
  }
}
