package org.weftmq.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.weftmq.interop.ForeignPeer.PATIENCE;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.weftmq.Context;
import org.weftmq.SocketEvent;
import org.weftmq.SocketOptions;
import org.weftmq.pattern.pipeline.Pull;
import org.weftmq.pattern.pipeline.Push;

/** Either side going away without a word and coming back, with libzmq at the other end. */
@Needs(Binding.PYZMQ)
class LibzmqReconnectTest {
  private static final Duration SOON = Duration.ofMillis(20);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"tcp", "ipc"})
  void whatWasQueuedReachesAPeerThatWasKilledAndCameBack(String transport) throws Exception {
    try (var context = Context.open();
        var push = Push.open(context).set(SocketOptions.RECONNECT_INTERVAL, SOON);
        var events = push.events()) {
      String endpoint;
      try (var killed = LibzmqPeer.open("PULL")) {
        endpoint = killed.bind(Place.of(transport, folder));
        push.connect(endpoint);
        Numbers.send(push, 0, 10);
        killed.drain(0, 10);
      }
      Events.await(events, SocketEvent.PeerLeft.class);

      Numbers.send(push, 10, 100);

      try (var restarted = LibzmqPeer.open("PULL")) {
        restarted.bind(endpoint);
        restarted.drain(10, 100);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tcp", "ipc"})
  void aBoundSocketReceivesFromPeersThatCameAndWent(String transport) throws Exception {
    try (var context = Context.open();
        var pull = Pull.open(context).bind(Place.of(transport, folder))) {
      for (var i = 0; i < 3; i++) {
        try (var peer = LibzmqPeer.open("PUSH")) {
          peer.connect(pull.endpoint());
          peer.stream(10, List.of());
          Numbers.receive(pull, 0, 10);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tcp", "ipc"})
  void libzmqFindsASocketThatIsBoundAgain(String transport) throws Exception {
    try (var context = Context.open();
        var peer = LibzmqPeer.open("PUSH").set("RECONNECT_IVL", (int) SOON.toMillis())) {
      String endpoint;
      try (var first = Pull.open(context).bind(Place.of(transport, folder))) {
        endpoint = first.endpoint();
        peer.watch();
        peer.connect(endpoint);
        peer.stream(10, List.of());
        Numbers.receive(first, 0, 10);
      }
      assertThat(peer.sees("DISCONNECTED", PATIENCE)).isTrue();

      peer.stream(100, List.of());

      try (var second = Pull.open(context).bind(endpoint)) {
        Numbers.receive(second, 0, 100);
      }
    }
  }
}
