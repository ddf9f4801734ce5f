package org.weftmq.test.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.weftmq.BindFailedException;
import org.weftmq.Context;
import org.weftmq.Endpoint;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.Socket;
import org.weftmq.SocketEvent;
import org.weftmq.SocketOptions;
import org.weftmq.pattern.pair.Pair;
import org.weftmq.pattern.pipeline.Pull;
import org.weftmq.pattern.pipeline.Push;
import org.weftmq.pattern.pubsub.Sub;
import org.weftmq.test.Crew;
import org.weftmq.test.Eventually;
import org.weftmq.test.NoLeaks;

/**
 * What every transport that carries messages of any size must do, whoever binds and whoever
 * connects; a class of tests that implements it inherits them all.
 *
 * <pre>{@code
 * class TcpTransportTest implements TransportContract {
 *   public String endpoint() {
 *     return "tcp://127.0.0.1:*";
 *   }
 * }
 * }</pre>
 *
 * The transport has to be found by the service loader.
 */
@NoLeaks
public interface TransportContract {
  /** Long enough for what is under way to arrive, on the way to a full queue. */
  Duration SHORT = Duration.ofMillis(200);

  /** Sizes at which codecs change their mind, and more than a buffer. */
  List<Integer> SIZES = List.of(0, 1, 254, 255, 256, 257, 8192, 65_535, 65_536, 65_537, 300_000);

  /** An endpoint to bind at which nobody else is, each time another; a wildcard will do. */
  String endpoint();

  /** How long anything may take that happens in the background. */
  default Duration time() {
    return Duration.ofSeconds(20);
  }

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
      var pull = pull(context).bind(endpoint());
      var bound = Endpoint.parse(pull.endpoint());
      var push = push(context).connect(bound.toString());

      push.send("found");

      assertThat(bound.scheme()).isEqualTo(Endpoint.parse(endpoint()).scheme());
      assertThat(pull.receive(time())).contains(Message.of("found"));
    }
  }

  /** Catches: two that believe they are bound to the same endpoint; a refusal without a reason. */
  @Test
  default void letsOneSocketBindAnEndpoint() throws InterruptedException {
    try (var context = Context.open()) {
      var first = pull(context).bind(endpoint());
      var second = pull(context);

      assertThatThrownBy(() -> second.bind(first.endpoint()))
          .isInstanceOf(BindFailedException.class)
          .hasMessageStartingWith("cannot bind " + first.endpoint() + ": ");

      assertThat(second.endpoints()).isEmpty();
      push(context).connect(first.endpoint()).send("still here");
      assertThat(first.receive(time())).contains(Message.of("still here"));
    }
  }

  /** Catches: bytes that are lost, added or changed, frames that are joined or torn apart. */
  @Test
  default void carriesMessagesAsTheyAre() throws InterruptedException {
    var messages = new ArrayList<Message>();
    SIZES.forEach(size -> messages.add(Message.of(frame(size))));
    for (var parts = 2; parts <= 20; parts++) {
      messages.add(Message.of(IntStream.range(0, parts).mapToObj(i -> frame(i * 15)).toList()));
    }
    messages.add(Message.of(SIZES.stream().map(TransportContract::frame).toList()));
    try (var context = Context.open()) {
      var bound = pair(context).bind(endpoint());
      var connected = pair(context).connect(bound.endpoint());

      for (var message : messages) {
        connected.send(message);
        bound.send(message);
        assertThat(bound.receive(time())).as("there").contains(message);
        assertThat(connected.receive(time())).as("and back").contains(message);
      }
      assertThat(bound.tryReceive()).isEmpty();
      assertThat(connected.tryReceive()).isEmpty();
    }
  }

  private static Frame frame(int size) {
    var bytes = new byte[size];
    for (var i = 0; i < size; i++) {
      bytes[i] = (byte) (i * 31 + size);
    }
    return Frame.wrap(bytes);
  }

  /** Catches: messages of a busy connection that overtake one another, are lost or come twice. */
  @Test
  default void carriesManyBothWaysAtOnceInOrder() throws Exception {
    var count = 2_000;
    try (var context = Context.open();
        var crew = Crew.Kind.VIRTUAL.crew()) {
      var bound = pair(context).bind(endpoint());
      var connected = pair(context).connect(bound.endpoint());
      for (var pair : List.of(bound, connected)) {
        crew.start(
            () -> {
              for (var i = 0; i < count; i++) {
                pair.send(numbered(i));
              }
            });
        crew.start(
            () -> {
              for (var i = 0; i < count; i++) {
                assertThat(pair.receive(time())).as("number %d", i).contains(numbered(i));
              }
            });
      }
      crew.join(time());
      assertThat(bound.stats().isBalanced()).as("%s", bound.stats()).isTrue();
      assertThat(connected.stats().isBalanced()).as("%s", connected.stats()).isTrue();
    }
  }

  private static Message numbered(int number) {
    return Message.of(Integer.toString(number), "x".repeat(number % 300));
  }

  /** Catches: one peer whose messages come to another's cost, or not in its order. */
  @Test
  default void servesManyPeers() throws InterruptedException {
    var peers = 12;
    var each = 20;
    try (var context = Context.open()) {
      var pull = pull(context).bind(endpoint());
      for (var peer = 0; peer < peers; peer++) {
        var push = push(context).connect(pull.endpoint());
        for (var i = 0; i < each; i++) {
          push.send(Message.of("" + peer, "" + i));
        }
      }

      var next = new int[peers];
      for (var i = 0; i < peers * each; i++) {
        var message =
            pull.receive(time()).orElseThrow(() -> new AssertionError("some are missing"));
        var peer = Integer.parseInt(message.text());
        assertThat(message.text(1)).as("of peer %d", peer).isEqualTo("" + next[peer]++);
      }
      assertThat(pull.stats().peers()).isEqualTo(peers);
    }
  }

  /** Catches: a sender that is never held up, or that is not let go on once somebody receives. */
  @Test
  default void holdsASenderUpWhileNobodyReceives() throws InterruptedException {
    var large = frame(100_000);
    try (var context = Context.open()) {
      var pull = pull(context).set(SocketOptions.RECEIVE_HIGH_WATER_MARK, 2).bind(endpoint());
      var push = push(context).set(SocketOptions.SEND_HIGH_WATER_MARK, 2).connect(pull.endpoint());
      assertThat(pull.awaitPeers(1, time())).isTrue();

      var sent = 0;
      while (sent < 1_000 && push.send(Message.of(Frame.of("" + sent)).append(large), SHORT)) {
        sent++;
      }

      assertThat(sent).as("how many went out, of 100 kB each").isLessThan(1_000);
      for (var i = 0; i < sent; i++) {
        assertThat(pull.receive(time())).map(Message::text).contains("" + i);
      }
      assertThat(pull.tryReceive()).as("what was refused").isEmpty();
      assertThat(push.send(Message.of("goes on"), time())).isTrue();
      assertThat(pull.receive(time())).contains(Message.of("goes on"));
    }
  }

  /** Catches: who comes first and is never found, and what it queued meanwhile. */
  @Test
  default void letsWhoConnectsComeFirst() throws InterruptedException {
    try (var context = Context.open()) {
      var endpoint = free(context);
      var push = push(context).connect(endpoint);
      push.send("early");

      var pull = pull(context).bind(endpoint);

      assertThat(pull.receive(time())).contains(Message.of("early"));
      push.send("late");
      assertThat(pull.receive(time())).contains(Message.of("late"));
    }
  }

  /** An endpoint to which nobody is bound any more. */
  private String free(Context context) {
    try (var socket = pull(context).bind(endpoint())) {
      return socket.endpoint();
    }
  }

  /** Catches: a connection that stays lost, and messages that go nowhere. */
  @Test
  default void reachesAgainWhatWasAway() throws InterruptedException {
    assumeTrue(reconnects());
    try (var context = Context.open()) {
      var first = pull(context).bind(endpoint());
      var endpoint = first.endpoint();
      var push = push(context).connect(endpoint);
      push.send("one");
      assertThat(first.receive(time())).contains(Message.of("one"));

      first.close();
      soon(push).that("the first has left", () -> push.stats().peers() == 0);
      var second = pull(context).bind(endpoint);

      push.send("two");
      assertThat(second.receive(time())).contains(Message.of("two"));
    }
  }

  /** Catches: a peer that left and is still counted; one that left without an event. */
  @Test
  default void tellsThatAPeerHasLeft() throws InterruptedException {
    try (var context = Context.open()) {
      var pull = pull(context).bind(endpoint());
      try (var events = pull.events()) {
        var push = push(context).connect(pull.endpoint());
        var joined = soon(pull).event(events, SocketEvent.PeerJoined.class);
        assertThat(joined.peer().type()).isEqualTo(push.type());

        push.close();

        var left = soon(pull).event(events, SocketEvent.PeerLeft.class);
        assertThat(left.connection()).isEqualTo(joined.connection());
        soon(pull).that("nobody is there", () -> pull.stats().peers() == 0);
      }
    }
  }

  /** Catches: messages that closing their sender takes back. */
  @Test
  default void deliversWhatWasSentBeforeItsSenderClosed() throws InterruptedException {
    try (var context = Context.open()) {
      var pull = pull(context).bind(endpoint());
      var push = push(context).connect(pull.endpoint());
      for (var i = 0; i < 200; i++) {
        push.send(numbered(i));
      }

      assertThat(push.close(time()).notWritten()).isZero();

      for (var i = 0; i < 200; i++) {
        assertThat(pull.receive(time())).as("number %d", i).contains(numbered(i));
      }
    }
  }

  /** Catches: types that are joined though they cannot talk; one bad peer that harms a good one. */
  @Test
  default void refusesATypeThatCannotTalk() throws InterruptedException {
    try (var context = Context.open()) {
      var pull = pull(context).bind(endpoint());
      try (var events = pull.events()) {
        Sub.open(context).set(SocketOptions.RECONNECT, false).connect(pull.endpoint());

        var failed = soon(pull).event(events, SocketEvent.HandshakeFailed.class);

        assertThat(failed.reason()).contains("cannot talk to");
        assertThat(pull.stats().peers()).isZero();
        push(context).connect(pull.endpoint()).send("good");
        assertThat(pull.receive(time())).contains(Message.of("good"));
      }
    }
  }

  /** Catches: an endpoint that lets peers in, or is in use, though it was unbound. */
  @Test
  default void canBeBoundAgainOnceItIsUnbound() throws InterruptedException {
    try (var context = Context.open()) {
      var first = pull(context).bind(endpoint());
      var endpoint = first.endpoint();
      first.unbind(endpoint);
      soon(first).that("another can bind it", () -> isBound(context, endpoint));

      var second = pull(context).bind(endpoint);
      push(context).connect(endpoint).send("for the second");

      assertThat(second.receive(time())).contains(Message.of("for the second"));
      assertThat(first.tryReceive()).isEmpty();
    }
  }

  private static boolean isBound(Context context, String endpoint) {
    try (var trial = pull(context)) {
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
      var pull = pull(context).bind(endpoint());
      var push = push(context).connect(pull.endpoint());
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

  private static Pull pull(Context context) {
    return Pull.open(context).set(SocketOptions.LINGER, Duration.ZERO);
  }

  private static Push push(Context context) {
    return hasty(Push.open(context));
  }

  private static Pair pair(Context context) {
    return hasty(Pair.open(context));
  }

  private static <S extends Socket> S hasty(S socket) {
    socket
        .set(SocketOptions.RECONNECT_INTERVAL, Duration.ofMillis(5))
        .set(SocketOptions.RECONNECT_INTERVAL_MAX, Duration.ofMillis(50));
    return socket;
  }
}
