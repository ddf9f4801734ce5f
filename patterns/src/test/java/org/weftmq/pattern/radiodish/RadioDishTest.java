package org.weftmq.pattern.radiodish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.weftmq.Context;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.PeerFullException;
import org.weftmq.Proxy;
import org.weftmq.SocketClosedException;
import org.weftmq.SocketEvent;
import org.weftmq.SocketOptions;
import org.weftmq.SocketType;
import org.weftmq.WrongStateException;
import org.weftmq.pattern.Sockets;
import org.weftmq.pattern.pipeline.Pull;
import org.weftmq.pattern.pipeline.Push;

class RadioDishTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  private static void awaitMembers(Radio radio, String group, int count) {
    await().atMost(SOON).until(() -> radio.members(group) == count);
  }

  @Test
  void waitsForTheMembersOfAGroup() throws InterruptedException {
    try (var context = Context.open();
        var radio = Radio.open(context).bind("tcp://127.0.0.1:*");
        var dish = Dish.open(context).connect(radio.endpoint())) {
      assertThat(radio.awaitMembers("news", 0, Duration.ZERO)).isTrue();
      assertThat(radio.awaitMembers("news", 1, Duration.ofMillis(1))).isFalse();
      dish.join("news");

      assertThat(radio.awaitMembers("news", 1, SOON)).isTrue();
    }
  }

  @Test
  void withoutDropsAFullMemberIsAnErrorOrATimeOut() throws InterruptedException {
    try (var context = Context.open();
        var radio =
            Radio.open(context)
                .set(Radio.NO_DROP, true)
                .set(SocketOptions.SEND_HIGH_WATER_MARK, 1)
                .bind("inproc://station");
        var dish =
            Dish.open(context)
                .set(SocketOptions.RECEIVE_HIGH_WATER_MARK, 1)
                .join("news")
                .connect("inproc://station")) {
      radio.awaitMembers("news", 1, SOON);
      var rain = new GroupMessage("news", Frame.of("rain"));
      radio.send(rain);
      assertThat(radio.trySend(rain)).isTrue();

      assertThat(radio.trySend(rain)).isFalse();
      assertThatThrownBy(() -> radio.send(rain))
          .isInstanceOf(PeerFullException.class)
          .hasMessageContaining("group \"news\"");
      assertThat(radio.send(rain, Duration.ofMillis(1))).isFalse();
      dish.receive();
      dish.receive();
      assertThat(radio.send(rain, SOON)).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"inproc://station", "tcp://127.0.0.1:*"})
  void aRadioWaitsForTheMembersOfAGroup(String endpoint) throws InterruptedException {
    try (var context = Context.open();
        var radio = Radio.open(context).bind(endpoint);
        var dish = Dish.open(context).join("news").connect(radio.endpoint())) {
      assertThat(radio.awaitMembers("news", 1, SOON)).isTrue();
      assertThat(radio.awaitMembers("news", 2, Duration.ofMillis(10))).isFalse();
      assertThat(radio.awaitMembers("sports", 1, Duration.ofMillis(10))).isFalse();

      radio.send("news", "rain");

      assertThat(dish.receive(SOON).map(GroupMessage::text)).contains("rain");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"inproc://station", "tcp://127.0.0.1:*", "tcp://[::1]:*", "ipc://*"})
  void aDishHearsTheGroupsThatItJoined(String endpoint) throws InterruptedException {
    try (var context = Context.open();
        var radio = Radio.open(context).bind(endpoint);
        var dish = Dish.open(context).join("news")) {
      dish.connect(endpoint.endsWith("*") ? radio.endpoint() : endpoint);
      awaitMembers(radio, "news", 1);
      dish.join("sports");
      awaitMembers(radio, "sports", 1);

      radio.send("news", "rain");
      radio.send("weather", "sun");
      radio.send("sports", Frame.of("goal"));
      assertThat(dish.receive()).isEqualTo(new GroupMessage("news", Frame.of("rain")));
      assertThat(dish.receive(SOON)).contains(new GroupMessage("sports", Frame.of("goal")));

      dish.leave("news");
      awaitMembers(radio, "news", 0);
      radio.send("news", "snow");
      radio.send("sports", "foul");
      assertThat(dish.receive().text()).isEqualTo("foul");
      assertThat(dish.tryReceive()).isEmpty();
      assertThat(dish.groups()).containsExactly("sports");
      assertThat(radio.stats().isBalanced()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"inproc://station", "tcp://127.0.0.1:*", "ipc://*"})
  void aRadioMayConnectAndADishMayBind(String endpoint) throws InterruptedException {
    try (var context = Context.open();
        var dish = Dish.open(context).join("news").bind(endpoint);
        var radio = Radio.open(context)) {
      radio.connect(endpoint.endsWith("*") ? dish.endpoint() : endpoint);
      awaitMembers(radio, "news", 1);

      radio.send("news", "rain");

      assertThat(dish.receive().text()).isEqualTo("rain");
    }
  }

  @Test
  void aDishJoinsAgainWhenItsConnectionIsRemade() throws InterruptedException {
    try (var context = Context.open();
        var first = Radio.open(context).bind("tcp://127.0.0.1:*");
        var dish =
            Dish.open(context)
                .set(SocketOptions.RECONNECT_INTERVAL, Duration.ofMillis(5))
                .join("news")
                .connect(first.endpoint())) {
      awaitMembers(first, "news", 1);
      var endpoint = first.endpoint();
      first.close(Duration.ZERO);
      dish.join("sports").leave("news");
      try (var second = Radio.open(context).bind(endpoint)) {
        awaitMembers(second, "sports", 1);
        second.send("sports", "goal");

        assertThat(dish.receive().text()).isEqualTo("goal");
        assertThat(second.members("news")).isZero();
      }
    }
  }

  @Test
  void messagesToNobodyAreCounted() {
    try (var context = Context.open();
        var radio = Radio.open(context)) {
      radio.send("news", "rain");

      assertThat(radio.stats().droppedTotal()).isEqualTo(1);
      assertThat(radio.stats().isBalanced()).isTrue();
    }
  }

  @Test
  void aRadioThatSendsMoreThanTwoFramesLosesItsConnection() throws InterruptedException {
    try (var context = Context.open();
        var dish = Dish.open(context).join("news").bind("tcp://127.0.0.1:*");
        var events = dish.events()) {
      var fake = context.open(SocketType.RADIO, new Bare(), List.of()); // the context closes it
      fake.connect(dish.endpoint());
      fake.send(Message.of("news", "rain", "wind"));
      fake.send(Message.of("news", "unheard"));

      Thread.startVirtualThread(() -> dish.forEach(message -> {}));

      SocketEvent event;
      do {
        event = events.next(SOON).orElseThrow();
      } while (!(event instanceof SocketEvent.PeerLeft));
      assertThat(((SocketEvent.PeerLeft) event).reason())
          .isEqualTo(
              "it sent a message of 3 frames; there are two, the group and the body"
                  + " (48/RADIO-DISH)");
    }
  }

  @Test
  void untypedTheGroupIsInFront() throws InterruptedException {
    try (var context = Context.open();
        var dish = Dish.open(context).join("news").bind("inproc://dish");
        var radio = Sockets.open(context, SocketType.RADIO)) {
      radio.connect("inproc://dish");
      radio.send(Message.of("news", "rain"));

      assertThat(dish.receive()).isEqualTo(new GroupMessage("news", Frame.of("rain")));
      assertThatThrownBy(() -> radio.send("news")).isInstanceOf(WrongStateException.class);
      assertThatThrownBy(() -> radio.send(Message.of("n".repeat(256), "rain")))
          .isInstanceOf(WrongStateException.class)
          .hasMessageContaining("256 bytes: there are at most 255 (48/RADIO-DISH)");
    }
  }

  /** Catches: a member of a proxy's front that ends the proxy by a name that a RADIO refuses. */
  @Test
  void aProxyPassesOverWhatCannotBeAGroup() throws InterruptedException {
    try (var context = Context.open();
        var radio = Radio.open(context).bind("inproc://radio");
        var dish = Dish.open(context).join("news").connect("inproc://radio");
        var pull = Pull.open(context).bind("inproc://pull");
        var push = Push.open(context).connect("inproc://pull");
        var proxy = Proxy.start(pull, radio)) {
      assertThat(radio.awaitMembers("news", 1, SOON)).isTrue();
      push.send(Message.of("n".repeat(256), "rain"));
      push.send(Message.wrap(new byte[] {(byte) 0xFF}).append(Frame.of("rain")));
      push.send(Message.of("news", "sun"));

      assertThat(dish.receive(SOON)).contains(new GroupMessage("news", Frame.of("sun")));
      assertThat(proxy.isEnded()).isFalse();
    }
  }

  @Test
  void refusesWhatBreaksTheRules() {
    try (var context = Context.open();
        var radio = Radio.open(context);
        var dish = Dish.open(context)) {
      assertThatThrownBy(() -> dish.join("n".repeat(256)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("at most 255 bytes");
      assertThatThrownBy(() -> radio.send("n".repeat(256), "rain"))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> dish.join("\ud800"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("surrogate");
      assertThat(dish.join("\ud83d\ude00").groups()).containsExactly("\ud83d\ude00");
      assertThatThrownBy(() -> dish.join("news").join("news"))
          .isInstanceOf(WrongStateException.class);
      assertThatThrownBy(() -> dish.leave("sports")).isInstanceOf(WrongStateException.class);
    }
  }

  @Test
  void aClosedSocketDoesNothingMore() {
    try (var context = Context.open();
        var radio = Radio.open(context);
        var dish = Dish.open(context)) {
      radio.close(Duration.ZERO);
      dish.close(Duration.ZERO);

      assertThatThrownBy(() -> radio.send("news", "rain"))
          .isInstanceOf(SocketClosedException.class);
      assertThatThrownBy(() -> radio.members("news")).isInstanceOf(SocketClosedException.class);
      assertThatThrownBy(() -> dish.join("news")).isInstanceOf(SocketClosedException.class);
      assertThatThrownBy(() -> dish.leave("news")).isInstanceOf(SocketClosedException.class);
      assertThatThrownBy(dish::groups).isInstanceOf(SocketClosedException.class);
    }
  }
}
