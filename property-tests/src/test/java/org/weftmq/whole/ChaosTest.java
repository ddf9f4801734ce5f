package org.weftmq.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.weftmq.Context;
import org.weftmq.Duplex;
import org.weftmq.Message;
import org.weftmq.SocketEvent;
import org.weftmq.SocketOptions;
import org.weftmq.SocketType;
import org.weftmq.WeftException;
import org.weftmq.pattern.Sockets;
import org.weftmq.test.Crew;
import org.weftmq.test.Descriptors;
import org.weftmq.test.NoLeaks;
import org.weftmq.test.Scheme;
import org.weftmq.test.Tries;
import org.weftmq.test.WatchedEnvironment;

/** Any program of calls on any threads comes to an end, and leaves nothing. */
@NoLeaks
class ChaosTest {
  private static final Duration TIME = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(2);
  private static final int THREADS = 4;
  private static final int CALLS = 150;
  private static final List<SocketType> TYPES =
      List.of(
          SocketType.PAIR,
          SocketType.PUSH,
          SocketType.PULL,
          SocketType.REQ,
          SocketType.REP,
          SocketType.DEALER,
          SocketType.ROUTER,
          SocketType.PUB,
          SocketType.SUB,
          SocketType.XPUB,
          SocketType.XSUB,
          SocketType.CLIENT,
          SocketType.SERVER,
          SocketType.RADIO,
          SocketType.DISH,
          SocketType.SCATTER,
          SocketType.GATHER,
          SocketType.PEER,
          SocketType.CHANNEL);

  static Stream<Integer> seeds() {
    return Stream.iterate(1, seed -> seed + 1).limit(Tries.scaled(12));
  }

  /**
   * Catches: exceptions that are not documented, calls that never return, and threads or timers
   * that are left, whatever is called in whatever order, while sockets are closed under the
   * callers; connections of which it is not told that they began or ended, or told twice; a ledger
   * that does not balance once all is over.
   */
  @ParameterizedTest
  @MethodSource("seeds")
  void everyProgramEnds(int seed) throws Exception {
    var environment = new WatchedEnvironment();
    try (var context = Context.open(environment);
        var crew = (seed % 2 == 0 ? Crew.Kind.PLATFORM : Crew.Kind.VIRTUAL).crew()) {
      var stage = new Stage(context);
      for (var i = 0; i < THREADS; i++) {
        var random = new SplittableRandom(seed * 100L + i);
        crew.start(
            () -> {
              for (var n = 0; n < CALLS; n++) {
                try {
                  stage.call(random);
                } catch (WeftException | InterruptedException e) {
                  continue; // as documented
                }
              }
            });
      }
      crew.join(TIME);
      crew.start(context::close);
      crew.join(TIME);
      stage.check();
    }
    environment.awaitNothingLeft();
  }

  /** Catches: descriptors that are lost one by one. */
  @Test
  void noDescriptorIsLeft() throws Exception {
    everyProgramEnds(-1); // opens what the JVM itself keeps open
    everyProgramEnds(-2);
    var before = Descriptors.count();

    for (var seed = -12; seed < -2; seed++) {
      everyProgramEnds(seed);
    }

    assertThat(Descriptors.count()).isLessThanOrEqualTo(before + 2);
  }

  /** The sockets and endpoints that the threads share. */
  private static final class Stage {
    private final Context context;
    private final List<Thread> listening = new CopyOnWriteArrayList<>();
    private final Map<Duplex, List<SocketEvent>> told = new ConcurrentHashMap<>();
    private final List<Duplex> sockets = new CopyOnWriteArrayList<>();
    private final List<String> endpoints = new ArrayList<>();

    Stage(Context context) {
      this.context = context;
      for (var scheme : Scheme.values()) {
        endpoints.add(scheme.endpoint());
        endpoints.add(scheme.endpoint());
      }
      for (var type : TYPES) {
        sockets.add(open(type));
      }
    }

    private Duplex open(SocketType type) {
      var socket = Sockets.open(context, type);
      socket
          .set(SocketOptions.LINGER, Duration.ofMillis(10))
          .set(SocketOptions.RECONNECT_INTERVAL, Duration.ofMillis(1))
          .set(SocketOptions.SEND_HIGH_WATER_MARK, 3)
          .set(SocketOptions.RECEIVE_HIGH_WATER_MARK, 3);
      var events = new CopyOnWriteArrayList<SocketEvent>();
      told.put(socket, events);
      var stream = socket.events();
      listening.add(Thread.ofVirtual().start(() -> stream.forEach(events::add)));
      return socket;
    }

    void call(SplittableRandom random) throws InterruptedException {
      var at = random.nextInt(sockets.size());
      var socket = sockets.get(at);
      switch (random.nextInt(16)) {
        case 0 -> {
          sockets.set(at, open(TYPES.get(random.nextInt(TYPES.size()))));
          socket.close(Duration.ofMillis(random.nextInt(5)));
        }
        case 1, 2 -> socket.bind(any(random, endpoints));
        case 3, 4, 5 -> socket.connect(target(random));
        case 6 -> socket.unbind(socket.endpoint());
        case 7 -> socket.disconnect(target(random));
        case 8 -> socket.set(SocketOptions.SEND_HIGH_WATER_MARK, random.nextInt(5));
        case 9 -> assertThat(socket.stats().queued()).isNotNegative();
        case 10 -> {
          try (var events = socket.events()) {
            events.next(SHORT);
          }
        }
        case 11, 12 -> socket.send(Message.of("to", "", "what"), SHORT);
        case 13 -> socket.trySend(Message.of("", "what"));
        case 14 -> socket.tryReceive();
        default -> socket.receive(SHORT);
      }
    }

    /** When all sockets are closed. */
    void check() throws InterruptedException {
      for (var thread : listening) {
        assertThat(thread.join(TIME)).as("its stream of events ends").isTrue();
      }
      told.forEach(
          (socket, events) -> {
            new EventGrammar(events).check();
            assertThat(socket.stats().isBalanced()).as("%s: %s", socket, socket.stats()).isTrue();
          });
    }

    private String target(SplittableRandom random) {
      var bound = any(random, sockets).endpoints();
      return bound.isEmpty() ? any(random, endpoints) : bound.getFirst().toString();
    }

    private static <T> T any(SplittableRandom random, List<T> list) {
      return list.get(random.nextInt(list.size()));
    }
  }
}
