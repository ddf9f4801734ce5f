package org.weftmq.pattern.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.weftmq.NoRouteException;
import org.weftmq.RoutingId;
import org.weftmq.SocketType;
import org.weftmq.pipe.Pipe;

class AddressedTest {
  private static final RoutingId ALICE = RoutingId.of("alice");

  private final Addressed peers = new Addressed(SocketType.ROUTER, new RouteTable(1));

  /** Catches: a peer that was overtaken, and takes the id of its successor along when it leaves. */
  @Test
  void onlyTheOwnerOfAnIdTakesItAlong() {
    var former = Pipe.open();
    var owner = Pipe.open();
    peers.add(ALICE, former);
    peers.add(ALICE, owner);

    assertThat(peers.detached(former)).isFalse();
    assertThat(peers.owner(ALICE)).containsSame(owner);
    assertThat(peers.detached(owner)).isTrue();
    assertThat(peers.owner(ALICE)).isEmpty();
  }

  @Test
  void findsThePipeOfAPeerOrSaysThatThereIsNone() {
    var pipe = Pipe.open();
    peers.add(ALICE, pipe);

    assertThat(peers.pipe(ALICE, "disconnect")).isSameAs(pipe);
    assertThatThrownBy(() -> peers.pipe(RoutingId.of("bob"), "disconnect"))
        .isInstanceOf(NoRouteException.class)
        .hasMessageContaining("disconnect")
        .hasMessageContaining("ROUTER");
  }
}
