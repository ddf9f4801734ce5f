package org.weftmq.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.weftmq.Context;
import org.weftmq.Message;
import org.weftmq.SocketEvent;
import org.weftmq.SocketEvents;
import org.weftmq.SocketOptions;
import org.weftmq.SocketType;
import org.weftmq.pattern.pipeline.Pull;
import org.weftmq.pattern.pipeline.Push;
import org.weftmq.test.Crew;
import org.weftmq.test.Descriptors;
import org.weftmq.test.NoLeaks;
import org.weftmq.test.WatchedEnvironment;
import org.weftmq.test.hostile.Attack;
import org.weftmq.test.hostile.HostileServer;
import org.weftmq.test.hostile.Intruder;
import org.weftmq.test.hostile.Speech;
import org.weftmq.transport.stream.Handshake;
import org.weftmq.zmtp.Limits;

/** Peers that mean no good, over real connections, beside one that does. */
@NoLeaks
class HostilePeersTest {
  private static final Duration TIME = Duration.ofSeconds(10);
  private static final Duration HANDSHAKE = Duration.ofMillis(150);

  private final WatchedEnvironment environment = new WatchedEnvironment();
  private final Context context = Context.open(environment);
  private final Pull pull =
      Pull.open(context)
          .set(Handshake.TIMEOUT, HANDSHAKE)
          .set(Limits.MAX_MESSAGE_SIZE, 2L << 20)
          .bind("tcp://127.0.0.1:*");
  private final Push good = Push.open(context).connect(pull.endpoint());
  private int sent;

  @BeforeEach
  void awaitTheGoodPeer() throws InterruptedException {
    assertThat(pull.awaitPeers(1, TIME)).isTrue();
  }

  @AfterEach
  void nothingIsLeft() {
    context.close();
    environment.awaitNothingLeft();
  }

  /**
   * Catches: an attack that goes unnoticed or unexplained, that keeps its connection, that delivers
   * something, or that costs anybody else anything.
   */
  @ParameterizedTest
  @EnumSource
  void anAttackCostsTheIntruderItsConnectionAndNobodyElse(Attack attack) throws Exception {
    try (var events = pull.events();
        var intruder = Intruder.to(pull.endpoint())) {
      runUntilCutOff(attack, intruder);

      assertThat(reason(events)).contains(attack.reason());
      theGoodPeerIsServed();
      assertThat(pull.stats().peers()).isEqualTo(1);
    }
  }

  /** Catches: the same from a server that our socket connects to, which must be tried again. */
  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"SILENCE", "SILENCE_AFTER_THE_GREETING", "HALF_A_READY", "MUCH_METADATA"})
  void anAttackingServerIsTriedAgainAndCostsNobodyElse(Attack attack) throws Exception {
    try (var server = HostileServer.overTcp();
        var events = pull.events()) {
      pull.set(SocketOptions.RECONNECT_INTERVAL, Duration.ofMillis(5)).connect(server.endpoint());
      for (var i = 0; i < 3; i++) {
        try (var intruder = server.accept()) {
          runUntilCutOff(attack, intruder);
        }
        assertThat(reason(events)).contains(attack.reason());
      }
      theGoodPeerIsServed();
    }
  }

  /** Catches: bytes that come one by one putting off the end of the handshake. */
  @Test
  void aSlowGreetingIsCutOffInTime() throws Exception {
    try (var events = pull.events();
        var intruder = Intruder.to(pull.endpoint())) {
      var drop = Speech.begin().bytes((byte) 0).times(4_000);

      assertThatThrownBy(
              () ->
                  intruder.says(
                      Speech.begin()
                          .bytes((byte) 0xFF)
                          .then(drop.slowly(1, Duration.ofMillis(5))))) // 20 seconds of it
          .isInstanceOf(IOException.class);

      assertThat(reason(events)).containsAnyOf("handshake took longer", "does not speak ZMTP");
      theGoodPeerIsServed();
    }
  }

  /** Catches: memory taken for what many peers announce, each of them within its limit. */
  @Test
  void announcementsCostNoMemory() throws Exception {
    var intruders = new ArrayList<Intruder>();
    var before = usedMemory();
    for (var i = 0; i < 200; i++) {
      var announcement =
          Speech.begin().joining(SocketType.PUSH).announcing(0, 2_000_000).text("a bit");
      intruders.add(Intruder.to(pull.endpoint()).says(announcement));
    }
    assertThat(pull.awaitPeers(201, TIME)).isTrue();
    theGoodPeerIsServed();

    assertThat(usedMemory() - before).isLessThan(50_000_000); // 400 MB were announced

    for (var intruder : intruders) {
      intruder.close();
    }
  }

  private static long usedMemory() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  /** Catches: a crowd that never finishes its handshake and keeps everybody else out. */
  @Test
  void aCrowdThatNeverGreetsKeepsNobodyOut() throws Exception {
    var crowded =
        Pull.open(context)
            .set(Handshake.TIMEOUT, Duration.ofMinutes(1))
            .set(SocketOptions.MAX_HANDSHAKES, 15)
            .bind("tcp://127.0.0.1:*");
    var intruders = new ArrayList<Intruder>();
    for (var i = 0; i < 30; i++) {
      intruders.add(Intruder.to(crowded.endpoint()));
    }

    var push = Push.open(context).connect(crowded.endpoint());
    push.send("let me in");

    assertThat(crowded.receive(TIME)).contains(Message.of("let me in"));
    for (var i = 0; i < 14; i++) {
      intruders.get(i).awaitEnd(); // the oldest went first
    }
    for (var intruder : intruders) {
      intruder.close();
    }
  }

  /** Catches: a peer that reads nothing and thereby stops those that do. */
  @Test
  void aPeerThatNeverReadsHoldsOnlyItsOwnQueue() throws Exception {
    var push =
        Push.open(context)
            .set(SocketOptions.SEND_HIGH_WATER_MARK, 2)
            .set(SocketOptions.LINGER, Duration.ZERO)
            .bind("tcp://127.0.0.1:*");
    try (var crew = Crew.Kind.VIRTUAL.crew();
        var deaf = Intruder.to(push.endpoint()).joins(SocketType.PULL)) {
      assertThat(push.awaitPeers(1, TIME)).isTrue();
      var reader = Pull.open(context).connect(push.endpoint());
      assertThat(push.awaitPeers(2, TIME)).isTrue();
      var received = new AtomicInteger();
      crew.start(() -> reader.forEach(message -> received.incrementAndGet()));
      var large = Message.wrap(new byte[200_000]);

      for (var i = 0; i < 300; i++) {
        assertThat(push.send(large, TIME)).isTrue();
      }

      // But for what waits for the deaf one, or was taken by its kernel.
      Awaitility.await().atMost(TIME).until(() -> received.get() > 200);
      reader.close();
      crew.join(TIME);
      assertThat(deaf).isNotNull();
    }
  }

  /** Catches: PINGs whose PONGs pile up for a peer that reads none. */
  @Test
  void aFloodOfPingsIsBorne() throws Exception {
    var before = usedMemory();
    try (var intruder = Intruder.to(pull.endpoint()).joins(SocketType.PUSH)) {
      assertThat(pull.awaitPeers(2, TIME)).isTrue();
      var ping = Speech.begin().command("PING", new byte[2 + 16]);

      intruder.says(ping.times(20_000).message("x"));

      assertThat(pull.receive(TIME)).contains(Message.of("x"));
      assertThat(usedMemory() - before).isLessThan(20_000_000);
      theGoodPeerIsServed();
    }
  }

  /** Catches: descriptors and threads of connections that come and go at once. */
  @Test
  void connectionsThatComeAndGoLeaveNothing() throws Exception {
    for (var i = 0; i < 20; i++) {
      Intruder.to(pull.endpoint()).says(Speech.begin().reset());
    }
    var before = Descriptors.count();
    for (var i = 0; i < 200; i++) {
      var intruder = Intruder.to(pull.endpoint());
      switch (i % 4) {
        case 0 -> intruder.says(Speech.begin().reset());
        case 1 -> intruder.close();
        case 2 -> intruder.says(Speech.begin().greeting().reset());
        default -> intruder.joins(SocketType.PUSH).close();
      }
    }
    theGoodPeerIsServed();

    Awaitility.await()
        .atMost(TIME)
        .untilAsserted(() -> assertThat(Descriptors.count()).isLessThanOrEqualTo(before + 2));
    assertThat(pull.stats().peers()).isEqualTo(1);
  }

  private static void runUntilCutOff(Attack attack, Intruder intruder) {
    try {
      intruder.says(attack.speech(SocketType.PUSH));
      intruder.awaitEnd();
    } catch (IOException e) {
      return; // cut off before it was through
    }
  }

  /** The reason that is given for the next end of a connection. */
  private static String reason(SocketEvents events) throws InterruptedException {
    while (true) {
      switch (events.next(TIME).orElseThrow(() -> new AssertionError("no event"))) {
        case SocketEvent.HandshakeFailed e -> {
          return e.reason();
        }
        case SocketEvent.PeerLeft e -> {
          return e.reason();
        }
        default -> {}
      }
    }
  }

  /** And nothing but what the good peer sends arrives. */
  private void theGoodPeerIsServed() throws InterruptedException {
    for (var i = 0; i < 10; i++) {
      var message = Message.of("good", Integer.toString(sent++));
      good.send(message);
      assertThat(pull.receive(TIME)).contains(message);
    }
  }
}
