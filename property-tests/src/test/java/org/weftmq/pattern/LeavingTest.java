package org.weftmq.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.weftmq.Message;
import org.weftmq.RoutingId;
import org.weftmq.SocketType;
import org.weftmq.pattern.pair.Pair;
import org.weftmq.pattern.reqrep.Router;
import org.weftmq.spi.PeerRefused;

/** Peers that leave at the moment at which what they sent last is received. */
class LeavingTest {
  private static final Message LAST = Message.of("last words");

  private final StillContext still = new StillContext();

  @AfterEach
  void close() {
    still.close();
  }

  /** Catches: a PAIR whose peer is gone, and which refuses all others because it has one. */
  @Test
  void aPairIsFreeOnceItsPeerHasLeft() throws PeerRefused {
    var pair = Pair.open(still.context()).bind("raw://pair");
    var former = RawTransport.peerOf("pair", SocketType.PAIR);
    former.pipe().offer(LAST);
    former.pipe().close();

    assertThat(pair.tryReceive()).contains(LAST);
    assertThat(pair.tryReceive()).isEmpty(); // it is drained, and its end is not known yet
    former.deliver();

    assertThat(pair.stats().peers()).isZero();
    var next = RawTransport.peerOf("pair", SocketType.PAIR);
    next.pipe().offer(LAST);
    next.deliver();
    assertThat(pair.tryReceive()).contains(LAST);
  }

  /** Catches: a ROUTER that keeps the routes of peers that have left. */
  @Test
  void aRouterForgetsAPeerThatHasLeft() throws PeerRefused {
    var router = Router.open(still.context()).bind("raw://desk");
    for (var i = 0; i < 3; i++) {
      var peer = RawTransport.peerOf("desk", SocketType.DEALER);
      peer.pipe().offer(LAST);
      peer.pipe().close();

      assertThat(router.tryReceive()).isPresent();
      assertThat(router.tryReceive()).isEmpty();
      peer.deliver();
    }

    assertThatThrownBy(() -> router.trySend(RoutingId.of("nobody"), LAST))
        .hasMessageContaining("none of its 0 peers");
  }
}
