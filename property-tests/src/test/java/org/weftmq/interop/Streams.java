package org.weftmq.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.weftmq.interop.ForeignPeer.PATIENCE;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import org.weftmq.Context;
import org.weftmq.Duplex;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.SocketType;
import org.weftmq.pattern.Sockets;

/** What two STREAMs say to each other: bare bytes, each side in messages of the same frames. */
final class Streams {
  private static final int ID_SIZE = 5;
  private static final Message KNOCK = Message.of(Frame.of("k"));

  private Streams() {}

  private interface Reception {
    Message next() throws InterruptedException;
  }

  /** Joins a STREAM of each side, and has them talk; see {@link Talk}. */
  static void hold(Cell cell, ForeignPeer.Maker maker, String endpoint, Duration patience)
      throws Exception {
    try (var context = Context.open();
        var weft = Sockets.open(context, SocketType.STREAM);
        var peer = maker.open(cell.foreign().name())) {
      Joining.join(cell, weft, peer, endpoint, patience);
      Reception here = () -> received(weft);
      Reception there = peer::receive;
      var hereId = announced(here);
      var thereId = announced(there);
      // This connection has no greeting whose loss would show: only bytes tell that it is read.
      // Twice, as a JeroMQ reads once when a connection begins, even one that it forgets then.
      for (var knock = 0; knock < 2; knock++) {
        weft.send(KNOCK.prepend(hereId), PATIENCE);
        var heard = peer.receive(patience).orElseThrow(Joining.NotJoined::new);
        assertThat(heard).isEqualTo(KNOCK.prepend(thereId));
      }

      for (var body : Samples.SINGLE) {
        if (body.byteSize() > 0) {
          weft.send(body.prepend(hereId), PATIENCE);
          assertThat(bytes(there, thereId, body.byteSize())).isEqualTo(body.first());
          peer.send(body.prepend(thereId));
          assertThat(bytes(here, hereId, body.byteSize())).isEqualTo(body.first());
        }
      }
      weft.send(Message.of(hereId).append(Frame.empty()), PATIENCE);
      assertThat(there.next()).isEqualTo(Message.of(thereId).append(Frame.empty()));
    }
  }

  private static Message received(Duplex socket) throws InterruptedException {
    return socket.receive(PATIENCE).orElseThrow(() -> new AssertionError("nothing came"));
  }

  /** The id of a connection that begins: five bytes, as libzmq makes them up. */
  private static Frame announced(Reception socket) throws InterruptedException {
    var first = socket.next();
    assertThat(first.size()).isEqualTo(2);
    assertThat(first.first().size()).isEqualTo(ID_SIZE);
    assertThat(first.first().byteAt(0)).isZero();
    assertThat(first.frame(1)).isEqualTo(Frame.empty());
    return first.first();
  }

  /** So many bytes of that connection, in as many messages as they come. */
  private static Frame bytes(Reception socket, Frame id, long size) throws InterruptedException {
    var bytes = new ByteArrayOutputStream();
    while (bytes.size() < size) {
      var message = socket.next();
      assertThat(message.size()).isEqualTo(2);
      assertThat(message.first()).isEqualTo(id);
      assertThat(message.frame(1).isEmpty()).as("it ended early").isFalse();
      bytes.writeBytes(message.frame(1).bytes());
    }
    return Frame.wrap(bytes.toByteArray());
  }
}
