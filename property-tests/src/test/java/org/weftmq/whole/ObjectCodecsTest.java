package org.weftmq.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.weftmq.Context;
import org.weftmq.DropReason;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.NoCodecException;
import org.weftmq.SocketEvent;
import org.weftmq.SocketEvents;
import org.weftmq.SocketOptions;
import org.weftmq.Waiting;
import org.weftmq.WrongContentException;
import org.weftmq.pattern.pair.Pair;
import org.weftmq.pattern.pipeline.Pull;
import org.weftmq.pattern.pipeline.Push;
import org.weftmq.pattern.reqrep.Rep;
import org.weftmq.pattern.reqrep.Req;
import org.weftmq.test.Crew;
import org.weftmq.test.Scheme;

/** Objects as messages to another process: through a codec, or not at all. */
class ObjectCodecsTest {
  private static final Duration TIME = Duration.ofSeconds(10);

  private final Point point = new Point(3, 4);

  /** Catches: an object that needs a codec on a way that does not, or does not come back. */
  @ParameterizedTest
  @EnumSource
  void withACodecOnBothSidesTheObjectComesBack(Scheme scheme) throws Exception {
    try (var context = Context.open()) {
      var one =
          Pair.open(context).set(SocketOptions.OBJECT_CODEC, new Points()).bind(scheme.endpoint());
      var other =
          Pair.open(context)
              .set(SocketOptions.OBJECT_CODEC, new Points())
              .connect(one.endpoint().toString());

      other.send(Message.ofObject(point));
      one.send(Message.of(List.of(Frame.of("a"), Frame.ofObject(point), Frame.empty())));

      assertThat(one.receive(TIME).orElseThrow().object(Point.class)).isEqualTo(point);
      var several = other.receive(TIME).orElseThrow();
      assertThat(several.size()).isEqualTo(3);
      assertThat(several.text()).isEqualTo("a");
      assertThat(several.frame(1).object()).isEqualTo(point);
      assertThat(several.frame(2).isEmpty()).isTrue();
    }
  }

  /** Catches: a codec on one side that the other side must have, too. */
  @Test
  void aReceiverWithoutACodecGetsBytes() throws Exception {
    try (var context = Context.open()) {
      var pull = Pull.open(context).bind("tcp://127.0.0.1:*");
      var push =
          Push.open(context)
              .set(SocketOptions.OBJECT_CODEC, new Points())
              .connect(pull.endpoint().toString());

      push.send(Message.ofObject(point));

      var received = pull.receive(TIME).orElseThrow();
      assertThat(received).isEqualTo(Message.of("3 4"));
      assertThatThrownBy(received::object).isInstanceOf(WrongContentException.class);
    }
  }

  /** Catches: bytes of a peer that hurt anybody but whoever takes them for an object. */
  @Test
  void bytesThatAreNoObjectAreTheAskersTrouble() throws Exception {
    try (var context = Context.open()) {
      var pull =
          Pull.open(context)
              .set(SocketOptions.OBJECT_CODEC, new Points())
              .bind("tcp://127.0.0.1:*");
      var push = Push.open(context).connect(pull.endpoint().toString());

      push.send("garbage");
      push.send("1 2");

      var garbage = pull.receive(TIME).orElseThrow();
      assertThat(garbage.text()).isEqualTo("garbage");
      assertThatThrownBy(garbage::object)
          .isInstanceOf(WrongContentException.class)
          .hasMessageContaining("points");
      assertThat(pull.receive(TIME).orElseThrow().object()).isEqualTo(new Point(1, 2));
    }
  }

  /** Catches: an object that vanishes, or takes the socket with it, where there is no codec. */
  @ParameterizedTest
  @EnumSource(names = {"TCP", "IPC"})
  void withoutACodecTheSenderIsTold(Scheme scheme) throws Exception {
    try (var context = Context.open()) {
      var pull = Pull.open(context).bind(scheme.endpoint());
      var push = Push.open(context).connect(pull.endpoint().toString());
      push.awaitPeers(1, TIME);

      assertThatThrownBy(() -> push.send(Message.ofObject(point)))
          .isInstanceOf(NoCodecException.class)
          .hasMessageContaining(Point.class.getName())
          .hasMessageContaining("PULL")
          .hasMessageContaining("set object-codec");
      assertThatThrownBy(() -> push.trySend(Message.ofObject(point)))
          .isInstanceOf(NoCodecException.class);
      push.send("bytes");

      assertThat(pull.receive(TIME)).contains(Message.of("bytes"));
      assertThat(push.stats().offered()).isEqualTo(1);
    }
  }

  /** Catches: an error that does not reach a sender who waited when the peer came. */
  @Test
  void whoWaitedForAPeerIsToldWhatItCannotTake() throws Exception {
    try (var context = Context.open();
        var crew = Crew.Kind.VIRTUAL.crew()) {
      var push = Push.open(context).bind("tcp://127.0.0.1:*");
      var waiting =
          crew.start(
              () ->
                  assertThatThrownBy(() -> push.send(Message.ofObject(point)))
                      .isInstanceOf(NoCodecException.class));
      Waiting.until(waiting);

      var pull = Pull.open(context).connect(push.endpoint().toString());

      crew.join(TIME);
      push.send("next");
      assertThat(pull.receive(TIME)).contains(Message.of("next"));
    }
  }

  /** Catches: a codec whose failure ends a connection, is lost, or is not counted. */
  @Test
  void whatACodecCannotEncodeIsDroppedWithAnEvent() throws Exception {
    try (var context = Context.open()) {
      var pull = Pull.open(context).bind("tcp://127.0.0.1:*");
      var push = Push.open(context).set(SocketOptions.OBJECT_CODEC, new Points());
      var events = push.events();
      push.connect(pull.endpoint().toString());
      push.awaitPeers(1, TIME);

      push.send("before");
      for (var bad : List.of("text", 1, 2L, this)) {
        push.send(Message.ofObject(bad));
      }
      push.send(Message.ofObject(point));

      assertThat(pull.receive(TIME)).contains(Message.of("before"));
      assertThat(pull.receive(TIME)).contains(Message.of("3 4"));
      Awaitility.await().until(() -> push.stats().queued() == 0);
      assertThat(push.stats().dropped()).isEqualTo(Map.of(DropReason.NOT_ENCODED, 4L));
      assertThat(push.stats().isBalanced()).isTrue();
      for (var what : List.of("no texts, such as text", "Integer", "null", "StackOverflow")) {
        assertThat(nextDrop(events))
            .returns(DropReason.NOT_ENCODED, SocketEvent.MessageDropped::kind)
            .extracting(SocketEvent.MessageDropped::reason)
            .asString()
            .contains("points", what);
      }
      assertThat(push.close(TIME).isComplete()).isTrue();
    }
  }

  private static SocketEvent.MessageDropped nextDrop(SocketEvents events)
      throws InterruptedException {
    for (; ; ) {
      if (events.next(TIME).orElseThrow() instanceof SocketEvent.MessageDropped dropped) {
        return dropped;
      }
    }
  }

  /** Catches: a reply that failed and takes its exchange with it. */
  @Test
  void aReplyThatCannotGoOutMayBeGivenAnew() throws Exception {
    try (var context = Context.open()) {
      var rep = Rep.open(context).bind("tcp://127.0.0.1:*");
      var req = Req.open(context).connect(rep.endpoint().toString());
      req.send(Message.of("question"));
      var exchange = rep.receive();

      assertThatThrownBy(() -> exchange.reply(Message.ofObject(point)))
          .isInstanceOf(NoCodecException.class);
      exchange.reply("bytes");

      assertThat(req.receive(TIME)).contains(Message.of("bytes"));
    }
  }
}
