package org.weftmq.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.weftmq.Context;
import org.weftmq.Message;
import org.weftmq.SocketOptions;
import org.weftmq.Waiting;
import org.weftmq.pattern.pipeline.Pull;
import org.weftmq.pattern.pipeline.Push;
import org.weftmq.pattern.reqrep.Rep;
import org.weftmq.pattern.reqrep.Req;
import org.weftmq.test.Crew;

/** Callers that wait for the same thing: first come, first served. */
class QueueingTest {
  private static final Duration TIME = Duration.ofSeconds(10);
  private static final int WAITERS = 6;

  /** Catches: receivers that overtake each other, or a try that overtakes those who wait. */
  @ParameterizedTest
  @EnumSource
  void receiversAreServedInTheOrderInWhichTheyCame(Crew.Kind kind) throws Exception {
    try (var context = Context.open();
        var crew = kind.crew()) {
      var pull = Pull.open(context).bind("inproc://queue");
      var push = Push.open(context).connect("inproc://queue");
      var served = new CopyOnWriteArrayList<String>();
      for (var i = 0; i < WAITERS; i++) {
        var number = i;
        Waiting.until(crew.start(() -> served.add(number + " got " + pull.receive().text())));
      }

      for (var i = 0; i < WAITERS; i++) {
        push.send(Integer.toString(i));
        var count = i + 1;
        Awaitility.await().until(() -> served.size() == count);
      }

      crew.join(TIME);
      assertThat(served)
          .containsExactly("0 got 0", "1 got 1", "2 got 2", "3 got 3", "4 got 4", "5 got 5");
    }
  }

  /** Catches: senders that overtake each other when room returns, or a try that does. */
  @ParameterizedTest
  @EnumSource
  void sendersAreServedInTheOrderInWhichTheyCame(Crew.Kind kind) throws Exception {
    try (var context = Context.open();
        var crew = kind.crew()) {
      var pull =
          Pull.open(context).set(SocketOptions.RECEIVE_HIGH_WATER_MARK, 1).bind("inproc://queue");
      var push =
          Push.open(context).set(SocketOptions.SEND_HIGH_WATER_MARK, 1).connect("inproc://queue");
      while (push.trySend(Message.of("fills"))) {
        continue;
      }
      for (var i = 0; i < WAITERS; i++) {
        var text = Integer.toString(i);
        Waiting.until(crew.start(() -> push.send(text)));
      }
      assertThat(push.trySend(Message.of("overtakes"))).isFalse();

      var received = new ArrayList<String>();
      for (var i = 0; i < 2 + WAITERS; i++) {
        received.add(pull.receive(TIME).orElseThrow().text());
      }

      crew.join(TIME);
      assertThat(received).isEqualTo(List.of("fills", "fills", "0", "1", "2", "3", "4", "5"));
    }
  }

  /** Catches: one who gave up and still holds up those behind, or takes something with him. */
  @ParameterizedTest
  @EnumSource
  void whoGivesUpLeavesTheQueue(Crew.Kind kind) throws Exception {
    try (var context = Context.open();
        var crew = kind.crew()) {
      var pull = Pull.open(context).bind("inproc://queue");
      var push = Push.open(context).connect("inproc://queue");
      var interrupted =
          crew.start(
              () -> assertThatThrownBy(pull::receive).isInstanceOf(InterruptedException.class));
      Waiting.until(interrupted);
      var late = crew.start(() -> assertThat(pull.receive(Duration.ofMillis(50))).isEmpty());
      Waiting.until(late);
      var patient = crew.start(() -> assertThat(pull.receive().text()).isEqualTo("first"));
      Waiting.until(patient);

      interrupted.interrupt();
      interrupted.join();
      late.join();
      push.send("first");
      push.send("second");

      crew.join(TIME);
      assertThat(pull.receive(TIME)).contains(Message.of("second"));
    }
  }

  /** Catches: requests of many threads whose replies are mixed up, or that are not queued. */
  @Test
  void requestsOfManyThreadsGetEachItsOwnReply() throws Exception {
    try (var context = Context.open();
        var crew = Crew.Kind.VIRTUAL.crew()) {
      var rep = Rep.open(context).bind("inproc://desk");
      var req = Req.open(context).connect("inproc://desk");
      crew.start(() -> rep.serve(question -> Message.of("re: " + question.text())));
      for (var i = 0; i < 8; i++) {
        var caller = i;
        crew.start(
            () -> {
              for (var n = 0; n < 300; n++) {
                var question = caller + "-" + n;
                assertThat(req.request(Message.of(question)).text()).isEqualTo("re: " + question);
              }
            });
      }
      Awaitility.await()
          .atMost(TIME)
          .until(() -> crew.check() && rep.stats().received() == 8 * 300);
      rep.close();
      crew.join(TIME);
    }
  }
}
