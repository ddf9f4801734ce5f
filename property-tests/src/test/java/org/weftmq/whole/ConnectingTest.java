package org.weftmq.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.weftmq.Context;
import org.weftmq.Message;
import org.weftmq.SocketClosedException;
import org.weftmq.SocketOptions;
import org.weftmq.Waiting;
import org.weftmq.pattern.pair.Pair;
import org.weftmq.pattern.pipeline.Pull;
import org.weftmq.pattern.pipeline.Push;
import org.weftmq.test.Crew;
import org.weftmq.test.Scheme;
import org.weftmq.test.WatchedEnvironment;

/** Who is there when: connecting before binding, waiting for peers, marks that change meanwhile. */
class ConnectingTest {
  private static final Duration TIME = Duration.ofSeconds(10);

  /** Catches: an order of bind and connect that loses what was sent in between. */
  @ParameterizedTest
  @EnumSource
  void mayConnectAndSendBeforeThePeerBinds(Scheme scheme) throws Exception {
    var endpoint = reserved(scheme);
    try (var context = Context.open()) {
      var push =
          Push.open(context)
              .set(SocketOptions.RECONNECT_INTERVAL, Duration.ofMillis(5))
              .connect(endpoint);
      push.send("early");

      var pull = Pull.open(context).bind(endpoint);

      assertThat(pull.receive(TIME)).contains(Message.of("early"));
    }
  }

  /** Catches: a mark that is not exact, or a change that counts only for later connections. */
  @ParameterizedTest
  @EnumSource
  void theMarkIsExactAndMayChange(Scheme scheme) throws Exception {
    var endpoint = reserved(scheme);
    try (var context = Context.open();
        var crew = Crew.Kind.VIRTUAL.crew()) {
      var push =
          Push.open(context)
              .set(SocketOptions.SEND_HIGH_WATER_MARK, 7)
              .set(SocketOptions.LINGER, Duration.ZERO)
              .connect(endpoint);
      assertThat(fill(push)).isEqualTo(7);
      push.set(SocketOptions.SEND_HIGH_WATER_MARK, 10);
      assertThat(fill(push)).isEqualTo(3);
      var waiting = crew.start(() -> push.send("waits for room"));
      Waiting.until(waiting);

      push.set(SocketOptions.SEND_HIGH_WATER_MARK, 11);

      crew.join(TIME);
      assertThat(push.stats().queued()).isEqualTo(11);
      push.set(SocketOptions.SEND_HIGH_WATER_MARK, 2);
      assertThat(push.trySend(Message.of("no"))).isFalse();
      assertThat(push.stats().queued()).isEqualTo(11);
    }
  }

  /** Catches: a mark that does not hold a fast sender back from a receiver that does not read. */
  @ParameterizedTest
  @EnumSource
  void aReceiverThatDoesNotReadHoldsItsSenderBack(Scheme scheme) throws Exception {
    try (var context = Context.open()) {
      var pull =
          Pull.open(context).set(SocketOptions.RECEIVE_HIGH_WATER_MARK, 5).bind(scheme.endpoint());
      var push =
          Push.open(context)
              .set(SocketOptions.SEND_HIGH_WATER_MARK, 5)
              .set(SocketOptions.LINGER, Duration.ZERO)
              .connect(pull.endpoint());
      var large = Message.wrap(new byte[1_000_000]);

      var sent = 0;
      while (sent < 1_000 && push.send(large, Duration.ofMillis(300))) {
        sent++;
      }

      // The marks, a batch that is being written, one being read, and what the kernel takes.
      assertThat(sent).isBetween(10, 40);
      for (var i = 0; i < sent; i++) {
        assertThat(pull.receive(TIME)).isPresent();
      }
    }
  }

  /** Catches: a wait for peers that ends too early, too late or never. */
  @ParameterizedTest
  @EnumSource
  void awaitsPeersThatComeLater(Scheme scheme) throws Exception {
    try (var context = Context.open();
        var crew = Crew.Kind.VIRTUAL.crew()) {
      var pull = Pull.open(context).bind(scheme.endpoint());
      assertThat(pull.awaitPeers(0, Duration.ZERO)).isTrue();
      assertThat(pull.awaitPeers(1, Duration.ofMillis(20))).isFalse();
      var waiting = crew.start(() -> assertThat(pull.awaitPeers(2, TIME)).isTrue());
      Waiting.until(waiting);

      var push = Push.open(context).connect(pull.endpoint());
      assertThat(pull.awaitPeers(1, TIME)).isTrue();
      assertThat(waiting.isAlive()).isTrue();
      Push.open(context).connect(pull.endpoint());

      crew.join(TIME);
      assertThat(push.awaitPeers(1, TIME)).isTrue();
      assertThat(push.awaitPeers(2, Duration.ofMillis(20))).isFalse();
    }
  }

  /** Catches: a forked thread that is not joined to its parent, or that outlives it. */
  @Test
  void aForkIsAnActorWithAPipe() throws Exception {
    var environment = new WatchedEnvironment();
    try (var context = Context.open(environment)) {
      var doubler =
          context.fork(
              "doubler",
              pair -> {
                for (var message : pair) {
                  pair.send(message.text() + message.text());
                }
              });
      var counter =
          context.fork(
              "counter",
              pair -> {
                for (var i = 0; i < 1_000; i++) {
                  pair.send(Integer.toString(i));
                }
              });

      doubler.send("ab");
      assertThat(doubler.receive(TIME)).contains(Message.of("abab"));
      for (var i = 0; i < 1_000; i++) {
        assertThat(counter.receive(TIME)).contains(Message.of(Integer.toString(i)));
      }
      // The child returned, and all it sent was received: the parent's end closes by itself.
      assertThatThrownBy(() -> counter.receive(TIME)).isInstanceOf(SocketClosedException.class);
      doubler.close();

      environment.awaitNothingLeft();
    }
  }

  /** Catches: a child that is left without its parent when it fails, or the other way round. */
  @Test
  void aForkThatFailsClosesItsParentsEnd() throws Exception {
    try (var context = Context.open()) {
      var failing =
          context.fork(
              "failing",
              pair -> {
                pair.send("before");
                throw new IllegalStateException("on purpose");
              });

      assertThat(failing.receive(TIME)).contains(Message.of("before"));
      assertThatThrownBy(() -> failing.receive(TIME)).isInstanceOf(SocketClosedException.class);
    }
  }

  /** Catches: a second peer of a PAIR that is let in, or that is kept out for good. */
  @ParameterizedTest
  @EnumSource(names = {"IPC", "TCP"})
  void aPairTakesTheNextPeerWhenTheFirstHasLeft(Scheme scheme) throws Exception {
    try (var context = Context.open()) {
      var here = Pair.open(context).bind(scheme.endpoint());
      var first = Pair.open(context).connect(here.endpoint());
      assertThat(here.awaitPeers(1, TIME)).isTrue();
      var second =
          Pair.open(context)
              .set(SocketOptions.RECONNECT_INTERVAL, Duration.ofMillis(10))
              .set(SocketOptions.RECONNECT_INTERVAL_MAX, Duration.ofMillis(10))
              .connect(here.endpoint());
      first.send("first");
      assertThat(here.receive(TIME)).contains(Message.of("first"));

      first.close();

      var got = here.receive(Duration.ofMillis(1));
      while (got.isEmpty()) {
        second.send("second"); // what was written while it was still refused is gone
        got = here.receive(Duration.ofMillis(50));
      }
      assertThat(got).contains(Message.of("second"));
    }
  }

  private static int fill(Push push) {
    var sent = 0;
    while (sent < 100 && push.trySend(Message.of("m"))) {
      sent++;
    }
    return sent;
  }

  /** An endpoint that nobody is bound to, but could be. */
  private static String reserved(Scheme scheme) throws IOException {
    if (scheme != Scheme.TCP) {
      return scheme.endpoint();
    }
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return "tcp://127.0.0.1:" + free.getLocalPort();
    }
  }
}
