package org.weftmq.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.weftmq.Context;
import org.weftmq.Message;
import org.weftmq.NoRouteException;
import org.weftmq.PeerFullException;
import org.weftmq.RoutingId;
import org.weftmq.SocketOptions;
import org.weftmq.pattern.p2p.Peer;
import org.weftmq.test.Crew;
import org.weftmq.test.RoughNetwork;
import org.weftmq.test.Scheme;
import org.weftmq.test.WatchedEnvironment;

/** PEERs that know one another by number, while connections break and are ended (51/P2P). */
class PeersTest {
  private static final Duration TIME = Duration.ofSeconds(30);
  private static final int GUESTS = 4;

  /**
   * Catches: an answer that reaches another than the one who asked, an id that does not stay when
   * its connection is remade, an order that a new connection upsets, and threads that stay.
   */
  @ParameterizedTest
  @CsvSource({"TCP, 1", "IPC, 2"})
  void anIdStaysThroughBrokenConnections(Scheme scheme, int seed) throws Exception {
    var network = new RoughNetwork(seed, 200, 3_000);
    try (var context = Context.open(network);
        var crew = Crew.Kind.VIRTUAL.crew()) {
      var host = peer(context).bind(scheme.endpoint());
      crew.start(() -> echo(host));
      var guests = new ArrayList<Thread>();
      for (var i = 0; i < GUESTS; i++) {
        var name = "guest " + i;
        guests.add(
            crew.start(
                () -> {
                  var guest = peer(context);
                  var id = guest.connectPeer(host.endpoint());
                  var asked = 0;
                  var heard = -1;
                  while (network.breaks() <= 20) {
                    guest.send(id, Message.of(name + " " + asked++), TIME);
                    heard = hear(guest, id, name, heard, Duration.ofMillis(2));
                  }
                  network.smooth();
                  // What was on a broken wire is gone, and the last one may still be about to
                  // break.
                  while (heard < asked - 1) {
                    guest.send(id, Message.of(name + " " + asked++), TIME);
                    for (var before = -1; before < heard && heard < asked - 1; ) {
                      before = heard;
                      heard = hear(guest, id, name, heard, Duration.ofMillis(500));
                    }
                  }
                  guest.close();
                }));
      }
      for (var guest : guests) {
        join(guest, crew);
      }
      host.close();
      crew.join(TIME);
    }
    network.awaitNothingLeft();
  }

  /** Catches: an end of one way that harms another, and a message that survives the end of its. */
  @ParameterizedTest
  @EnumSource
  void thoseThatAreDisconnectedComeBackAndOthersGoOn(Scheme scheme) throws Exception {
    var world = new WatchedEnvironment();
    var over = new AtomicBoolean();
    try (var context = Context.open(world);
        var crew = Crew.Kind.VIRTUAL.crew()) {
      var host = peer(context).bind(scheme.endpoint());
      crew.start(() -> echo(host));
      var loyalty =
          crew.start(
              () -> { // one that is never disconnected gets every answer
                var loyal = peer(context);
                var id = loyal.connectPeer(host.endpoint());
                for (var n = 0; n < 300 || !over.get(); n++) {
                  assertThat(loyal.send(id, Message.of("loyal " + n), TIME)).isTrue();
                  assertThat(hear(loyal, id, "loyal", n - 1, TIME)).isEqualTo(n);
                }
                loyal.close();
              });
      var fickle = new ArrayList<Thread>();
      for (var i = 0; i < 2; i++) {
        var name = "fickle" + i;
        fickle.add(
            crew.start(
                () -> {
                  var guest = peer(context);
                  for (var round = 0; round < 30; round++) {
                    var id = guest.connectPeer(host.endpoint());
                    for (var n = 0; n <= round % 3; n++) {
                      guest.send(id, Message.of(name + round + " " + n), TIME);
                    }
                    assertThat(hear(guest, id, name + round, -1, TIME)).isZero();
                    guest.disconnectPeer(id);
                  }
                  assertThat(guest.stats().isBalanced()).isTrue();
                  guest.close();
                }));
      }
      for (var thread : fickle) {
        join(thread, crew);
      }
      over.set(true);
      join(loyalty, crew);
      host.close();
      crew.join(TIME);
    }
    world.awaitNothingLeft();
  }

  private static void join(Thread thread, Crew crew) throws InterruptedException {
    assertThat(thread.join(TIME)).as("%s has ended", thread).isTrue();
    crew.check();
  }

  private static Peer peer(Context context) {
    return Peer.open(context)
        .set(SocketOptions.RECONNECT_INTERVAL, Duration.ofMillis(1))
        .set(SocketOptions.RECONNECT_INTERVAL_MAX, Duration.ofMillis(5))
        .set(SocketOptions.LINGER, Duration.ZERO);
  }

  /** Answers each with what it said, as long as it is there. */
  private static void echo(Peer host) {
    for (var question : host) {
      try {
        host.send(question.id(), question.body());
      } catch (NoRouteException | PeerFullException e) {
        // It has left, or does not listen.
      }
    }
  }

  /** Hears answers until the time is over or one has come; the number of the last that came. */
  private static int hear(Peer guest, RoutingId from, String name, int last, Duration time)
      throws InterruptedException {
    var answer = guest.receive(time);
    if (answer.isEmpty()) {
      return last;
    }
    assertThat(answer.get().id()).isEqualTo(from);
    var text = answer.get().body().text();
    assertThat(text).startsWith(name + " ");
    var number = Integer.parseInt(text.substring(name.length() + 1));
    assertThat(number).isGreaterThan(last);
    return number;
  }
}
