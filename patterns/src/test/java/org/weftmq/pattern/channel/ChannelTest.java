package org.weftmq.pattern.channel;

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

class ChannelTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  private final Context context = Context.open();

  @AfterEach
  void close() {
    context.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"inproc://channel", "tcp://127.0.0.1:*"})
  void talksBothWays(String endpoint) throws InterruptedException {
    var here = Channel.open(context).bind(endpoint);
    var there = Channel.open(context).connect(here.endpoint());

    there.send("ping");
    assertThat(here.receive(SOON)).contains(Message.of("ping"));
    here.send("pong");

    assertThat(there.receive(SOON)).contains(Message.of("pong"));
  }

  @Test
  void aThirdIsLeftOut() throws InterruptedException { // 52/CHANNEL: at most one
    var here = Channel.open(context).bind("inproc://channel");
    var there = Channel.open(context).connect("inproc://channel");
    var third = Channel.open(context).connect("inproc://channel");

    there.send("from the second");

    assertThat(here.receive().text()).isEqualTo("from the second");
    assertThat(here.stats().peers()).isEqualTo(1);
    assertThat(third.stats().peers()).isZero();
  }

  @Test
  void theNextMayComeWhenTheFirstIsGone() throws InterruptedException {
    var here = Channel.open(context).bind("inproc://channel");
    var first = Channel.open(context).connect("inproc://channel");
    first.send("first");
    first.close();

    var next = Channel.open(context).connect("inproc://channel");
    next.send("next");

    assertThat(here.receive(SOON)).contains(Message.of("first"));
    assertThat(here.receive(SOON)).contains(Message.of("next"));
  }

  @Test
  void waitsWhileThePeerIsFull() throws InterruptedException {
    var here =
        Channel.open(context)
            .set(SocketOptions.SEND_HIGH_WATER_MARK, 1)
            .connect("inproc://channel");

    assertThat(here.trySend(Message.of("1"))).isTrue();
    assertThat(here.trySend(Message.of("2"))).isFalse();
  }

  @Test
  void sendsNoMessageOfMoreFrames() {
    var here = Channel.open(context).connect("inproc://channel");

    assertThatThrownBy(() -> here.send(Message.of("two", "frames")))
        .isInstanceOf(WrongStateException.class)
        .hasMessageContaining("CHANNEL")
        .hasMessageContaining("52/CHANNEL");
    assertThat(here.stats().offered()).isZero();
  }
}
