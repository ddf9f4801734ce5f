package org.weftmq.pattern.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.NoRouteException;
import org.weftmq.Options;
import org.weftmq.Routed;
import org.weftmq.RoutingId;
import org.weftmq.WrongStateException;
import org.weftmq.pattern.fixture.Bench;
import org.weftmq.pattern.fixture.FormerPeers;
import org.weftmq.pattern.fixture.TestPeer;
import org.weftmq.spi.Outcome;
import org.weftmq.spi.PeerRefused;

class StreamRoutingTest {
  private static final RoutingId FIRST = RoutingId.generated(7);
  private static final RoutingId SECOND = RoutingId.generated(8);

  private final StreamRouting routing = new StreamRouting(7);
  private final Bench<Routed, StreamEvent> bench = new Bench<>(routing, 2);

  private static StreamEvent connected(RoutingId id) {
    return new StreamEvent.Connected(id, "");
  }

  private static StreamEvent data(RoutingId id, String text) {
    return new StreamEvent.Data(id, Frame.of(text));
  }

  private static StreamEvent disconnected(RoutingId id) {
    return new StreamEvent.Disconnected(id);
  }

  private Outcome send(RoutingId to, String text) {
    return bench.send(new Routed(to, Message.of(text)));
  }

  private void set(Options options) {
    routing.options(() -> options);
  }

  @Test
  void tellsTheBeginningThenTheBytesThenTheEnd() throws PeerRefused {
    var peer = bench.join();
    peer.sends("one");
    peer.sends("two");
    peer.leaves();

    assertThat(bench.receive()).isEqualTo(connected(FIRST));
    assertThat(bench.receive()).isEqualTo(data(FIRST, "one"));
    assertThat(bench.receive()).isEqualTo(data(FIRST, "two"));
    assertThat(bench.receive()).isEqualTo(disconnected(FIRST));
    assertThat(bench.receive()).isNull();
  }

  @Test
  void tellsTheEndOfAPeerThatIsWaitedFor() throws PeerRefused {
    var peer = bench.join();
    bench.receive();
    assertThat(bench.receive()).isNull();

    peer.leaves();

    assertThat(bench.receive()).isEqualTo(disconnected(FIRST));
    assertThat(bench.receive()).isNull();
  }

  /** Catches: memory that fills with news of peers that come and go while nobody looks. */
  @Test
  void refusesNewcomersWhileTooMuchNewsWaits() throws PeerRefused {
    set(Options.initial().with(Stream.MAX_EVENTS, 3));
    bench.join().leaves();
    bench.join().leaves();

    assertThatThrownBy(bench::join)
        .isInstanceOf(PeerRefused.class)
        .hasMessage(
            "nobody receives from this STREAM, and 4 beginnings and ends of connections wait:"
                + " stream-max-events");
    bench.receive();
    assertThatThrownBy(bench::join).isInstanceOf(PeerRefused.class);
    bench.receive();
    bench.join();
  }

  /** Catches: a limit that is there although it is said that there is none. */
  @Test
  void noLimitIsNone() throws PeerRefused {
    set(Options.initial().with(Stream.MAX_EVENTS, 0));
    for (var i = 0; i < 2_000; i++) {
      bench.join().leaves();
    }

    assertThat(bench.receive()).isEqualTo(connected(FIRST));
  }

  @Test
  void tellsOfAPeerThatCameAndWentBeforeAnybodyLooked() throws PeerRefused {
    bench.join().leaves();

    assertThat(bench.receive()).isEqualTo(connected(FIRST));
    assertThat(bench.receive()).isEqualTo(disconnected(FIRST));
    assertThat(bench.receive()).isNull();
  }

  @Test
  void tellsTheEndOnceAlsoIfTheBytesAreReceivedBeforeItIsHeardOf() throws PeerRefused {
    var peer = bench.join();
    peer.sends("one");
    bench.hearsLater();
    peer.leaves();
    bench.receive();

    assertThat(bench.receive()).isEqualTo(data(FIRST, "one"));
    assertThat(bench.receive()).isEqualTo(disconnected(FIRST));
    bench.hears();
    assertThat(bench.receive()).isNull();
  }

  @Test
  void receivesFromEachConnectionInTurn() throws PeerRefused {
    var one = bench.join();
    var two = bench.join();
    bench.receive();
    bench.receive();
    one.sends("1a");
    one.sends("1b");
    two.sends("2a");

    assertThat(bench.receive()).isEqualTo(data(FIRST, "1a"));
    assertThat(bench.receive()).isEqualTo(data(SECOND, "2a"));
    assertThat(bench.receive()).isEqualTo(data(FIRST, "1b"));
  }

  @Test
  void aCrowdThatComesAndGoesHoldsUpNobodyWhoTalks() throws PeerRefused {
    var talker = bench.join();
    bench.receive();
    for (var i = 0; i < 100; i++) {
      bench.join().leaves();
    }
    talker.sends("one");
    talker.sends("two");

    var first4 = IntStream.range(0, 4).mapToObj(i -> bench.receive()).toList();

    assertThat(first4).contains(data(FIRST, "one"), data(FIRST, "two"));
  }

  @Test
  void tellsNothingOfAConnectionBeforeItsBeginning() throws PeerRefused {
    for (var i = 0; i < 20; i++) {
      var peer = bench.join();
      peer.sends("first of " + i);
      if (i % 2 == 0) {
        peer.leaves();
      }
    }
    var begun = new HashSet<RoutingId>();

    for (var event = bench.receive(); event != null; event = bench.receive()) {
      if (event instanceof StreamEvent.Connected) {
        assertThat(begun.add(event.id())).isTrue();
      } else {
        assertThat(begun).contains(event.id());
      }
    }

    assertThat(begun).hasSize(20);
  }

  @Test
  void tellsOnlyOfBytesIfThatIsWanted() throws PeerRefused {
    set(Options.initial().with(Stream.NOTIFY, false));
    var peer = bench.join();
    peer.sends("one");
    peer.leaves();

    assertThat(bench.receive()).isEqualTo(data(FIRST, "one"));
    assertThat(bench.receive()).isNull();
  }

  @Test
  void sendsOnTheConnectionOfThatId() throws PeerRefused {
    var one = bench.join();
    var two = bench.join();

    assertThat(send(SECOND, "to the second")).isEqualTo(Outcome.ACCEPTED);
    assertThat(send(FIRST, "to the first")).isEqualTo(Outcome.ACCEPTED);

    assertThat(one.texts()).containsExactly("to the first");
    assertThat(two.texts()).containsExactly("to the second");
  }

  @Test
  void saysWhichConnectionIsNotThere() throws PeerRefused {
    bench.join();

    assertThatThrownBy(() -> send(SECOND, "anybody?"))
        .isInstanceOf(NoRouteException.class)
        .hasMessageContaining("STREAM")
        .hasMessageContaining(SECOND.toString());
  }

  @Test
  void cannotSendOnAConnectionThatEnded() throws PeerRefused {
    bench.join().leaves();

    assertThatThrownBy(() -> send(FIRST, "late")).isInstanceOf(NoRouteException.class);
  }

  @Test
  void waitsForTheConnectionThatIsFull() throws PeerRefused {
    var peer = bench.join();
    send(FIRST, "1");
    send(FIRST, "2");

    assertThat(send(FIRST, "3")).isEqualTo(new Outcome.WaitFor(peer.end().far()));
  }

  @Test
  void disconnectsAfterWhatIsQueued() throws PeerRefused {
    var peer = bench.join();
    send(FIRST, "bye");

    assertThat(routing.disconnect(FIRST)).isTrue();

    assertThat(peer.texts()).containsExactly("bye");
    assertThat(peer.end().isDrained()).isTrue();
    assertThatThrownBy(() -> send(FIRST, "late")).isInstanceOf(NoRouteException.class);
    assertThat(routing.disconnect(FIRST)).isFalse();
  }

  @Test
  void disconnectsByNoBytesAlsoIfTheQueueIsFull() throws PeerRefused {
    var peer = bench.join();
    send(FIRST, "1");
    send(FIRST, "2");

    assertThat(send(FIRST, "")).isEqualTo(Outcome.ACCEPTED);

    assertThat(peer.texts()).containsExactly("1", "2");
    assertThat(peer.end().isDrained()).isTrue();
  }

  @Test
  void tellsNothingMoreOfAConnectionThatItDisconnected() throws PeerRefused {
    var peer = bench.join();
    bench.receive();
    peer.sends("unread");

    routing.disconnect(FIRST);
    bench.breakOff(peer);

    assertThat(bench.receive()).isNull();
  }

  @Test
  void tellsBeginningAndEndOfAConnectionThatWasDisconnectedBeforeEither() throws PeerRefused {
    bench.join().sends("unread");

    assertThat(routing.disconnect(FIRST)).isTrue();

    assertThat(bench.receive()).isEqualTo(connected(FIRST));
    assertThat(bench.receive()).isEqualTo(disconnected(FIRST));
    assertThat(bench.receive()).isNull();
  }

  @Test
  void tellsTheEndOfAConnectionWhoseEndpointIsEnded() throws PeerRefused {
    var waitedFor = bench.join();
    var unread = bench.join();
    bench.receive();
    bench.receive();
    assertThat(bench.receive()).isNull();
    unread.sends("unread");

    bench.breakOff(waitedFor);
    bench.breakOff(unread);

    assertThat(bench.receive()).isEqualTo(disconnected(FIRST));
    assertThat(bench.receive()).isEqualTo(disconnected(SECOND));
    assertThat(bench.receive()).isNull();
  }

  @Test
  void tellsTheEndOfAPeerThatWasGoneWhenItWasDisconnected() throws PeerRefused {
    var peer = bench.join();
    bench.receive();
    bench.hearsLater();
    peer.leaves();

    assertThat(routing.disconnect(FIRST)).isFalse();

    assertThat(bench.receive()).isEqualTo(disconnected(FIRST));
  }

  @Test
  void readsTheIdInFrontOfAPlainMessage() {
    assertThat(routing.outgoing(Message.of("id", "bytes", "more")))
        .isEqualTo(new Routed(RoutingId.of("id"), Message.of("bytes", "more")));
    assertThatThrownBy(() -> routing.outgoing(Message.of("id")))
        .isInstanceOf(WrongStateException.class);
  }

  @Test
  void writesTheIdInFrontOfAPlainMessageAndNothingForWhatHasNoBytes() {
    assertThat(routing.incoming(data(FIRST, "x")))
        .isEqualTo(Message.of("x").prepend(FIRST.frame()));
    assertThat(routing.incoming(connected(FIRST))).isEqualTo(Message.of("").prepend(FIRST.frame()));
    assertThat(routing.incoming(disconnected(FIRST)))
        .isEqualTo(Message.of("").prepend(FIRST.frame()));
  }

  private static final RoutingId GIVEN = RoutingId.of("given");

  private TestPeer joinAs(RoutingId id) throws PeerRefused {
    return bench.join(RoutingId.none(), id);
  }

  /** Catches: bytes that are not seen because their connection was asked in vain before. */
  @Test
  void receivesFromAConnectionThatHadNothingBefore() throws PeerRefused {
    var peer = bench.join();
    bench.receive();
    assertThat(bench.receive()).isNull();

    peer.sends("one");

    assertThat(bench.receive()).isEqualTo(data(FIRST, "one"));
  }

  /** Catches: an id for an endpoint that is then not the one its connection has. */
  @Test
  void knowsAConnectionByTheIdThatItsEndpointWasGiven() throws PeerRefused {
    var id = routing.generate();
    routing.connecting(id);
    var peer = joinAs(id);

    assertThat(id).isEqualTo(FIRST);
    assertThat(bench.receive()).isEqualTo(connected(id));
    assertThat(send(id, "bytes")).isEqualTo(Outcome.ACCEPTED);
    assertThat(peer.texts()).containsExactly("bytes");
  }

  /** Catches: an id that two connections have. */
  @Test
  void givesNoIdTwice() throws PeerRefused {
    bench.join();
    routing.connecting(GIVEN);

    assertThatThrownBy(() -> routing.connecting(GIVEN))
        .isInstanceOf(WrongStateException.class)
        .hasMessageContaining(GIVEN.toString());
    assertThatThrownBy(() -> routing.connecting(FIRST))
        .isInstanceOf(WrongStateException.class)
        .hasMessageContaining(FIRST.toString());

    routing.disconnected(GIVEN);
    routing.connecting(GIVEN);
  }

  /** Catches: what a former connection brought, and that comes behind the beginning of the next. */
  @Test
  void tellsAllOfAFormerConnectionBeforeTheNextThatHasItsId() throws PeerRefused {
    var first = joinAs(GIVEN);
    assertThat(bench.receive()).isEqualTo(connected(GIVEN));
    first.sends("1");
    first.sends("2");
    bench.hearsLater();
    first.leaves();

    var second = joinAs(GIVEN);
    second.sends("3");
    bench.hears();

    assertThat(bench.receive()).isEqualTo(data(GIVEN, "1"));
    assertThat(bench.receive()).isEqualTo(data(GIVEN, "2"));
    assertThat(bench.receive()).isEqualTo(disconnected(GIVEN));
    assertThat(bench.receive()).isEqualTo(connected(GIVEN));
    assertThat(bench.receive()).isEqualTo(data(GIVEN, "3"));
    assertThat(bench.receive()).isNull();
  }

  /** Catches: an end that is told behind the beginning of a later connection. */
  @Test
  void tellsTheEndOfWhatItDisconnectedBeforeTheBeginningOfTheNext() throws PeerRefused {
    bench.join();
    routing.disconnect(FIRST);
    bench.join();

    assertThat(bench.receive()).isEqualTo(connected(FIRST));
    assertThat(bench.receive()).isEqualTo(disconnected(FIRST));
    assertThat(bench.receive()).isEqualTo(connected(SECOND));
    assertThat(bench.receive()).isNull();
  }

  /** Catches: a table or a rotation that keeps the pipes of connections that ended. */
  @Test
  void forgetsConnectionsThatComeAndGo() throws PeerRefused {
    set(Options.initial().with(Stream.NOTIFY, false));

    FormerPeers.areForgottenBy(routing);
  }
}
