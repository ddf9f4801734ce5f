package org.weftmq.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.weftmq.Context;
import org.weftmq.Message;
import org.weftmq.Select;
import org.weftmq.SocketClosedException;
import org.weftmq.SocketOptions;
import org.weftmq.Waiting;
import org.weftmq.pattern.pipeline.Pull;
import org.weftmq.pattern.pipeline.Push;
import org.weftmq.test.Crew;
import org.weftmq.test.Scheme;

/** Selects over several sockets that others use at the same time. */
class SelectingTest {
  private static final Duration TIME = Duration.ofSeconds(30);
  private static final int SOCKETS = 3;
  private static final int SELECTORS = 3;
  private static final int MESSAGES = 2_000;

  static Stream<Arguments> everywhere() {
    return DeliveryTest.everywhere();
  }

  /**
   * Catches: a select that takes from two sockets, or takes and gives nothing; one that sleeps
   * though a socket has something for it; sockets that block each other when they share tickets.
   */
  @ParameterizedTest
  @MethodSource("everywhere")
  void eachMessageIsReceivedOnceHoweverManySelect(Scheme scheme, Crew.Kind kind) throws Exception {
    var arrivals = new Arrivals();
    var sending = new AtomicBoolean(true);
    try (var context = Context.open();
        var senders = kind.crew();
        var selectors = kind.crew()) {
      var pulls = new ArrayList<Pull>();
      for (var i = 0; i < SOCKETS; i++) {
        var pull =
            Pull.open(context)
                .set(SocketOptions.RECEIVE_HIGH_WATER_MARK, 1)
                .bind(scheme.endpoint());
        pulls.add(pull);
        var push =
            Push.open(context).set(SocketOptions.SEND_HIGH_WATER_MARK, 1).connect(pull.endpoint());
        var sender = i;
        senders.start(
            () -> {
              for (var n = 0; n < MESSAGES; n++) {
                push.send(new Numbered(sender, n).message());
              }
            });
      }
      for (var i = 0; i < SELECTORS; i++) {
        var mine = new ArrayList<>(pulls);
        Collections.shuffle(mine, new Random(i)); // turns are met in any order
        var lane = arrivals.lane();
        selectors.start(
            () -> {
              var select =
                  Select.<Message>first(
                      mine.get(0).onReceive(m -> m),
                      mine.get(1).onReceive(m -> m),
                      mine.get(2).onReceive(m -> m));
              while (true) {
                var last = !sending.get();
                var message = select.await(Duration.ofMillis(last ? 200 : 1));
                message.ifPresent(lane::add);
                if (last && message.isEmpty()) {
                  return;
                }
              }
            });
      }

      senders.join(TIME);
      sending.set(false);
      selectors.join(TIME);

      assertThat(arrivals.all()).hasSize(SOCKETS * MESSAGES);
    }
  }

  /** Catches: a select of a send and a receive that does both, or neither. */
  @Test
  void sendsOrReceivesButNotBoth() throws Exception {
    var sent = new AtomicLong();
    var received = new AtomicLong();
    try (var context = Context.open();
        var crew = Crew.Kind.VIRTUAL.crew()) {
      var endpoint = Scheme.INPROC.endpoint();
      var pull = Pull.open(context).set(SocketOptions.RECEIVE_HIGH_WATER_MARK, 1).bind(endpoint);
      var push = Push.open(context).set(SocketOptions.SEND_HIGH_WATER_MARK, 1).connect(endpoint);
      for (var i = 0; i < 4; i++) {
        var sendFirst = i % 2 == 0;
        crew.start(
            () -> {
              for (var n = 0; n < MESSAGES; n++) {
                var send = push.core().sending(Message.of("m"), () -> sent);
                var receive = pull.onReceive(m -> received);
                (sendFirst ? Select.first(send, receive) : Select.first(receive, send))
                    .await()
                    .incrementAndGet();
              }
            });
      }
      crew.join(TIME);

      assertThat(sent.get() + received.get()).isEqualTo(4 * MESSAGES);
      assertThat(push.stats().offered()).isEqualTo(sent.get());
      assertThat(pull.stats().received()).isEqualTo(received.get());
      assertThat(push.stats().queued()).isEqualTo(sent.get() - received.get()).isBetween(0L, 2L);
    }
  }

  /** Catches: an earlier clause that is passed over though it could be done. */
  @Test
  void prefersTheEarlierClause() throws Exception {
    try (var context = Context.open()) {
      var one = Pull.open(context).bind("inproc://one");
      var two = Pull.open(context).bind("inproc://two");
      var push = Push.open(context).connect("inproc://one");
      Push.open(context).connect("inproc://two").send("two");
      push.send("one");

      var select = Select.<String>first(one.onReceive(Message::text), two.onReceive(Message::text));

      assertThat(select.await(TIME)).contains("one");
      assertThat(select.await(TIME)).contains("two");
      assertThat(select.await(Duration.ofMillis(20))).isEmpty();
    }
  }

  /** Catches: a select that goes on although one of its sockets was closed before or meanwhile. */
  @Test
  void endsWhenASocketIsClosed() throws Exception {
    try (var context = Context.open();
        var crew = Crew.Kind.PLATFORM.crew()) {
      var one = Pull.open(context).bind("inproc://one");
      var two = Pull.open(context).bind("inproc://two");
      var select = Select.<Message>first(one.onReceive(m -> m), two.onReceive(m -> m));
      var waiting =
          crew.start(
              () ->
                  assertThatThrownBy(() -> select.await(TIME))
                      .isInstanceOf(SocketClosedException.class));
      Waiting.until(waiting);

      two.close();
      crew.join(Duration.ofSeconds(5));

      assertThatThrownBy(() -> select.await(TIME)).isInstanceOf(SocketClosedException.class);
    }
  }
}
