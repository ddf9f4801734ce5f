package org.weftmq.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.weftmq.interop.ForeignPeer.PATIENCE;

import java.time.Duration;
import java.util.List;
import org.weftmq.Context;
import org.weftmq.Duplex;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.RoutingId;
import org.weftmq.SocketOptions;
import org.weftmq.SocketType;

/** What the two sockets of one cell of the table say to each other. */
final class Conversation {
  private static final int NUMBERS = 200;
  private static final RoutingId WEFT = RoutingId.of("weft");
  private static final RoutingId FOREIGN = RoutingId.of("foreign");

  private final Cell cell;
  private final Duplex weft;
  private final ForeignPeer peer;
  private Envelope weftEnvelope;
  private Envelope peerEnvelope;

  private Conversation(Cell cell, Duplex weft, ForeignPeer peer) {
    this.cell = cell;
    this.weft = weft;
    this.peer = peer;
    this.weftEnvelope = Envelope.between(cell.weft(), cell.foreign(), FOREIGN);
    this.peerEnvelope = Envelope.between(cell.foreign(), cell.weft(), WEFT);
  }

  /**
   * Joins a socket of each side at {@code endpoint}, and has them talk.
   *
   * @throws Joining.NotJoined if they are not joined within {@code patience}
   */
  static void hold(Cell cell, ForeignPeer.Maker maker, String endpoint, Duration patience)
      throws Exception {
    try (var context = Context.open();
        var weft = context.open(cell.weft());
        var peer = maker.open(cell.foreign().name())) {
      if (!cell.weft().isSingleFrame()) { // which have no names
        weft.set(SocketOptions.ROUTING_ID, WEFT);
        peer.routingId(FOREIGN);
      }
      Joining.join(cell, weft, peer, endpoint, patience);
      var conversation = new Conversation(cell, weft, peer);
      conversation.introduce();
      for (var body : cell.weft().isSingleFrame() ? Samples.SINGLE : Samples.ALL) {
        conversation.exchange(body);
      }
      conversation.count();
    }
  }

  /** A SERVER has to hear of a client first, to know its number. */
  private void introduce() throws InterruptedException {
    var hello = Message.of("hello");
    if (cell.weft() == SocketType.SERVER) {
      peer.send(hello);
      weftEnvelope = Envelope.of(receive(), hello);
    }
    if (cell.foreign() == SocketType.SERVER) {
      send(hello);
      peerEnvelope = Envelope.of(peer.receive(), hello);
    }
  }

  /** One message each way, or one way where the types allow no other. */
  private void exchange(Message body) throws InterruptedException {
    if (weftBegins()) {
      toPeer(body);
      if (cell.weft().receives()) {
        toWeft(body);
      }
    } else {
      toWeft(body);
      if (cell.weft().sends()) {
        toPeer(body);
      }
    }
  }

  /** A ROUTER has to hear of a peer first, unless it is told its name beforehand. */
  private boolean weftBegins() {
    return switch (cell.weft()) {
      case PULL, REP, SERVER, GATHER -> false;
      case ROUTER -> cell.foreign() == SocketType.ROUTER;
      default -> true;
    };
  }

  private void toPeer(Message body) throws InterruptedException {
    send(weftEnvelope.around(body));
    assertThat(peer.receive()).isEqualTo(peerEnvelope.around(body));
  }

  private void toWeft(Message body) throws InterruptedException {
    peer.send(peerEnvelope.around(body));
    assertThat(receive()).isEqualTo(weftEnvelope.around(body));
  }

  /** Many small messages, which must arrive in order. */
  private void count() throws Exception {
    if (takesTurns(cell.weft()) || takesTurns(cell.foreign())) {
      if (weftBegins()) {
        ask();
      } else {
        answer();
      }
      return;
    }
    if (cell.weft().sends()) {
      stream();
    }
    if (cell.weft().receives()) {
      drain();
    }
  }

  private static boolean takesTurns(SocketType type) {
    return type == SocketType.REQ || type == SocketType.REP;
  }

  private void ask() throws Exception {
    Aside.during(
        () -> peer.echo(NUMBERS),
        () -> {
          for (var i = 0; i < NUMBERS; i++) {
            var question = numbered(weftEnvelope.frames(), i);
            send(question);
            assertThat(receive()).isEqualTo(question);
          }
        });
  }

  private void answer() throws Exception {
    Aside.during(
        () -> peer.ask(NUMBERS, peerEnvelope.frames()),
        () -> {
          for (var i = 0; i < NUMBERS; i++) {
            var question = receive();
            assertThat(question).isEqualTo(numbered(weftEnvelope.frames(), i));
            send(question);
          }
        });
  }

  private void stream() throws Exception {
    Aside.during(
        () -> peer.drain(0, NUMBERS),
        () -> {
          for (var i = 0; i < NUMBERS; i++) {
            send(numbered(weftEnvelope.frames(), i));
          }
        });
  }

  private void drain() throws Exception {
    Aside.during(
        () -> peer.stream(NUMBERS, peerEnvelope.frames()),
        () -> {
          for (var i = 0; i < NUMBERS; i++) {
            assertThat(receive()).isEqualTo(numbered(weftEnvelope.frames(), i));
          }
        });
  }

  private static Message numbered(List<Frame> prefix, int i) {
    return ForeignPeer.numbered(prefix, i);
  }

  private void send(Message message) throws InterruptedException {
    assertThat(weft.send(message, PATIENCE)).as("there was room in time").isTrue();
  }

  private Message receive() throws InterruptedException {
    return weft.receive(PATIENCE).orElseThrow(() -> new AssertionError("Weft received nothing"));
  }
}
