package org.weftmq.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.weftmq.SocketOptions.LINGER;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.weftmq.CloseReport;
import org.weftmq.DropReason;
import org.weftmq.Endpoint;
import org.weftmq.Option;
import org.weftmq.SocketType;
import org.weftmq.fixture.Caller;
import org.weftmq.fixture.FifoSocket;
import org.weftmq.fixture.ManualWorld;
import org.weftmq.fixture.RawPeer;
import org.weftmq.fixture.World;

class LingerTest {
  private static final Duration HOUR = Duration.ofHours(1);

  @RegisterExtension final ManualWorld world = new ManualWorld();

  private FifoSocket connected(String endpoint) {
    return world.open(SocketType.PUSH).set(LINGER, HOUR).connect(endpoint);
  }

  private static void send(FifoSocket socket, int count) throws InterruptedException {
    for (var i = 0; i < count; i++) {
      socket.send("" + i);
    }
  }

  /** Closes it as its option says. */
  private Caller<String> closing(FifoSocket socket) {
    return world.blocked(
        () -> {
          socket.close();
          return "closed";
        });
  }

  private static List<String> readAll(RawPeer peer) throws Exception {
    var got = new ArrayList<String>();
    for (var text = peer.receive(); text.isPresent(); text = peer.receive()) {
      got.add(text.get());
    }
    return got;
  }

  @Test
  void allThatIsQueuedForAConnectedPeerIsWrittenBeforeCloseReturns() throws Exception {
    try (var host = world.network().bindRaw("mem://host")) {
      var push = connected("mem://host");
      var peer = host.accept().greet(SocketType.PULL);
      send(push, 100);
      var closing = world.blocked(() -> push.close(HOUR));

      var got = readAll(peer);

      assertThat(got).hasSize(100).startsWith("0", "1").endsWith("99");
      assertThat(closing.result()).isEqualTo(CloseReport.COMPLETE);
      assertThat(push.stats().written()).isEqualTo(100);
    }
  }

  @Test
  void allThatIsQueuedForAnAcceptedPeerIsWrittenBeforeCloseReturns() throws Exception {
    var push = world.open(SocketType.PUSH).bind("mem://here");
    var peer = world.network().dialRaw("mem://here").greet(SocketType.PULL);
    push.awaitPeers(1, HOUR);
    send(push, 100);
    var closing = world.blocked(() -> push.close(HOUR));

    var got = readAll(peer);

    assertThat(got).hasSize(100).endsWith("99");
    assertThat(closing.result()).isEqualTo(CloseReport.COMPLETE);
  }

  @Test
  void waitsForAPeerThatHasNotComeYet() throws Exception {
    var push = connected("mem://late");
    send(push, 3);
    var closing = world.blocked(() -> push.close(HOUR));

    try (var host = world.network().bindRaw("mem://late")) {
      var accepting = Caller.start(() -> host.accept().greet(SocketType.PULL));
      world.passUntil(accepting::isDone);
      var peer = accepting.result();

      assertThat(readAll(peer)).containsExactly("0", "1", "2");
      assertThat(closing.result()).isEqualTo(CloseReport.COMPLETE);
    }
  }

  @Test
  void waitsForAPeerThatIsStillInItsHandshake() throws Exception {
    try (var host = world.network().bindRaw("mem://slow")) {
      var push = connected("mem://slow");
      send(push, 3);
      var peer = host.accept();
      peer.awaitGreeting();
      var closing = world.blocked(() -> push.close(HOUR));

      peer.introduce(SocketType.PULL);

      assertThat(readAll(peer)).containsExactly("0", "1", "2");
      assertThat(closing.result()).isEqualTo(CloseReport.COMPLETE);
    }
  }

  @Test
  void goesOnAfterAReconnectWhileItLingers() throws Exception {
    try (var host = world.network().bindRaw("mem://host")) {
      var push = connected("mem://host");
      var first = host.accept().greet(SocketType.PULL);
      send(push, 10);
      first.receive();
      var closing = world.blocked(() -> push.close(HOUR));

      first.reset();
      var accepting = Caller.start(() -> host.accept().greet(SocketType.PULL));
      world.passUntil(accepting::isDone);
      var second = accepting.result();

      // A message that the lost connection had been given counts as written: it is not sent again.
      var rest = readAll(second);
      assertThat(rest).isNotEmpty().endsWith("9").doesNotHaveDuplicates();
      assertThat(closing.result()).isEqualTo(CloseReport.COMPLETE);
      assertThat(push.stats().written()).isEqualTo(10);
    }
  }

  @Test
  void whatIsNotWrittenInTimeIsReportedByEndpointAndCounted() throws Exception {
    try (var host = world.network().bindRaw("mem://stuck")) {
      var push = connected("mem://stuck");
      host.accept().greet(SocketType.PULL); // and never reads
      push.awaitPeers(1, HOUR);
      send(push, 10);
      World.await().until(() -> push.stats().written() == 2); // what the wire buffers
      push.disconnect("mem://stuck"); // nothing new goes there
      push.connect("mem://nobody");
      send(push, 5);
      var closing = world.blocked(() -> push.close(Duration.ofMinutes(1)));

      world.pass(Duration.ofMinutes(1));

      var report = closing.result();
      assertThat(report.isComplete()).isFalse();
      assertThat(report.notWritten()).isEqualTo(13);
      assertThat(report.perEndpoint())
          .containsOnly(
              entry(Endpoint.parse("mem://stuck"), 8L), entry(Endpoint.parse("mem://nobody"), 5L));
      var stats = push.stats();
      assertThat(stats.offered()).isEqualTo(15);
      assertThat(stats.written()).isEqualTo(2);
      assertThat(stats.queued()).isZero();
      assertThat(stats.dropped()).isEqualTo(Map.of(DropReason.LINGER_EXPIRED, 13L));
    }
  }

  @Test
  void acceptedPeersThatDoNotReadAreReportedAtTheEndpointThatIsBound() throws Exception {
    var push = world.open(SocketType.PUSH).bind("mem://here");
    world.network().dialRaw("mem://here").greet(SocketType.PULL);
    push.awaitPeers(1, HOUR);
    send(push, 10);
    World.await().until(() -> push.stats().written() == 2);
    var closing = world.blocked(() -> push.close(Duration.ofMinutes(1)));

    world.pass(Duration.ofMinutes(1));

    assertThat(closing.result())
        .isEqualTo(new CloseReport(8, Map.of(Endpoint.parse("mem://here"), 8L)));
    assertThat(push.stats().dropped()).isEqualTo(Map.of(DropReason.LINGER_EXPIRED, 8L));
  }

  @Test
  void noLingerAtAllDropsWhatIsNotWritten() throws Exception {
    var push = connected("mem://nobody");
    send(push, 3);

    var report = push.close(Duration.ZERO);

    assertThat(report.notWritten()).isEqualTo(3);
    assertThat(push.stats().dropped()).isEqualTo(Map.of(DropReason.LINGER_EXPIRED, 3L));
  }

  @Test
  void aNegativeLingerIsNone() throws Exception {
    var push = connected("mem://nobody");
    send(push, 3);

    assertThat(push.close(Duration.ofSeconds(-1)).notWritten()).isEqualTo(3);
  }

  @Test
  void anEmptyQueueIsNotWaitedFor() {
    var push = connected("mem://nobody");

    assertThat(push.close(HOUR)).isEqualTo(CloseReport.COMPLETE);
  }

  @Test
  void aPeerThatHangsInItsHandshakeIsNotWaitedFor() throws Exception {
    try (var host = world.network().bindRaw("mem://silent")) {
      var push = connected("mem://silent");
      host.accept();

      assertThat(push.close(HOUR)).isEqualTo(CloseReport.COMPLETE);
    }
  }

  @Test
  void anEndpointThatSwallowsEverythingIsNotWaitedFor() {
    world.network().swallow("mem://hole");
    var push = connected("mem://hole");
    World.await().until(() -> world.network().dials("mem://hole") == 1);

    assertThat(push.close(HOUR)).isEqualTo(CloseReport.COMPLETE);
  }

  @Test
  void anEndpointThatSwallowsEverythingIsGivenUpWhenTheLingerIsOver() throws Exception {
    world.network().swallow("mem://hole");
    var push = connected("mem://hole");
    send(push, 3);
    var closing = world.blocked(() -> push.close(Duration.ofMinutes(1)));

    world.pass(Duration.ofMinutes(1));

    assertThat(closing.result().notWritten()).isEqualTo(3);
  }

  @Test
  void closingGoesByTheLingerOption() throws Exception {
    var push = connected("mem://nobody").set(LINGER, Duration.ofMinutes(5));
    send(push, 3);
    var closing = closing(push);

    world.pass(Duration.ofMinutes(4));
    assertThat(closing.isDone()).isFalse();
    world.pass(Duration.ofMinutes(1));

    assertThat(closing.result()).isEqualTo("closed");
  }

  @Test
  void lingersForEverIfItIsTold() throws Exception {
    var push = connected("mem://late").set(LINGER, Option.FOREVER);
    send(push, 3);
    var closing = closing(push);

    world.pass(Duration.ofDays(1000));
    assertThat(closing.isDone()).isFalse();
    push.close(Duration.ZERO);

    assertThat(closing.result()).isEqualTo("closed");
  }

  @Test
  void aSecondCloserWithLessPatienceEndsTheWaitOfTheFirst() throws Exception {
    var push = connected("mem://nobody");
    send(push, 3);
    var patient = world.blocked(() -> push.close(HOUR));

    var report = push.close(Duration.ZERO);

    assertThat(report.notWritten()).isEqualTo(3);
    assertThat(patient.result()).isEqualTo(report);
  }

  /** Catches: a report that nothing is left where those who hold it have not ended. */
  @Test
  void closingEndsEvenIfATransportDoesNot() throws Exception {
    world.network().holdCarrying("mem://stuck");
    var push = connected("mem://stuck");
    send(push, 3);
    var closing = world.blocked(() -> push.close(Duration.ofMinutes(1)));

    world.passUntil(closing::isDone);

    var report = new CloseReport(3, Map.of(Endpoint.parse("mem://stuck"), 3L));
    assertThat(closing.result()).isEqualTo(report);
    assertThat(push.stats().queued()).isEqualTo(3);
    world.network().goOn();
    World.await().until(() -> push.stats().queued() == 0);
    assertThat(push.stats().dropped()).isEqualTo(Map.of(DropReason.LINGER_EXPIRED, 3L));
    assertThat(push.close(HOUR)).isEqualTo(report);
  }

  @Test
  void whatAStuckPeerSendsDoesNotKeepTheSocketFromClosing() throws Exception {
    var pull = world.open(SocketType.PULL).bind("mem://here");
    var peer = world.network().dialRaw("mem://here").greet(SocketType.PUSH);
    pull.set(org.weftmq.SocketOptions.RECEIVE_HIGH_WATER_MARK, 1);
    var flooding =
        Caller.start(
            () -> {
              try {
                for (; ; ) {
                  peer.send("more");
                }
              } catch (java.io.IOException e) {
                return "cut off";
              }
            });
    pull.receive();

    assertThat(pull.close(HOUR)).isEqualTo(CloseReport.COMPLETE);
    assertThat(flooding.result()).isEqualTo("cut off");
  }
}
