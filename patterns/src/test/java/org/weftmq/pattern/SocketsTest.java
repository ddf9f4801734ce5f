package org.weftmq.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.weftmq.Context;
import org.weftmq.Duplex;
import org.weftmq.Message;
import org.weftmq.Select;
import org.weftmq.SocketType;
import org.weftmq.WrongStateException;
import org.weftmq.pattern.reqrep.Router;

class SocketsTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  private static Duplex bound(Context context, SocketType type) {
    var socket = Sockets.open(context, type);
    socket.bind("inproc://here");
    return socket;
  }

  private static Duplex connected(Context context, SocketType type) {
    var socket = Sockets.open(context, type);
    socket.connect("inproc://here");
    return socket;
  }

  static Set<SocketType> types() {
    return new Sockets().types();
  }

  @ParameterizedTest
  @MethodSource("types")
  void opensASocketOfEachType(SocketType type) {
    try (var context = Context.open();
        var socket = Sockets.open(context, type);
        var same = context.open(type)) {
      assertThat(socket.type()).isEqualTo(type);
      assertThat(same.type()).isEqualTo(type);
    }
  }

  @Test
  void thereIsASocketOfEachType() {
    assertThat(types()).containsExactlyInAnyOrder(SocketType.values());
  }

  @Test
  void pushesAndPulls() throws InterruptedException {
    try (var context = Context.open();
        var pull = bound(context, SocketType.PULL);
        var push = connected(context, SocketType.PUSH)) {
      push.send("1");
      assertThat(push.send(Message.of("2"), SOON)).isTrue();
      assertThat(push.trySend(Message.of("3"))).isTrue();

      assertThat(pull.receive().text()).isEqualTo("1");
      assertThat(pull.receive(SOON)).contains(Message.of("2"));
      assertThat(pull.tryReceive()).contains(Message.of("3"));
      assertThat(pull.tryReceive()).isEmpty();
    }
  }

  @Test
  void aTypedSocketIsOneOfPlainMessages() throws InterruptedException {
    try (var context = Context.open();
        var router = Router.open(context).bind("inproc://here");
        var dealer = connected(context, SocketType.DEALER)) {
      dealer.send("hello");

      var plain = Sockets.plain(router);
      plain.send(plain.receive());

      assertThat(plain.type()).isEqualTo(SocketType.ROUTER);
      assertThat(dealer.receive(SOON)).contains(Message.of("hello"));
    }
  }

  @Test
  void aPushCannotReceive() {
    try (var context = Context.open();
        var push = Sockets.open(context, SocketType.PUSH)) {
      assertThatThrownBy(push::receive)
          .isInstanceOf(WrongStateException.class)
          .hasMessageContaining("a PUSH cannot receive");
      assertThatThrownBy(push::tryReceive).isInstanceOf(WrongStateException.class);
      assertThatThrownBy(() -> push.receive(SOON)).isInstanceOf(WrongStateException.class);
      assertThatThrownBy(() -> push.onReceive(Message::text))
          .isInstanceOf(WrongStateException.class);
    }
  }

  @Test
  void aPullCannotSend() {
    try (var context = Context.open();
        var pull = Sockets.open(context, SocketType.PULL)) {
      assertThatThrownBy(() -> pull.send("1"))
          .isInstanceOf(WrongStateException.class)
          .hasMessageContaining("a PULL cannot send");
      assertThatThrownBy(() -> pull.trySend(Message.of("1")))
          .isInstanceOf(WrongStateException.class);
      assertThatThrownBy(() -> pull.send(Message.of("1"), SOON))
          .isInstanceOf(WrongStateException.class);
    }
  }

  @Test
  void asksAndAnswersInTurns() throws InterruptedException {
    try (var context = Context.open();
        var rep = bound(context, SocketType.REP);
        var req = connected(context, SocketType.REQ)) {
      req.send("question");
      assertThatThrownBy(() -> req.send("another")).isInstanceOf(WrongStateException.class);
      assertThatThrownBy(() -> rep.send("too early")).isInstanceOf(WrongStateException.class);
      assertThat(rep.receive()).isEqualTo(Message.of("question"));
      assertThatThrownBy(rep::receive).isInstanceOf(WrongStateException.class);
      rep.send("answer");

      assertThat(req.receive()).isEqualTo(Message.of("answer"));
      assertThatThrownBy(req::receive).isInstanceOf(WrongStateException.class);
    }
  }

  @Test
  void aRouterSendsBackToWhereAMessageCameFrom() throws InterruptedException {
    try (var context = Context.open();
        var router = bound(context, SocketType.ROUTER);
        var dealer = connected(context, SocketType.DEALER)) {
      dealer.send("ping");
      var ping = router.receive();
      router.send(ping);

      assertThat(ping.size()).isEqualTo(2);
      assertThat(dealer.receive()).isEqualTo(Message.of("ping"));
    }
  }

  @Test
  void canBeSelectedFrom() throws InterruptedException {
    try (var context = Context.open();
        var router = bound(context, SocketType.ROUTER);
        var dealer = connected(context, SocketType.DEALER)) {
      dealer.send("ping");

      assertThat(Select.first(router.onReceive(message -> message.text(1))).await(SOON))
          .contains("ping");
    }
  }
}
