package org.weftmq.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;
import org.weftmq.Context;
import org.weftmq.Duplex;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.SocketOptions;
import org.weftmq.SocketType;
import org.weftmq.WaitStrategy;
import org.weftmq.pattern.Sockets;
import org.weftmq.test.Crew;

/** Two sockets in one process, each used by several threads, are one queue with a mark. */
class LinearisableProperties {
  private static final Duration TIME = Duration.ofSeconds(30);
  private static final int ROUNDS = 40;
  private static final int CALLS = 3;

  /** Who sends to whom. */
  enum Way {
    PUSH_PULL(SocketType.PUSH, SocketType.PULL),
    PAIR_PAIR(SocketType.PAIR, SocketType.PAIR),
    DEALER_DEALER(SocketType.DEALER, SocketType.DEALER),
    CHANNEL_CHANNEL(SocketType.CHANNEL, SocketType.CHANNEL);

    private final SocketType from;
    private final SocketType to;

    Way(SocketType from, SocketType to) {
      this.from = from;
      this.to = to;
    }

    /** CHANNEL has messages of one frame. */
    int frames() {
      return from == SocketType.CHANNEL ? 1 : 2;
    }
  }

  /**
   * Catches: a message that two threads receive, or that a call which ran out of time takes along;
   * frames of two messages mixed; a receive that finds nothing though a send has returned; a send
   * that finds no room though there is, or room beyond the mark; an order that real time excludes.
   */
  @Property(tries = 20, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void whatThreadsAreToldIsWhatAQueueWouldSay(
      @ForAll Way way,
      @ForAll Crew.Kind kind,
      @ForAll WaitStrategy strategy,
      @ForAll @IntRange(min = 1, max = 2) int sendMark,
      @ForAll @IntRange(min = 1, max = 2) int receiveMark,
      @ForAll @IntRange(min = 1, max = 2) int senders,
      @ForAll @IntRange(min = 1, max = 2) int receivers,
      @ForAll("seeds") long seed)
      throws Exception {
    var random = new Random(seed);
    var concurrent = 0;
    var refused = 0;
    try (var context = Context.open()) {
      for (var round = 0; round < ROUNDS; round++) {
        try (var from = Sockets.open(context, way.from);
            var to = Sockets.open(context, way.to)) {
          from.set(SocketOptions.WAIT_STRATEGY, strategy);
          to.set(SocketOptions.WAIT_STRATEGY, strategy);
          from.set(SocketOptions.SEND_HIGH_WATER_MARK, sendMark).bind("inproc://queue");
          to.set(SocketOptions.RECEIVE_HIGH_WATER_MARK, receiveMark).connect("inproc://queue");

          var history = new Round(way, from, to, random).play(kind, senders, receivers);

          assertThat(history.isLinearisable(sendMark + receiveMark))
              .as("round %d, mark %d:\n%s", round, sendMark + receiveMark, history)
              .isTrue();
          concurrent += history.isConcurrent() ? 1 : 0;
          refused += history.hasRefusals() ? 1 : 0;
        }
      }
    }
    cover("rounds with calls at once", concurrent);
    cover("rounds with calls in vain", refused);
  }

  private static void cover(String label, int count) {
    Statistics.label(label).collect(count > 0).coverage(c -> c.check(true).percentage(p -> p > 10));
  }

  @Provide
  Arbitrary<Long> seeds() {
    return Arbitraries.longs().withDistribution(RandomDistribution.uniform());
  }

  /** Some calls of some threads that begin together. */
  private static final class Round {
    private final Way way;
    private final Duplex from;
    private final Duplex to;
    private final Random seeds;
    private final History history = new History();
    private final AtomicInteger numbers = new AtomicInteger();

    Round(Way way, Duplex from, Duplex to, Random seeds) {
      this.way = way;
      this.from = from;
      this.to = to;
      this.seeds = seeds;
    }

    History play(Crew.Kind kind, int senders, int receivers) throws Exception {
      var begin = new CountDownLatch(1);
      try (var crew = kind.crew()) {
        for (var i = 0; i < senders + receivers; i++) {
          var sends = i < senders;
          var random = new Random(seeds.nextLong());
          crew.start(
              () -> {
                begin.await();
                for (var call = 0; call < CALLS; call++) {
                  if (sends) {
                    send(random);
                  } else {
                    receive(random);
                  }
                }
              });
        }
        begin.countDown();
        crew.join(TIME);
      }
      while (history.receive(false, () -> number(to.tryReceive())).isPresent()) {
        continue; // what is left counts, too
      }
      return history;
    }

    private void send(Random random) throws InterruptedException {
      var number = numbers.incrementAndGet();
      var parts = new ArrayList<Frame>(List.of(Frame.of("" + number), Frame.of("" + number)));
      var message = Message.of(parts.subList(0, way.frames()));
      var patience = patience(random);
      if (patience.isZero()) {
        history.send(number, false, () -> from.trySend(message));
      } else {
        history.send(number, true, () -> from.send(message, patience));
      }
    }

    private void receive(Random random) throws InterruptedException {
      var patience = patience(random);
      if (patience.isZero()) {
        history.receive(false, () -> number(to.tryReceive()));
      } else {
        history.receive(true, () -> number(to.receive(patience)));
      }
    }

    /** None, or so little that it is over at any moment. */
    private static Duration patience(Random random) {
      return Duration.ofNanos(random.nextBoolean() ? 0 : random.nextInt(100_000));
    }

    private Optional<Integer> number(Optional<Message> received) {
      return received.map(
          message -> {
            assertThat(message.size()).as("frames").isEqualTo(way.frames());
            assertThat(message.frame(way.frames() - 1)).isEqualTo(message.first());
            return Integer.valueOf(message.text());
          });
    }
  }
}
