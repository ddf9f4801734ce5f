package org.weftmq.test.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.SplittableRandom;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.weftmq.Context;
import org.weftmq.Duplex;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.SocketClosedException;
import org.weftmq.SocketStats;
import org.weftmq.test.Crew;
import org.weftmq.test.Eventually;
import org.weftmq.test.NoLeaks;
import org.weftmq.test.Tries;

/**
 * What is true of a socket type that speaks no ZMTP: of {@link SocketTypeContract}, what can be
 * asked of bytes that have no messages around them. A class of tests that implements it inherits
 * them all.
 *
 * <p>Sockets are seen in their plain form: where to or where from is the first frame, bytes are the
 * second. A second frame without bytes is news of a peer.
 */
@NoLeaks
public interface RawTypeContract {
  /** A new socket of the type that others can reach. */
  Duplex open(Context context);

  /**
   * Sees to it that {@code from} can send to {@code to}, and gives what has to be in front of what
   * is sent there.
   *
   * @throws InterruptedException if interrupted before it can
   */
  Frame reach(Duplex from, Duplex to) throws InterruptedException;

  /** Whether what is sent as one piece arrives as one. */
  boolean keepsPieces();

  /** Catches: bytes that are lost, doubled, out of order, or in other pieces than they may be. */
  @Test
  default void bytesArriveAsTheyWereSent() throws InterruptedException {
    for (var seed = 1; seed <= Tries.scaled(5); seed++) {
      var random = new SplittableRandom(seed);
      try (var context = Context.open();
          var to = open(context);
          var from = open(context)) {
        var front = reach(from, to);
        var sent = new ArrayList<Frame>();
        for (var i = 0; i < 20; i++) {
          var bytes = new byte[1 + random.nextInt(600)];
          random.nextBytes(bytes);
          sent.add(Frame.wrap(bytes));
          from.send(Message.of(front).append(sent.getLast()));
        }

        var all = sent.stream().mapToInt(Frame::size).sum();
        var pieces = new ArrayList<Frame>();
        for (var got = 0; got < all; got += pieces.getLast().size()) {
          pieces.add(nextBytes(to));
        }
        assertThat(joined(pieces)).as("seed %d, all bytes", seed).isEqualTo(joined(sent));
        if (keepsPieces()) {
          assertThat(pieces).as("seed %d, the pieces", seed).isEqualTo(sent);
        }
        var stats =
            Eventually.within(Duration.ofSeconds(20))
                .see("nothing under way", from::stats, RawTypeContract::isSettled);
        assertThat(stats.offered()).as("what it says it sent").isEqualTo(20);
        assertThat(stats.written()).as("what it says it wrote").isEqualTo(20);
      }
    }
  }

  /** What is queued counts as balanced, too. */
  private static boolean isSettled(SocketStats stats) {
    return stats.isBalanced() && stats.queued() == 0;
  }

  private static Frame nextBytes(Duplex socket) throws InterruptedException {
    for (; ; ) {
      var next = socket.receive(Duration.ofSeconds(20));
      assertThat(next).as("the next piece").isPresent();
      assertThat(next.get().size()).as("frames of %s", next.get()).isEqualTo(2);
      if (!next.get().frame(1).isEmpty()) {
        return next.get().frame(1);
      }
    }
  }

  private static Frame joined(Iterable<Frame> frames) {
    var all = new ByteArrayOutputStream();
    frames.forEach(frame -> all.writeBytes(frame.bytes()));
    return Frame.wrap(all.toByteArray());
  }

  /** Catches: an answer that does not find its way back by what stood in front of the question. */
  @Test
  default void whatStandsInFrontLeadsBack() throws InterruptedException {
    try (var context = Context.open();
        var to = open(context);
        var from = open(context)) {
      from.send(Message.of(reach(from, to)).append(Frame.of("question")));
      var question = to.receive();
      while (question.frame(1).isEmpty()) {
        question = to.receive();
      }

      to.send(Message.of(question.first()).append(Frame.of("answer")));

      assertThat(nextBytes(from)).isEqualTo(Frame.of("answer"));
    }
  }

  /** Catches: a socket that does something after its end, or does not say that it is closed. */
  @Test
  default void refusesEverythingOnceItIsClosed() {
    try (var context = Context.open()) {
      var socket = open(context);
      var message = Message.of("nobody", "nothing");
      socket.close(Duration.ZERO);
      isClosed(() -> socket.trySend(message));
      isClosed(socket::tryReceive);
      isClosed(() -> socket.bind("tcp://127.0.0.1:*"));
    }
  }

  private static void isClosed(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(SocketClosedException.class)
        .hasMessageContaining("closed");
  }

  /** Catches: one who waits for bytes and sleeps on when the socket is closed. */
  @Test
  default void closeWakesThoseWhoReceive() throws Exception {
    var time = Duration.ofSeconds(20);
    try (var context = Context.open();
        var crew = Crew.Kind.VIRTUAL.crew()) {
      var socket = open(context);
      for (var i = 0; i < 3; i++) {
        var thread = crew.start(() -> isClosed(socket::receive));
        Eventually.within(time)
            .see("the call waits", thread::getState, state -> state == Thread.State.WAITING);
      }

      socket.close(Duration.ZERO);

      crew.join(time);
    }
  }
}
