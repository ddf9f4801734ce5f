package org.weftmq.pattern.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.weftmq.BadOptionException;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.Options;
import org.weftmq.Routed;
import org.weftmq.RoutingId;
import org.weftmq.SocketType;
import org.weftmq.WrongStateException;
import org.weftmq.pattern.fixture.Bench;
import org.weftmq.pipe.Pipe;
import org.weftmq.spi.Notices;
import org.weftmq.spi.Outcome;
import org.weftmq.spi.PeerRefused;
import org.weftmq.spi.Routing;

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

  /** A routing that keeps what it is told. */
  private static final class Told implements PlainMessages {
    final List<String> told = new ArrayList<>();
    private final Notices notices;

    Told(Notices notices) {
      this.notices = notices;
    }

    @Override
    public void connecting(Object note) {
      told.add("connecting " + note);
    }

    @Override
    public void disconnected(Object note) {
      told.add("disconnected " + note);
    }

    @Override
    public void attached(Pipe pipe) {
      told.add("attached");
    }

    @Override
    public void connected(Pipe pipe) {
      told.add("connected");
    }

    @Override
    public void readable(Pipe pipe) {
      told.add("readable");
    }

    @Override
    public void writable(Pipe pipe) {
      told.add("writable");
    }

    @Override
    public void detached(Pipe pipe) {
      told.add("detached");
    }

    @Override
    public Outcome send(Message message) {
      return Outcome.ACCEPTED;
    }

    @Override
    public Message receive() {
      return Message.of("received");
    }

    @Override
    public Notices notices(Options options) {
      return notices;
    }

    @Override
    public boolean takesTurns() {
      return true;
    }

    @Override
    public Message incoming(Message item) {
      return item.append(Frame.of("incoming"));
    }
  }

  private static SingleFrame<Message, Message> around(Routing<Message, Message> routing) {
    return new SingleFrame<>(SocketType.CLIENT, routing, Function.identity());
  }

  @Test
  void tellsTheRoutingAllThatItIsTold() throws PeerRefused {
    var told = new Told(Notices.NONE);
    var routing = around(told);
    var pipe = Pipe.open();

    routing.connecting("a note");
    routing.attached(pipe);
    routing.connected(pipe);
    routing.readable(pipe);
    routing.writable(pipe);
    routing.detached(pipe);
    routing.disconnected("a note");

    assertThat(told.told)
        .containsExactly(
            "connecting a note",
            "attached",
            "connected",
            "readable",
            "writable",
            "detached",
            "disconnected a note");
  }

  @Test
  void answersAsTheRoutingDoes() {
    assertThat(around(new Told(Notices.NONE)).takesTurns()).isTrue();
    assertThat(around(new Dealing()).takesTurns()).isFalse();
    assertThat(around(new Told(Notices.NONE)).incoming(Message.of("a")))
        .isEqualTo(Message.of("a", "incoming"));
  }

  static Stream<Notices> noticesOfTwoFrames() {
    return Stream.of(
        new Notices(List.of(TWO), List.of(), List.of()),
        new Notices(List.of(), List.of(TWO), List.of()),
        new Notices(List.of(), List.of(), List.of(TWO)));
  }

  /** Catches: a message that comes by itself, and that no peer of the type would take. */
  @ParameterizedTest
  @MethodSource("noticesOfTwoFrames")
  void refusesNoticesOfMoreFrames(Notices notices) {
    var routing = around(new Told(notices));

    assertThatThrownBy(() -> routing.notices(Options.initial()))
        .isInstanceOf(BadOptionException.class)
        .hasMessageContaining("CLIENT")
        .hasMessageContaining("exactly one frame (41/CLISRV)");
  }

  @Test
  void takesNoticesOfOneFrame() {
    var one = List.of(Message.of("one"));
    var notices = new Notices(one, one, one);

    assertThat(around(new Told(notices)).notices(Options.initial())).isSameAs(notices);
  }
}
