package org.weftmq.test.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.weftmq.Context;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.SocketOptions;
import org.weftmq.test.Crew;

/** What becomes of messages on their way: the part of {@link TransportContract} about them. */
public interface CarryingContract extends TriedTransport {
  /** Long enough for what is under way to arrive, on the way to a full queue. */
  Duration SHORT = Duration.ofMillis(200);

  /** Sizes at which codecs change their mind, and more than a buffer. */
  List<Integer> SIZES = List.of(0, 1, 254, 255, 256, 257, 8192, 65_535, 65_536, 65_537, 300_000);

  /** Catches: bytes that are lost, added or changed, frames that are joined or torn apart. */
  @Test
  default void carriesMessagesAsTheyAre() throws InterruptedException {
    var messages = new ArrayList<Message>();
    SIZES.forEach(size -> messages.add(Message.of(frame(size))));
    for (var parts = 2; parts <= 20; parts++) {
      messages.add(Message.of(IntStream.range(0, parts).mapToObj(i -> frame(i * 15)).toList()));
    }
    messages.add(Message.of(SIZES.stream().map(CarryingContract::frame).toList()));
    try (var context = Context.open()) {
      var bound = Plain.pair(context).bind(endpoint());
      var connected = Plain.pair(context).connect(bound.endpoint());

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
      var bound = Plain.pair(context).bind(endpoint());
      var connected = Plain.pair(context).connect(bound.endpoint());
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
      var pull = Plain.pull(context).bind(endpoint());
      for (var peer = 0; peer < peers; peer++) {
        var push = Plain.push(context).connect(pull.endpoint());
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
      var pull = Plain.pull(context).set(SocketOptions.RECEIVE_HIGH_WATER_MARK, 2).bind(endpoint());
      var push =
          Plain.push(context).set(SocketOptions.SEND_HIGH_WATER_MARK, 2).connect(pull.endpoint());
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

  /** Catches: messages that closing their sender takes back. */
  @Test
  default void deliversWhatWasSentBeforeItsSenderClosed() throws InterruptedException {
    try (var context = Context.open()) {
      var pull = Plain.pull(context).bind(endpoint());
      var push = Plain.push(context).connect(pull.endpoint());
      for (var i = 0; i < 200; i++) {
        push.send(numbered(i));
      }

      assertThat(push.close(time()).notWritten()).isZero();

      for (var i = 0; i < 200; i++) {
        assertThat(pull.receive(time())).as("number %d", i).contains(numbered(i));
      }
    }
  }
}
