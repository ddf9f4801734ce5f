package org.weftmq.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.weftmq.interop.ForeignPeer.PATIENCE;

import java.time.Duration;
import java.util.List;
import org.weftmq.Context;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.RoutingId;
import org.weftmq.pattern.p2p.Peer;

/** What two PEERs say to each other (51/P2P): who connects begins, as it knows a number. */
final class Peers {
  private static final Message HELLO = Message.of("hello");

  private Peers() {}

  /** Joins a PEER of each side, and has them talk; see {@link Talk}. */
  static void hold(Cell cell, ForeignPeer.Maker maker, String endpoint, Duration patience)
      throws Exception {
    try (var context = Context.open();
        var weft = Peer.open(context);
        var peer = maker.open(cell.foreign().name())) {
      if (cell.weftBinds()) {
        var number = ForeignPeer.number(peer.connectPeer(weft.bind(endpoint).endpoint()));
        if (!weft.awaitPeers(1, patience)) {
          throw new Joining.NotJoined();
        }
        peer.send(addressed(number, HELLO));
        var hello = weft.receive(PATIENCE).orElseThrow();
        assertThat(hello.body()).isEqualTo(HELLO);
        talk(weft, hello.id(), peer, number);
      } else {
        var id = weft.connectPeer(peer.bind(endpoint));
        weft.send(id, HELLO);
        var hello = peer.receive();
        assertThat(hello.frame(1)).isEqualTo(HELLO.first());
        talk(weft, id, peer, hello.first());
      }
    }
  }

  private static void talk(Peer weft, RoutingId id, ForeignPeer peer, Frame number)
      throws InterruptedException {
    for (var body : Samples.SINGLE) {
      weft.send(id, body);
      assertThat(peer.receive()).isEqualTo(addressed(number, body));
      peer.send(addressed(number, body));
      var received = weft.receive(PATIENCE).orElseThrow();
      assertThat(received.id()).isEqualTo(id);
      assertThat(received.body()).isEqualTo(body);
    }
  }

  private static Message addressed(Frame number, Message body) {
    return Message.of(List.of(number, body.first()));
  }
}
