package org.weftmq.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.weftmq.Context;
import org.weftmq.Message;
import org.weftmq.NoRouteException;
import org.weftmq.RoutingId;
import org.weftmq.SocketEvent;
import org.weftmq.SocketOptions;
import org.weftmq.pattern.reqrep.Dealer;
import org.weftmq.pattern.stream.Stream;
import org.weftmq.pattern.stream.StreamEvent;
import org.weftmq.test.Crew;
import org.weftmq.test.Descriptors;
import org.weftmq.test.NoLeaks;
import org.weftmq.test.WatchedEnvironment;
import org.weftmq.test.hostile.HostileServer;
import org.weftmq.test.hostile.Intruder;
import org.weftmq.test.hostile.Speech;

/** Bare peers that mean no good to a STREAM: each costs its own connection and nothing else. */
@NoLeaks
class HostileStreamPeersTest {
  private static final Duration TIME = Duration.ofSeconds(20);

  private final WatchedEnvironment environment = new WatchedEnvironment();
  private final Context context = Context.open(environment);
  private final Stream stream =
      Stream.open(context)
          .set(SocketOptions.LINGER, Duration.ofMillis(50))
          .set(SocketOptions.SEND_HIGH_WATER_MARK, 4)
          .bind("tcp://127.0.0.1:*");

  @AfterEach
  void nothingIsLeft() {
    context.close();
    environment.awaitNothingLeft();
  }

  private StreamEvent next() throws InterruptedException {
    return stream.receive(TIME).orElseThrow(() -> new AssertionError("nothing came"));
  }

  private void echoUntil(int connections) throws InterruptedException {
    untilTheEndOf(connections, this::answer);
  }

  /** Each connection begins once, sends, and ends once. Gives how much each has sent. */
  private Map<RoutingId, Integer> untilTheEndOf(int connections, Consumer<StreamEvent.Data> answer)
      throws InterruptedException {
    var received = new HashMap<RoutingId, Integer>();
    var open = new HashSet<RoutingId>();
    var ended = 0;
    while (ended < connections) {
      switch (next()) {
        case StreamEvent.Connected c -> {
          assertThat(received.put(c.id(), 0)).isNull();
          open.add(c.id());
        }
        case StreamEvent.Data data -> {
          assertThat(open).contains(data.id());
          received.merge(data.id(), data.bytes().size(), Integer::sum);
          answer.accept(data);
        }
        case StreamEvent.Disconnected d -> {
          assertThat(open.remove(d.id())).isTrue();
          ended++;
        }
      }
    }
    return received;
  }

  private void answer(StreamEvent.Data data) {
    try {
      stream.trySend(data.id(), data.bytes());
    } catch (NoRouteException e) {
      // it is gone already
    }
  }

  /** Catches: a connection that is told of twice or not at all, descriptors, threads. */
  @Test
  void aFloodOfConnectionsThatComeAndGoLeavesNothing() throws Exception {
    for (var i = 0; i < 20; i++) {
      Intruder.to(stream.endpoint()).says(Speech.begin().reset());
    }
    echoUntil(20);
    var before = Descriptors.count();
    var word = Speech.begin().text("a word");
    try (var crew = Crew.Kind.VIRTUAL.crew()) {
      for (var attacker = 0; attacker < 4; attacker++) {
        crew.start(
            () -> {
              for (var i = 0; i < 250; i++) {
                var intruder = Intruder.to(stream.endpoint());
                switch (i % 4) {
                  case 0 -> intruder.says(Speech.begin().reset());
                  case 1 -> intruder.close();
                  case 2 -> intruder.says(word).close();
                  default -> intruder.says(word.reset());
                }
              }
            });
      }
      echoUntil(1000);
      crew.join(TIME);
    }

    Awaitility.await()
        .atMost(TIME)
        .untilAsserted(() -> assertThat(Descriptors.count()).isLessThanOrEqualTo(before + 2));
    assertThat(stream.stats().peers()).isZero();
    assertThat(stream.stats().isBalanced()).isTrue();
  }

  /** Catches: a crowd that says nothing and keeps others out, or costs much. */
  @Test
  void aSilentCrowdKeepsNobodyOut() throws Exception {
    var before = usedMemory();
    var intruders = new HashSet<Intruder>();
    for (var i = 0; i < 500; i++) {
      intruders.add(Intruder.to(stream.endpoint()));
      assertThat(next()).isInstanceOf(StreamEvent.Connected.class);
    }
    assertThat(usedMemory() - before).isLessThan(30_000_000);

    try (var good = Intruder.to(stream.endpoint()).says(Speech.begin().text("let me in"))) {
      var id = next().id();
      assertThat(next())
          .isInstanceOfSatisfying(
              StreamEvent.Data.class,
              data -> assertThat(data.bytes().text()).isEqualTo("let me in"));
      stream.disconnect(id);
      good.awaitEnd();
    }
    for (var intruder : intruders) {
      intruder.close();
    }
  }

  private static long usedMemory() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  /** Catches: a peer that reads nothing and that nobody gets rid of. */
  @Test
  void aPeerThatNeverReadsIsGoneSoonAfterItWasDisconnected() throws Exception {
    try (var deaf = Intruder.to(stream.endpoint())) {
      var id = next().id();
      var much = Message.wrap(new byte[1 << 20]);
      while (stream.send(id, much, Duration.ofMillis(50))) {
        continue;
      }

      assertThat(stream.disconnect(id)).isTrue();

      Awaitility.await().atMost(TIME).until(() -> stream.stats().peers() == 0);
      Awaitility.await().atMost(TIME).until(() -> stream.stats().queued() == 0);
      assertThat(stream.stats().isBalanced()).isTrue();
      assertThat(deaf).isNotNull();
    }
  }

  /** Catches: bytes of one peer that reach another, whatever they are and however they are cut. */
  @ParameterizedTest
  @ValueSource(ints = {1, 8191, 8192, 8193, 1_000_000})
  void anyBytesAreJustBytes(int size) throws Exception {
    var bytes = new byte[size];
    ThreadLocalRandom.current().nextBytes(bytes);
    try (var peer = Intruder.to(stream.endpoint());
        var other = Intruder.to(stream.endpoint())) {
      other.says(Speech.begin().text("other"));
      peer.says(Speech.begin().bytes(bytes));
    }

    assertThat(untilTheEndOf(2, data -> {}).values())
        .containsExactlyInAnyOrder(size, "other".length());
  }

  /**
   * Catches: a server that sends rubbish to a STREAM that connects, or closes at once, for ever.
   */
  @Test
  void aServerThatClosesAtOnceIsReachedForAgainAndEachTimeToldOf() throws Exception {
    try (var server = HostileServer.overTcp()) {
      stream
          .set(SocketOptions.RECONNECT_INTERVAL, Duration.ofMillis(1))
          .set(SocketOptions.RECONNECT_INTERVAL_MAX, Duration.ofMillis(1))
          .connect(server.endpoint());
      Set<RoutingId> ids = new HashSet<>();
      for (var i = 0; i < 20; i++) {
        try (var intruder = server.accept()) {
          if (i % 2 == 0) {
            intruder.says(Speech.begin().text("rubbish"));
          }
          var id = next().id();
          assertThat(ids.add(id)).isTrue();
        }
        var end = next();
        if (i % 2 == 0) {
          assertThat(end).isInstanceOf(StreamEvent.Data.class);
          end = next();
        }
        assertThat(end).isInstanceOf(StreamEvent.Disconnected.class);
      }
    }
  }

  /** Catches: a DEALER that is confused by what is no ZMTP, to the cost of its other peers. */
  @Test
  void rubbishFromAStreamCostsADealerThatConnectionOnly() throws Exception {
    try (var dealer = Dealer.open(context).set(SocketOptions.RECONNECT, false);
        var events = dealer.events()) {
      dealer.connect(stream.endpoint());
      var id = next().id();
      stream.send(id, "HTTP/1.0 400 Bad Request\r\n\r\n");

      SocketEvent event;
      do {
        event = events.next(TIME).orElseThrow();
      } while (!(event instanceof SocketEvent.HandshakeFailed));
      assertThat(((SocketEvent.HandshakeFailed) event).reason()).contains("does not speak ZMTP");
    }
  }
}
