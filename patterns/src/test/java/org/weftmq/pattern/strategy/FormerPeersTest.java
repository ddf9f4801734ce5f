package org.weftmq.pattern.strategy;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.weftmq.SocketType;
import org.weftmq.pattern.fixture.FormerPeers;
import org.weftmq.spi.PeerRefused;
import org.weftmq.spi.Routing;

/** Peers come and go, and nobody ever sends or receives: what is kept of them stays bounded. */
class FormerPeersTest {
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
    FormerPeers.areForgottenBy(routing);
  }
}
