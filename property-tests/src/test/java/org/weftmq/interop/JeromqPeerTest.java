package org.weftmq.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.weftmq.interop.ForeignPeer.PATIENCE;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.weftmq.Context;
import org.weftmq.Message;
import org.weftmq.SocketType;
import org.weftmq.pattern.p2p.Peer;

/** PEER with JeroMQ, whoever connects: only it has that type, and no build of libzmq here. */
@ExtendWith(Matrix.class)
class JeromqPeerTest {
  private static final int TRIES = 5;

  @Test
  void jeromqConnects() throws Exception {
    Matrix.run(
        new Case("JeroMQ", SocketType.PEER, SocketType.PEER, "tcp", true), () -> begun(TRIES));
  }

  /**
   * Of the connections that JeroMQ makes, some never are greeted; see {@link JeromqInteropTest}.
   */
  private static void begun(int tries) throws Exception {
    try (var context = Context.open();
        var weft = Peer.open(context).bind("tcp://127.0.0.1:*");
        var peer = JeromqPeer.open("PEER")) {
      var weftOfPeer = ForeignPeer.number(peer.connectPeer(weft.endpoint()));
      if (!weft.awaitPeers(1, Duration.ofSeconds(1)) && tries > 1) {
        begun(tries - 1);
        return;
      }
      peer.send(Message.of(List.of(weftOfPeer, Message.of("hello").first())));
      var hello = weft.receive(PATIENCE).orElseThrow();
      assertThat(hello.body()).isEqualTo(Message.of("hello"));
      for (var body : Samples.SINGLE) {
        weft.send(hello.id(), body);
        assertThat(peer.receive()).isEqualTo(body.prepend(weftOfPeer));
        peer.send(body.prepend(weftOfPeer));
        assertThat(weft.receive(PATIENCE)).contains(hello.reply(body));
      }
    }
  }

  @Test
  void weftConnects() throws Exception {
    Matrix.run(
        new Case("JeroMQ", SocketType.PEER, SocketType.PEER, "tcp", false),
        () -> {
          try (var context = Context.open();
              var weft = Peer.open(context);
              var peer = JeromqPeer.open("PEER")) {
            var id = weft.connectPeer(peer.bind("tcp://127.0.0.1:*"));
            weft.send(id, Message.of("hello"));
            var weftOfPeer = peer.receive().first();
            for (var body : Samples.SINGLE) {
              peer.send(body.prepend(weftOfPeer));
              assertThat(weft.receive(PATIENCE).orElseThrow().id()).isEqualTo(id);
              weft.send(id, body);
              assertThat(peer.receive()).isEqualTo(body.prepend(weftOfPeer));
            }
          }
        });
  }
}
