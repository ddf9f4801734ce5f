package org.weftmq.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.weftmq.BadOptionException;
import org.weftmq.DropReason;
import org.weftmq.Message;
import org.weftmq.Options;
import org.weftmq.SocketEvent;
import org.weftmq.SocketOptions;
import org.weftmq.SocketStats;
import org.weftmq.SocketType;
import org.weftmq.fixture.EventLog;
import org.weftmq.fixture.FifoRouting;
import org.weftmq.fixture.FifoSocket;
import org.weftmq.fixture.World;
import org.weftmq.pipe.Pipe;
import org.weftmq.spi.Notices;
import org.weftmq.spi.PeerRefused;

/** The messages that come and go by themselves with each connection. */
class NoticesTest {
  private static final Duration LONG = Duration.ofSeconds(5);

  @RegisterExtension final World world = new World();

  private static final class Polite extends FifoRouting {
    private Notices notices =
        new Notices(
            List.of(Message.of("hello"), Message.of("it is me")),
            List.of(Message.of("left"), Message.of("for good")),
            List.of(Message.of("broken")));
    private Pipe last;

    @Override
    public void attached(Pipe pipe) throws PeerRefused {
      super.attached(pipe);
      last = pipe;
    }

    @Override
    public Notices notices(Options options) {
      if (options.get(SocketOptions.MAX_HANDSHAKES) == 7) {
        throw new BadOptionException("seven");
      }
      return notices;
    }
  }

  private final Polite routing = new Polite();

  private FifoSocket polite(SocketType type) {
    return world
        .open(type, routing)
        .set(SocketOptions.RECONNECT_INTERVAL, Duration.ofMillis(1))
        .set(SocketOptions.RECONNECT_INTERVAL_MAX, Duration.ofMillis(1));
  }

  private static void assertReceives(FifoSocket socket, String... texts) throws Exception {
    for (var text : texts) {
      assertThat(socket.receive(LONG).map(Message::text)).contains(text);
    }
  }

  @Test
  void eachConnectionBeginsWithTheOpeningWhateverWasQueuedBefore() throws Exception {
    var pair = polite(SocketType.PAIR).connect("mem://host");
    pair.send("queued");
    try (var host = world.network().bindRaw("mem://host")) {
      var first = host.accept().greet(SocketType.PAIR);
      assertThat(first.receive()).contains("hello");
      assertThat(first.receive()).contains("it is me");
      assertThat(first.receive()).contains("queued");

      first.close();
      var second = host.accept().greet(SocketType.PAIR);

      assertThat(second.receive()).contains("hello");
      assertThat(second.receive()).contains("it is me");
      pair.send("later");
      assertThat(second.receive()).contains("later");
      second.close();
    }
  }

  @Test
  void anOpeningThatWasNotWrittenIsNotWrittenTwiceOnTheNextConnection() throws Exception {
    var pair = polite(SocketType.PAIR).connect("mem://host");
    pair.send("queued");
    try (var host = world.network().bindRaw("mem://host")) {
      var first = host.accept();
      first.awaitGreeting();
      first.breakInWrite(1);
      first.introduce(SocketType.PAIR);

      var second = host.accept().greet(SocketType.PAIR);

      assertThat(second.receive()).contains("hello");
      assertThat(second.receive()).contains("it is me");
      assertThat(second.receive()).contains("queued");
      World.await().untilAsserted(() -> assertThat(pair.stats().written()).isEqualTo(1));
      assertThat(pair.stats())
          .returns(1L, SocketStats::offered)
          .returns(Map.of(), SocketStats::dropped);
      first.close();
      second.close();
    }
  }

  @Test
  void anAcceptedPeerReceivesTheOpeningFirst() throws Exception {
    polite(SocketType.PAIR).bind("mem://here");

    var peer = world.network().dialRaw("mem://here").greet(SocketType.PAIR);

    assertThat(peer.receive()).contains("hello");
    assertThat(peer.receive()).contains("it is me");
    peer.close();
  }

  @Test
  void aDirectPeerReceivesTheOpeningBeforeWhatWasQueuedForIt() throws Exception {
    var pair = polite(SocketType.PAIR).connect("inproc://late");
    pair.send("queued");
    assertThat(pair.stats().queued()).isEqualTo(1);

    var late = world.open(SocketType.PAIR).bind("inproc://late");

    assertReceives(late, "hello", "it is me", "queued");
    assertThat(pair.stats())
        .returns(1L, SocketStats::offered)
        .returns(1L, SocketStats::written)
        .returns(0L, SocketStats::queued);
  }

  @Test
  void theOpeningTakesNoRoom() {
    world.open(SocketType.PAIR).set(SocketOptions.RECEIVE_HIGH_WATER_MARK, 1).bind("inproc://one");
    var pair =
        polite(SocketType.PAIR).set(SocketOptions.SEND_HIGH_WATER_MARK, 1).connect("inproc://one");

    assertThat(pair.trySend(Message.of("1"))).isTrue();
    assertThat(pair.trySend(Message.of("2"))).isTrue();
    assertThat(pair.trySend(Message.of("3"))).isFalse();
  }

  @Test
  void whatAnAcceptedPeerSentComesBeforeTheNewsThatItLeft() throws Exception {
    var pair = polite(SocketType.PAIR).bind("mem://here");
    var peer = world.network().dialRaw("mem://here").greet(SocketType.PAIR);
    peer.send("last words");

    peer.close();

    assertReceives(pair, "last words", "left", "for good");
    assertThat(pair.tryReceive()).isEmpty();
  }

  @Test
  void whoeverWaitsIsToldThatThePeerLeft() throws Exception {
    var pair = polite(SocketType.PAIR).bind("mem://here");
    var peer = world.network().dialRaw("mem://here").greet(SocketType.PAIR);
    var waiting = world.blocked(() -> pair.receive().text());

    peer.close();

    assertThat(waiting.result()).isEqualTo("left");
    assertReceives(pair, "for good");
  }

  @Test
  void aDirectPeerThatLeavesIsToldOfOnBothSidesOfTheMeeting() throws Exception {
    var pair = polite(SocketType.PAIR).bind("inproc://here");
    for (var i = 0; i < 3; i++) {
      var peer = world.open(SocketType.PAIR).connect("inproc://here");
      peer.send("last words");

      peer.close();

      assertReceives(pair, "last words", "left", "for good");
    }
    var other = world.open(SocketType.PAIR).bind("inproc://there");
    pair.connect("inproc://there");
    assertThat(pair.awaitPeers(1, LONG)).isTrue();

    other.close();

    assertReceives(pair, "left", "for good");
    assertThat(pair.tryReceive()).isEmpty();
  }

  @Test
  void aConnectionThatThisSideMadeIsToldOfEachTimeItBreaks() throws Exception {
    var pair = polite(SocketType.PAIR).connect("mem://host");
    try (var host = world.network().bindRaw("mem://host")) {
      for (var i = 0; i < 3; i++) {
        var peer = host.accept().greet(SocketType.PAIR);
        peer.send("words");
        peer.close();

        assertReceives(pair, "words", "broken");
      }
    }
    assertThat(pair.tryReceive()).isEmpty();
  }

  @Test
  void aConnectionWithoutAQueueOfItsOwnIsToldOfToo() throws Exception {
    var pair = polite(SocketType.PAIR).set(SocketOptions.IMMEDIATE, true).connect("mem://host");
    try (var host = world.network().bindRaw("mem://host")) {
      var peer = host.accept().greet(SocketType.PAIR);
      peer.send("words");
      peer.close();

      assertReceives(pair, "words", "broken");
    }
  }

  @Test
  void givingAPeerUpBreaksItsConnection() throws Exception {
    var pair = polite(SocketType.PAIR).connect("mem://host");
    try (var host = world.network().bindRaw("mem://host")) {
      var peer = host.accept().greet(SocketType.PAIR);
      assertThat(pair.awaitPeers(1, LONG)).isTrue();

      pair.core()
          .inTurn(
              () -> {
                routing.last.sever("enough");
                return "severed";
              });

      assertReceives(pair, "broken");
      peer.close();
    }
  }

  @Test
  void nobodyIsToldOfAPeerThatNeverIntroducedItself() throws Exception {
    var pair = polite(SocketType.PAIR).bind("mem://here");
    try (var log = EventLog.of(pair)) {
      world.network().dialRaw("mem://here").close();
      world.network().dialRaw("mem://here").introduce(SocketType.SUB).close();
      log.next(SocketEvent.HandshakeFailed.class);
      log.next(SocketEvent.HandshakeFailed.class);
    }
    assertThat(pair.tryReceive()).isEmpty();
  }

  @Test
  void nobodyIsToldOfWhatThisSideEnded() throws Exception {
    var pair = polite(SocketType.PAIR).connect("mem://host");
    try (var host = world.network().bindRaw("mem://host");
        var log = EventLog.of(pair)) {
      var peer = host.accept().greet(SocketType.PAIR);
      assertThat(pair.awaitPeers(1, LONG)).isTrue();

      pair.disconnect("mem://host");
      peer.close();
      log.next(SocketEvent.Stopped.class);

      assertThat(pair.tryReceive()).isEmpty();
    }
  }

  @Test
  void aSocketThatEndsWithItsLastPeerTellsOfItFirst() throws Exception {
    var pair =
        polite(SocketType.PAIR).set(SocketOptions.CLOSE_WITH_PEER, true).bind("inproc://here");
    world.open(SocketType.PAIR).connect("inproc://here").close();

    assertReceives(pair, "left", "for good");

    World.await().until(() -> pair.core().isClosed());
  }

  @Test
  void anOpeningForNobodyIsNoLoss() {
    var pair = polite(SocketType.PAIR).connect("inproc://nobody");
    pair.trySend(Message.of("1"));

    pair.close();

    assertThat(pair.stats().dropped()).isEqualTo(Map.of(DropReason.NO_PEER, 1L));
    assertThat(pair.stats().isBalanced()).isTrue();
  }

  @Test
  void whatTheTypeCannotSayIsRefusedWhenTheEndpointIsBoundOrConnected() {
    var pair = polite(SocketType.PAIR).set(SocketOptions.MAX_HANDSHAKES, 7);

    assertThatThrownBy(() -> pair.bind("mem://here")).isInstanceOf(BadOptionException.class);
    assertThatThrownBy(() -> pair.connect("mem://there")).isInstanceOf(BadOptionException.class);
    assertThat(pair.endpoints()).isEmpty();
    assertThat(world.network().isBound("mem://here")).isFalse();
  }
}
