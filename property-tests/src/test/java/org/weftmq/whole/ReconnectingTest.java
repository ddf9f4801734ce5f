package org.weftmq.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.weftmq.Context;
import org.weftmq.DropReason;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.SocketOptions;
import org.weftmq.SocketType;
import org.weftmq.pattern.Sockets;
import org.weftmq.pattern.pair.Pair;
import org.weftmq.test.Crew;
import org.weftmq.test.RoughNetwork;
import org.weftmq.test.Scheme;

/** Connections that break at any byte, and are made again. */
class ReconnectingTest {
  private static final Duration TIME = Duration.ofSeconds(30);
  private static final int MESSAGES = 2_000;

  /**
   * Catches: a message sent again after it had arrived, or after half of it had; one that is lost
   * though it was not given to a wire; a connection that begins in the middle of a message. PAIR
   * keeps the order, too: what a former connection brought is received first.
   */
  @ParameterizedTest
  @CsvSource({
    "TCP, 1, PAIR, PAIR",
    "IPC, 2, PAIR, PAIR",
    "TCP, 3, PUSH, PULL",
    "IPC, 4, PUSH, PULL"
  })
  void nothingArrivesTwiceAndAllIsAccountedFor(
      Scheme scheme, int seed, SocketType sending, SocketType receiving) throws Exception {
    var network = new RoughNetwork(seed, 300, 20_000);
    var arrivals = new Arrivals();
    try (var context = Context.open(network);
        var crew = Crew.Kind.VIRTUAL.crew()) {
      var to = Sockets.open(context, receiving);
      to.bind(scheme.endpoint());
      var from = Sockets.open(context, sending);
      from.set(SocketOptions.RECONNECT_INTERVAL, Duration.ofMillis(1))
          .set(SocketOptions.RECONNECT_INTERVAL_MAX, Duration.ofMillis(5))
          .set(SocketOptions.SEND_HIGH_WATER_MARK, 20)
          .connect(to.endpoint());
      var lane = arrivals.lane();
      crew.start(
          () -> {
            for (var message : to) {
              assertThat(message.size()).isEqualTo(3);
              assertThat(message.frame(2)).isEqualTo(message.first());
              if (receiving == SocketType.PAIR) {
                lane.add(message);
              } else {
                arrivals.add(message);
              }
            }
          });
      var sent = 0;
      while (sent < MESSAGES) {
        from.send(envelope(sent++));
      }
      network.smooth();
      // A connection that is about to end at the other side takes some with it; one goes on at
      // last.
      var breaks = network.breaks();
      do {
        from.send(envelope(sent));
      } while (!arrives(new Numbered(0, sent++), arrivals, crew));
      var firstSafe = sent;
      while (sent < firstSafe + 200) {
        from.send(envelope(sent++));
      }

      for (var n = firstSafe; n < sent; n++) {
        assertThat(arrives(new Numbered(0, n), arrivals, crew)).isTrue();
      }
      var stats = from.stats();
      var unknown = stats.dropped().getOrDefault(DropReason.UNKNOWN, 0L);
      assertThat(stats.offered()).isEqualTo(sent);
      assertThat(stats.written() + unknown).isEqualTo(sent);
      assertThat(to.stats().received()).isEqualTo(arrivals.all().size());
      assertThat(breaks).isGreaterThan(3);
      to.close();
      crew.join(TIME);
    }
    network.awaitNothingLeft();
  }

  private static boolean arrives(Numbered message, Arrivals arrivals, Crew crew) {
    try {
      Awaitility.await()
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(5))
          .atMost(Duration.ofSeconds(1))
          .until(() -> crew.check() && arrivals.all().contains(message));
      return true;
    } catch (ConditionTimeoutException e) {
      return false;
    }
  }

  /** A number, something of another size each time, and the number again. */
  private static Message envelope(int number) {
    var message = new Numbered(0, number).message();
    return message.append(Frame.wrap(new byte[number % 400])).append(message.first());
  }

  /** Catches: a header, a size or a frame that is not put together again from its pieces. */
  @ParameterizedTest
  @CsvSource({"TCP, 1, 1", "TCP, 2, 7", "IPC, 3, 100", "TCP, 4, 70000"})
  void messagesOfEverySizeSurviveAnyFragmentation(Scheme scheme, int seed, int largestPiece)
      throws Exception {
    var network = new RoughNetwork(seed, largestPiece, 0);
    try (var context = Context.open(network);
        var crew = Crew.Kind.VIRTUAL.crew()) {
      var here = Pair.open(context).bind(scheme.endpoint());
      var there = Pair.open(context).connect(here.endpoint());
      crew.start(
          () -> {
            for (var message : there) {
              there.send(message); // an echo
            }
          });
      for (var size : new int[] {0, 1, 254, 255, 256, 257, 8191, 8192, 65_535, 65_536, 65_537}) {
        var large = Frame.wrap(new byte[largestPiece < 10 ? Math.min(size, 300) : size]);
        var message = Message.of(large).append(Frame.empty()).append(Frame.of("end"));

        here.send(message);

        assertThat(here.receive(TIME)).isEqualTo(Optional.of(message));
      }
      here.close();
      there.close();
      crew.join(TIME);
    }
    network.awaitNothingLeft();
  }
}
