package org.weftmq.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.weftmq.Message;
import org.weftmq.RoutingId;
import org.weftmq.SocketEvent;
import org.weftmq.SocketOptions;
import org.weftmq.WrongStateException;
import org.weftmq.pattern.pair.Pair;
import org.weftmq.pattern.pipeline.Pull;
import org.weftmq.pattern.pipeline.Push;
import org.weftmq.pattern.reqrep.Dealer;
import org.weftmq.pattern.reqrep.Router;

/** How sockets meet over inproc, in whatever order they are bound and connected. */
class MeetingTest {
  private final StillContext still = new StillContext();

  @AfterEach
  void close() {
    still.close();
  }

  /** Catches: messages queued before anybody was bound that are forgotten when somebody is. */
  @Test
  void whatWasQueuedGoesToTheFirstThatBinds() {
    var push = Push.open(still.context()).connect("inproc://work");
    push.trySend(Message.of("early"));

    var pull = Pull.open(still.context()).bind("inproc://work");

    assertThat(pull.tryReceive()).contains(Message.of("early"));
    assertThat(push.stats().written()).isEqualTo(1);
  }

  /** Catches: peers that are told of before the endpoint that they came to. */
  @Test
  void isToldOfAsBoundBeforeThePeersThatWaitedForIt() throws Exception {
    try (var push = Push.open(still.context()).connect("inproc://work");
        var pull = Pull.open(still.context());
        var events = pull.events()) {
      pull.bind("inproc://work");

      assertThat(events.next(Duration.ofSeconds(10)))
          .get()
          .isInstanceOf(SocketEvent.Listening.class);
      assertThat(events.next(Duration.ofSeconds(10)))
          .get()
          .isInstanceOf(SocketEvent.PeerJoined.class);
      assertThat(push.stats().peers()).isEqualTo(1);
    }
  }

  /** Catches: a queue that vanishes with its messages when the first that binds does not suit. */
  @Test
  void nothingIsLostWithoutANameWhenTheFirstThatBindsDoesNotSuit() {
    var push = Push.open(still.context()).connect("inproc://work");
    push.trySend(Message.of("early"));
    var pair = Pair.open(still.context()).bind("inproc://work");
    still.settle();
    still.leave(pair);

    var pull = Pull.open(still.context()).bind("inproc://work");

    var stats = push.stats();
    var arrived = pull.tryReceive().isPresent();
    assertThat(stats.offered()).isEqualTo(1);
    assertThat(stats.droppedTotal()).isEqualTo(arrived ? 0 : 1);
    assertThat(stats.queued()).isEqualTo(arrived ? 1 : 0);
  }

  /** Catches: a queue that is gone for good once somebody who does not suit has been bound. */
  @Test
  void goesOnQueueingWhenTheFirstThatBindsDoesNotSuit() {
    var push = Push.open(still.context()).connect("inproc://work");
    var pair = Pair.open(still.context()).bind("inproc://work");
    still.leave(pair);

    assertThat(push.trySend(Message.of("between"))).isTrue();
    var pull = Pull.open(still.context()).bind("inproc://work");

    assertThat(pull.tryReceive()).contains(Message.of("between"));
  }

  /** Catches: a queue that is dead because its first peer was let in and then refused. */
  @Test
  void goesOnQueueingWhenThePeerLetsItInAndThenRefusesIt() {
    var id = RoutingId.of("same");
    var first = Router.open(still.context()).bind("inproc://desk");
    Dealer.open(still.context()).set(SocketOptions.ROUTING_ID, id).connect("inproc://desk");
    var refused =
        Dealer.open(still.context()).set(SocketOptions.ROUTING_ID, id).connect("inproc://desk");
    still.leave(first);

    assertThat(refused.trySend(Message.of("at last"))).isTrue();
    var next = Router.open(still.context()).bind("inproc://desk");

    assertThat(next.tryReceive().or(next::tryReceive)).isPresent();
  }

  /** Catches: a refusal that blames the endpoint. */
  @Test
  void aPairSaysThatItHasAPeerAlready() { // 31/EXPAIR
    var pair = Pair.open(still.context()).connect("inproc://one");

    assertThatThrownBy(() -> pair.connect("inproc://two"))
        .isInstanceOf(WrongStateException.class)
        .hasMessage("cannot connect inproc://two: this PAIR has a peer already");
    assertThatThrownBy(() -> pair.connect("tcp://127.0.0.1:1"))
        .isInstanceOf(WrongStateException.class)
        .hasMessage("cannot connect tcp://127.0.0.1:1: this PAIR has a peer already");
  }

  /** Catches: a mark that counts only one side while the other is not there (libzmq: 3.2). */
  @Test
  void theOtherSidesMarkIsAddedWhenItComes() {
    var push =
        Push.open(still.context())
            .set(SocketOptions.SEND_HIGH_WATER_MARK, 2)
            .connect("inproc://work");
    assertThat(fill(push)).isEqualTo(2);

    Pull.open(still.context()).set(SocketOptions.RECEIVE_HIGH_WATER_MARK, 3).bind("inproc://work");

    assertThat(fill(push)).isEqualTo(3);
  }

  /** Catches: messages of a socket that connected, sent and closed before anybody was bound. */
  @Test
  void whatAClosedSocketHadQueuedIsNamedOrDelivered() {
    var push = Push.open(still.context()).connect("inproc://work");
    push.trySend(Message.of("last words"));
    still.leave(push);

    var pull = Pull.open(still.context()).bind("inproc://work");

    var stats = push.stats();
    var arrived = pull.tryReceive().isPresent();
    assertThat(stats.written()).isEqualTo(arrived ? 1 : 0);
    assertThat(stats.droppedTotal()).isEqualTo(arrived ? 0 : 1);
    assertThat(stats.queued()).isZero();
  }

  /** Catches: a queue left behind by a disconnect before anybody was bound. */
  @Test
  void whatWasQueuedAtADisconnectIsNamed() {
    var push = Push.open(still.context()).connect("inproc://work");
    push.trySend(Message.of("early"));

    push.disconnect("inproc://work");
    still.settle();

    assertThat(push.stats().droppedTotal()).isEqualTo(1);
    assertThat(push.stats().queued()).isZero();
    assertThat(push.trySend(Message.of("late"))).isFalse();
  }

  private static int fill(Push push) {
    var sent = 0;
    while (sent < 100 && push.trySend(Message.of("m"))) {
      sent++;
    }
    return sent;
  }
}
