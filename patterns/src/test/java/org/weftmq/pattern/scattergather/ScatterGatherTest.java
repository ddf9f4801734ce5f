package org.weftmq.pattern.scattergather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.weftmq.Context;
import org.weftmq.Message;
import org.weftmq.SocketOptions;
import org.weftmq.WrongStateException;
import org.weftmq.pattern.Sockets;

class ScatterGatherTest {
  private static final Duration SHORT = Duration.ofMillis(20);

  private final Context context = Context.open();

  @AfterEach
  void close() {
    context.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"inproc://work", "tcp://127.0.0.1:*"})
  void sendsToEachInTurn(String endpoint) throws InterruptedException {
    var scatter = Scatter.open(context).bind(endpoint);
    var one = Gather.open(context).connect(scatter.endpoint());
    var two = Gather.open(context).connect(scatter.endpoint());
    assertThat(scatter.awaitPeers(2, Duration.ofSeconds(20))).isTrue();

    for (var i = 0; i < 10; i++) {
      scatter.send(Integer.toString(i));
    }

    for (var i = 0; i < 5; i++) {
      assertThat(Integer.parseInt(one.receive().text()) / 2).isEqualTo(i);
      assertThat(Integer.parseInt(two.receive().text()) / 2).isEqualTo(i);
    }
  }

  @Test
  void gathersFromEachInTurn() throws InterruptedException {
    var gather = Gather.open(context).bind("inproc://results");
    var one = Scatter.open(context).connect("inproc://results");
    var two = Scatter.open(context).connect("inproc://results");
    one.send("one");
    one.send("one");
    two.send("two");

    assertThat(gather.receive().text()).isEqualTo("one");
    assertThat(gather.receive().text()).isEqualTo("two");
    assertThat(gather.receive().text()).isEqualTo("one");
    assertThat(gather.tryReceive()).isEmpty();
  }

  @Test
  void waitsWhileNobodyCanTakeIt() throws InterruptedException {
    var scatter = Scatter.open(context).set(SocketOptions.SEND_HIGH_WATER_MARK, 1);
    assertThat(scatter.send(Message.of("nobody"), SHORT)).isFalse();

    scatter.connect("inproc://work");

    assertThat(scatter.trySend(Message.of("first"))).isTrue();
    assertThat(scatter.send(Message.of("second"), SHORT)).isFalse();
    assertThat(Gather.open(context).bind("inproc://work").receive().text()).isEqualTo("first");
  }

  @Test
  void sendsNoMessageOfMoreFrames() {
    var two = Message.of("two", "frames");
    var scatter = Scatter.open(context).connect("inproc://work");
    var plain = Sockets.open(context, scatter.type());

    assertThatThrownBy(() -> scatter.send(two))
        .isInstanceOf(WrongStateException.class)
        .hasMessageContaining("SCATTER")
        .hasMessageContaining("49/SCATTERGATHER");
    assertThatThrownBy(() -> plain.trySend(two)).isInstanceOf(WrongStateException.class);

    assertThat(scatter.stats().offered()).isZero();
  }
}
