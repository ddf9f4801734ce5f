package org.weftmq.pattern.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.weftmq.Context;
import org.weftmq.SocketOptions;

class PipelineTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  @Test
  void sharesTheWorkOutInTurn() throws InterruptedException {
    try (var context = Context.open();
        var push = Push.open(context).bind("inproc://work");
        var a = Pull.open(context).connect("inproc://work");
        var b = Pull.open(context).connect("inproc://work")) {
      for (var i = 1; i <= 4; i++) {
        push.send("" + i);
      }

      assertThat(a.receive().text() + a.receive().text()).isEqualTo("13");
      assertThat(b.receive().text() + b.receive().text()).isEqualTo("24");
    }
  }

  @Test
  void aBlockedSenderGoesOnWhenThePeerHasRoom() throws InterruptedException {
    try (var context = Context.open();
        var pull =
            Pull.open(context).set(SocketOptions.RECEIVE_HIGH_WATER_MARK, 1).bind("inproc://work");
        var push =
            Push.open(context)
                .set(SocketOptions.SEND_HIGH_WATER_MARK, 1)
                .connect("inproc://work")) {
      Thread.startVirtualThread(
          () -> {
            try {
              for (var i = 0; i < 1000; i++) {
                push.send("" + i);
              }
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });

      var received = new ArrayList<String>();
      for (var i = 0; i < 1000; i++) {
        received.add(pull.receive().text());
      }

      assertThat(received).isEqualTo(IntStream.range(0, 1000).mapToObj(Integer::toString).toList());
    }
  }

  @Test
  void collectsFromAllOverTcp() throws InterruptedException {
    try (var context = Context.open();
        var pull = Pull.open(context).bind("tcp://127.0.0.1:*");
        var a = Push.open(context).connect(pull.endpoint());
        var b = Push.open(context).connect(pull.endpoint())) {
      a.send("a");
      b.send("b");

      assertThat(new String[] {pull.receive().text(), pull.receive().text()})
          .containsExactlyInAnyOrder("a", "b");
    }
  }

  @Test
  void aLoopOverMessagesEndsWithTheSocket() throws InterruptedException {
    try (var context = Context.open();
        var pull = Pull.open(context).bind("inproc://work");
        var push = Push.open(context).connect("inproc://work")) {
      push.send("1");
      push.send("last");
      var received = new ArrayList<String>();
      for (var message : pull) {
        received.add(message.text());
        if (message.text().equals("last")) {
          pull.close(Duration.ZERO);
        }
      }

      assertThat(received).containsExactly("1", "last");
      assertThat(push.awaitPeers(0, SOON)).isTrue();
    }
  }
}
