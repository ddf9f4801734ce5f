package org.weftmq.test.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.weftmq.BindFailedException;
import org.weftmq.Context;
import org.weftmq.Endpoint;
import org.weftmq.Message;
import org.weftmq.Socket;
import org.weftmq.SocketEvent;
import org.weftmq.SocketOptions;
import org.weftmq.pattern.pubsub.Sub;
import org.weftmq.test.Eventually;

/** How sockets find and leave one another: the part of {@link TransportContract} about that. */
public interface MeetingContract extends TriedTransport {
  /**
   * Whether a peer that is away is looked for again, and found at the same endpoint, as every
   * transport with connections does; over inproc a connection ends for good.
   */
  default boolean reconnects() {
    return true;
  }

  /** Catches: an endpoint that nobody can be told to connect to. */
  @Test
  default void saysWhatItIsBoundTo() throws InterruptedException {
    try (var context = Context.open()) {
      var pull = Plain.pull(context).bind(endpoint());
      var bound = Endpoint.parse(pull.endpoint());
      var push = Plain.push(context).connect(bound.toString());

      push.send("found");

      assertThat(bound.scheme()).isEqualTo(Endpoint.parse(endpoint()).scheme());
      assertThat(pull.receive(time())).contains(Message.of("found"));
    }
  }

  /** Catches: two that believe they are bound to the same endpoint; a refusal without a reason. */
  @Test
  default void letsOneSocketBindAnEndpoint() throws InterruptedException {
    try (var context = Context.open()) {
      var first = Plain.pull(context).bind(endpoint());
      var second = Plain.pull(context);

      assertThatThrownBy(() -> second.bind(first.endpoint()))
          .isInstanceOf(BindFailedException.class)
          .hasMessageStartingWith("cannot bind " + first.endpoint() + ": ");

      assertThat(second.endpoints()).isEmpty();
      Plain.push(context).connect(first.endpoint()).send("still here");
      assertThat(first.receive(time())).contains(Message.of("still here"));
    }
  }

  /** Catches: who comes first and is never found, and what it queued meanwhile. */
  @Test
  default void letsWhoConnectsComeFirst() throws InterruptedException {
    try (var context = Context.open()) {
      var endpoint = free(context);
      var push = Plain.push(context).connect(endpoint);
      push.send("early");

      var pull = Plain.pull(context).bind(endpoint);

      assertThat(pull.receive(time())).contains(Message.of("early"));
      push.send("late");
      assertThat(pull.receive(time())).contains(Message.of("late"));
    }
  }

  /** An endpoint to which nobody is bound any more. */
  private String free(Context context) {
    try (var socket = Plain.pull(context).bind(endpoint())) {
      return socket.endpoint();
    }
  }

  /** Catches: a connection that stays lost, and messages that go nowhere. */
  @Test
  default void reachesAgainWhatWasAway() throws InterruptedException {
    assumeTrue(reconnects());
    try (var context = Context.open()) {
      var first = Plain.pull(context).bind(endpoint());
      var endpoint = first.endpoint();
      var push = Plain.push(context).connect(endpoint);
      push.send("one");
      assertThat(first.receive(time())).contains(Message.of("one"));

      first.close();
      soon(push).that("the first has left", () -> push.stats().peers() == 0);
      var second = Plain.pull(context).bind(endpoint);

      push.send("two");
      assertThat(second.receive(time())).contains(Message.of("two"));
    }
  }

  /** Catches: a peer that left and is still counted; one that left without an event. */
  @Test
  default void tellsThatAPeerHasLeft() throws InterruptedException {
    try (var context = Context.open()) {
      var pull = Plain.pull(context).bind(endpoint());
      try (var events = pull.events()) {
        var push = Plain.push(context).connect(pull.endpoint());
        var joined = soon(pull).event(events, SocketEvent.PeerJoined.class);
        assertThat(joined.peer().type()).isEqualTo(push.type());

        push.close();

        var left = soon(pull).event(events, SocketEvent.PeerLeft.class);
        assertThat(left.connection()).isEqualTo(joined.connection());
        soon(pull).that("nobody is there", () -> pull.stats().peers() == 0);
      }
    }
  }

  /** Catches: types that are joined though they cannot talk; one bad peer that harms a good one. */
  @Test
  default void refusesATypeThatCannotTalk() throws InterruptedException {
    try (var context = Context.open()) {
      var pull = Plain.pull(context).bind(endpoint());
      try (var events = pull.events()) {
        Sub.open(context).set(SocketOptions.RECONNECT, false).connect(pull.endpoint());

        var failed = soon(pull).event(events, SocketEvent.HandshakeFailed.class);

        assertThat(failed.reason()).contains("cannot talk to");
        assertThat(pull.stats().peers()).isZero();
        Plain.push(context).connect(pull.endpoint()).send("good");
        assertThat(pull.receive(time())).contains(Message.of("good"));
      }
    }
  }

  /** Catches: an endpoint that lets peers in, or is in use, though it was unbound. */
  @Test
  default void canBeBoundAgainOnceItIsUnbound() throws InterruptedException {
    try (var context = Context.open()) {
      var first = Plain.pull(context).bind(endpoint());
      var endpoint = first.endpoint();
      first.unbind(endpoint);
      soon(first).that("another can bind it", () -> isBound(context, endpoint));

      var second = Plain.pull(context).bind(endpoint);
      Plain.push(context).connect(endpoint).send("for the second");

      assertThat(second.receive(time())).contains(Message.of("for the second"));
      assertThat(first.tryReceive()).isEmpty();
    }
  }

  private static boolean isBound(Context context, String endpoint) {
    try (var trial = Plain.pull(context)) {
      trial.bind(endpoint);
      return true;
    } catch (BindFailedException e) {
      return false; // not yet: it ends in the background
    }
  }

  /** Catches: a connection that outlives what it was made for, or cannot be made again. */
  @Test
  default void canBeDisconnectedAndConnectedAgain() throws InterruptedException {
    try (var context = Context.open()) {
      var pull = Plain.pull(context).bind(endpoint());
      var push = Plain.push(context).connect(pull.endpoint());
      push.send("one");
      assertThat(pull.receive(time())).contains(Message.of("one"));

      push.disconnect(pull.endpoint());
      soon(pull, push).that("they are parted", () -> peers(pull) == 0 && peers(push) == 0);
      push.connect(pull.endpoint());

      push.send("two");
      assertThat(pull.receive(time())).contains(Message.of("two"));
    }
  }

  private static int peers(Socket socket) {
    return socket.stats().peers();
  }

  private Eventually soon(Socket... sockets) {
    return Eventually.within(time()).showing(sockets);
  }
}
