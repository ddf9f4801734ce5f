package org.weftmq.pattern.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.weftmq.Message;
import org.weftmq.Routed;
import org.weftmq.RoutingId;
import org.weftmq.SocketType;
import org.weftmq.WrongStateException;
import org.weftmq.pattern.fixture.Bench;
import org.weftmq.spi.Outcome;
import org.weftmq.spi.PeerRefused;

class SingleFrameTest {
  private static final Message TWO = Message.of("two", "frames");

  private final Bench<Message, Message> client =
      new Bench<>(new SingleFrame<>(SocketType.CLIENT, new Dealing(), Function.identity()), 2);

  @Test
  void refusesAMessageOfMoreFrames() throws PeerRefused { // 41/CLISRV
    var peer = client.join();

    assertThatThrownBy(() -> client.send(TWO))
        .isInstanceOf(WrongStateException.class)
        .hasMessageContaining("2 frames")
        .hasMessageContaining("CLIENT")
        .hasMessageContaining("exactly one frame (41/CLISRV)");

    assertThat(peer.got()).isEmpty();
  }

  @Test
  void refusesItAlsoWhileNobodyCouldTakeIt() throws PeerRefused {
    assertThatThrownBy(() -> client.send(TWO)).isInstanceOf(WrongStateException.class);
    client.join();
    client.send(Message.of("1"));
    client.send(Message.of("2"));

    assertThat(client.send(Message.of("3"))).isEqualTo(Outcome.WAIT);
    assertThatThrownBy(() -> client.send(TWO)).isInstanceOf(WrongStateException.class);
  }

  @Test
  void aRefusedMessageDoesNotChangeWhoIsNext() throws PeerRefused {
    var first = client.join();
    var second = client.join();
    client.send(Message.of("1"));

    assertThatThrownBy(() -> client.send(TWO)).isInstanceOf(WrongStateException.class);
    client.send(Message.of("2"));

    assertThat(first.texts()).containsExactly("1");
    assertThat(second.texts()).containsExactly("2");
  }

  @Test
  void theRoutingIdIsNoFrameOfTheMessage() throws PeerRefused {
    var routing =
        new SingleFrame<>(SocketType.SERVER, new Numbered(SocketType.SERVER, 7), Routed::body);
    var server = new Bench<>(routing, 2);
    var peer = server.join();
    var id = RoutingId.numbered(7);

    server.send(new Routed(id, Message.of("one")));
    server.send(routing.outgoing(Message.of("another").prepend(id.frame())));

    assertThat(peer.texts()).containsExactly("one", "another");
    assertThatThrownBy(() -> server.send(new Routed(id, TWO)))
        .isInstanceOf(WrongStateException.class)
        .hasMessageContaining("SERVER");
  }

  @Test
  void passesEverythingElseOn() throws PeerRefused {
    var peer = client.join();
    client.send(Message.of("1"));
    client.send(Message.of("2"));
    assertThat(client.send(Message.of("3"))).isEqualTo(Outcome.WAIT);

    assertThat(peer.texts()).containsExactly("1", "2"); // writable again
    assertThat(client.send(Message.of("3"))).isEqualTo(Outcome.ACCEPTED);
    assertThat(client.receive()).isNull();
    peer.sends("answer"); // readable again
    assertThat(client.receive()).isEqualTo(Message.of("answer"));
    peer.leaves(); // detached
    assertThat(client.send(Message.of("4"))).isEqualTo(Outcome.WAIT);
  }
}
