package org.weftmq.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.weftmq.Context;
import org.weftmq.Message;
import org.weftmq.RoutingId;
import org.weftmq.Select;
import org.weftmq.Socket;
import org.weftmq.SocketClosedException;
import org.weftmq.SocketOptions;
import org.weftmq.Waiting;
import org.weftmq.pattern.pair.Pair;
import org.weftmq.pattern.pipeline.Pull;
import org.weftmq.pattern.pipeline.Push;
import org.weftmq.pattern.reqrep.Dealer;
import org.weftmq.pattern.reqrep.Rep;
import org.weftmq.pattern.reqrep.Req;
import org.weftmq.pattern.reqrep.Router;
import org.weftmq.test.Crew;
import org.weftmq.test.NoLeaks;
import org.weftmq.test.Scheme;
import org.weftmq.test.WatchedEnvironment;

/** Closing while others wait in every way there is. */
@NoLeaks
class ClosingTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Duration SOON = Duration.ofSeconds(5);

  /** Sockets, and calls that wait in them. */
  private static final class Waits {
    private final List<Socket> sockets = new ArrayList<>();
    private final List<ThrowingCallable> calls = new ArrayList<>();

    Waits(Context context, Scheme scheme) throws InterruptedException {
      var pull = add(Pull.open(context).bind(scheme.endpoint()));
      var lonely = add(Push.open(context).bind(scheme.endpoint()));
      var full = add(full(context, scheme));
      var rep = add(Rep.open(context).bind(scheme.endpoint()));
      var req = add(Req.open(context).connect(rep.endpoint()));
      var router = add(Router.open(context).bind(scheme.endpoint()));
      var dealer = add(Dealer.open(context).connect(router.endpoint()));
      var pair = add(Pair.open(context).bind(scheme.endpoint()));

      calls.add(pull::receive);
      calls.add(() -> pull.receive(LONG));
      calls.add(
          () -> Select.<Message>first(pull.onReceive(m -> m), pair.onReceive(m -> m)).await());
      calls.add(() -> lonely.send("nobody takes it"));
      calls.add(() -> full.send(Message.of("no room"), LONG));
      calls.add(() -> req.request(Message.of("nobody answers"), LONG));
      calls.add(() -> req.request(Message.of("queues behind"), LONG));
      calls.add(() -> dealer.receive());
      calls.add(() -> pair.awaitPeers(1, LONG));
      calls.add(() -> pair.send("nobody there"));
      calls.add(() -> router.receive(LONG));
    }

    private static Push full(Context context, Scheme scheme) {
      var push =
          Push.open(context)
              .set(SocketOptions.SEND_HIGH_WATER_MARK, 1)
              .set(SocketOptions.LINGER, Duration.ZERO)
              .connect(nobody(scheme));
      assertThat(push.trySend(Message.of("fills it"))).isTrue();
      return push;
    }

    private static String nobody(Scheme scheme) {
      return scheme == Scheme.TCP ? "tcp://127.0.0.1:1" : scheme.endpoint();
    }

    private <S extends Socket> S add(S socket) {
      sockets.add(socket);
      return socket;
    }
  }

  static Stream<Arguments> everywhere() {
    return DeliveryTest.everywhere();
  }

  /** Catches: a caller that sleeps on, or hears something else, when its socket is closed. */
  @ParameterizedTest
  @MethodSource("everywhere")
  void wakesAllWhoWait(Scheme scheme, Crew.Kind kind) throws Exception {
    var environment = new WatchedEnvironment();
    try (var context = Context.open(environment);
        var crew = kind.crew()) {
      var waits = new Waits(context, scheme);
      startAll(waits, crew);

      for (var socket : waits.sockets) {
        socket.close();
      }

      crew.join(SOON);
    }
    environment.awaitNothingLeft();
  }

  /** Catches: a socket that closing its context forgets. */
  @ParameterizedTest
  @MethodSource("everywhere")
  void closingTheContextWakesAllWhoWait(Scheme scheme, Crew.Kind kind) throws Exception {
    var environment = new WatchedEnvironment();
    try (var context = Context.open(environment);
        var crew = kind.crew()) {
      var waits = new Waits(context, scheme);
      startAll(waits, crew);

      crew.start(context::close);

      crew.join(SOON);
      for (var call : waits.calls) {
        assertThatThrownBy(call).isInstanceOf(SocketClosedException.class);
      }
      assertThatThrownBy(() -> Pull.open(context)).isInstanceOf(SocketClosedException.class);
    }
    environment.awaitNothingLeft();
  }

  private static void startAll(Waits waits, Crew crew) {
    var threads = new ArrayList<Thread>();
    for (var call : waits.calls) {
      threads.add(
          crew.start(() -> assertThatThrownBy(call).isInstanceOf(SocketClosedException.class)));
    }
    threads.forEach(Waiting::until);
  }

  /** Catches: many threads that close at once and block each other, or count the linger twice. */
  @ParameterizedTest
  @EnumSource
  void anyNumberMayCloseAtTheSameTime(Scheme scheme) throws Exception {
    var linger = Duration.ofMillis(300);
    try (var context = Context.open();
        var crew = Crew.Kind.VIRTUAL.crew()) {
      var sockets = new ArrayList<Push>();
      for (var i = 0; i < 8; i++) {
        var push =
            Push.open(context).set(SocketOptions.LINGER, linger).connect(Waits.nobody(scheme));
        push.send("lingers");
        sockets.add(push);
      }

      var begun = System.nanoTime();
      for (var i = 0; i < 16; i++) {
        var socket = sockets.get(i % 8);
        crew.start(() -> socket.close());
      }
      crew.start(context::close);
      crew.join(SOON);

      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(linger.multipliedBy(4));
      for (var socket : sockets) {
        assertThat(socket.stats().droppedTotal()).isEqualTo(1);
        assertThat(socket.stats().queued()).isZero();
      }
    }
  }

  /** Catches: a peer that is told it is gone while what it sent is still to be received. */
  @ParameterizedTest
  @EnumSource
  void whatWasSentBeforeTheCloseArrives(Scheme scheme) throws Exception {
    try (var context = Context.open()) {
      var pull =
          Pull.open(context).set(SocketOptions.RECEIVE_HIGH_WATER_MARK, 0).bind(scheme.endpoint());
      var push =
          Push.open(context).set(SocketOptions.SEND_HIGH_WATER_MARK, 0).connect(pull.endpoint());
      for (var i = 0; i < 5_000; i++) {
        push.send(new Numbered(0, i).message());
      }

      var report = push.close(Duration.ofSeconds(10));

      assertThat(report.isComplete()).isTrue();
      var lane = new Arrivals().lane();
      for (var i = 0; i < 5_000; i++) {
        var message = pull.receive(SOON).orElseThrow();
        assertThat(Numbered.of(message)).isEqualTo(new Numbered(0, i));
        lane.add(message);
      }
    }
  }

  /** Catches: a router that throws what it may not when its peers leave while it sends. */
  @ParameterizedTest
  @EnumSource
  void peersMayLeaveWhileTheyAreSentTo(Scheme scheme) throws Exception {
    try (var context = Context.open();
        var crew = Crew.Kind.VIRTUAL.crew()) {
      var router =
          Router.open(context)
              .set(Router.MANDATORY, false)
              .set(SocketOptions.SEND_HIGH_WATER_MARK, 2)
              .bind(scheme.endpoint());
      crew.start(
          () -> {
            while (true) {
              try {
                router.send(RoutingId.of("fly"), Message.of("m"));
                Thread.yield();
              } catch (SocketClosedException e) {
                return;
              }
            }
          });

      for (var i = 0; i < 50; i++) {
        try (var dealer =
            Dealer.open(context)
                .set(SocketOptions.ROUTING_ID, RoutingId.of("fly"))
                .connect(router.endpoint())) {
          assertThat(dealer.receive(SOON)).isPresent();
        }
      }
      router.close();
      crew.join(SOON);

      var stats = router.stats();
      assertThat(stats.queued()).isZero();
      assertThat(stats.offered()).isEqualTo(stats.written() + stats.droppedTotal());
    }
  }
}
