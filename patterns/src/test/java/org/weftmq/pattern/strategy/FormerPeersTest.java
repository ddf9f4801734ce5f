package org.weftmq.pattern.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.weftmq.SocketType;
import org.weftmq.pattern.fixture.Bench;
import org.weftmq.pipe.Pipe;
import org.weftmq.spi.PeerRefused;
import org.weftmq.spi.Routing;

/** Peers come and go, and nobody ever sends or receives: what is kept of them stays bounded. */
class FormerPeersTest {
  private static final int PEERS = 200;

  static Stream<Arguments> routings() {
    return Stream.of(
        arguments("PUSH", new Distributing()),
        arguments("PULL", new Collecting()),
        arguments("PAIR", new OnePeer(SocketType.PAIR)),
        arguments("DEALER", new Dealing()),
        arguments("SERVER", new Numbered(SocketType.SERVER, 1)));
  }

  /** Catches: a rotation or table that keeps the pipes of peers that left. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("routings")
  void areForgotten(String type, Routing<?, ?> routing) throws PeerRefused {
    var pipes = comeAndGo(new Bench<>(routing));

    Awaitility.await()
        .untilAsserted(
            () -> {
              System.gc();
              assertThat(pipes).filteredOn(pipe -> pipe.get() != null).hasSizeLessThan(3);
            });
    assertThat(routing.receive()).isNull(); // and so the routing itself is still there
  }

  private static List<WeakReference<Pipe>> comeAndGo(Bench<?, ?> bench) throws PeerRefused {
    var pipes = new ArrayList<WeakReference<Pipe>>();
    for (var i = 0; i < PEERS; i++) {
      var peer = bench.join();
      pipes.add(new WeakReference<>(peer.end().far()));
      peer.leaves();
    }
    return pipes;
  }
}
