package org.weftmq.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.weftmq.interop.ForeignPeer.PATIENCE;

import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.weftmq.Context;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.SocketEvent;
import org.weftmq.SocketOptions;
import org.weftmq.pattern.radiodish.Dish;
import org.weftmq.pattern.radiodish.GroupMessage;
import org.weftmq.pattern.radiodish.Radio;

/** Groups across a life of connections, with libzmq at the other end (48/RADIO-DISH). */
@Needs(Binding.ZEROMQ_JS)
class LibzmqRadioDishTest {
  private static final Duration SOON = Duration.ofMillis(20);
  private static final Frame LATIN = Frame.wrap(new byte[] {'n', (byte) 0xE9});

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"tcp", "ipc"})
  void aDishJoinsAgainWhereTheRadioCameBack(String transport) throws Exception {
    try (var context = Context.open();
        var dish = Dish.open(context).set(SocketOptions.RECONNECT_INTERVAL, SOON).join("group");
        var events = dish.events()) {
      String endpoint;
      try (var killed = LibzmqPeer.open("RADIO")) {
        endpoint = killed.bind(Place.of(transport, folder));
        dish.connect(endpoint);
        Groups.awaitMembership(killed, dish);
      }
      Events.await(events, SocketEvent.PeerLeft.class);
      try (var restarted = LibzmqPeer.open("RADIO")) {
        restarted.bind(endpoint);
        Groups.awaitMembership(restarted, dish);
      }
    }
  }

  @Test
  void aDishOfLibzmqThatIsGoneIsNoMember() throws Exception {
    try (var context = Context.open();
        var radio = Radio.open(context).bind("tcp://127.0.0.1:*")) {
      try (var peer = LibzmqPeer.open("DISH")) {
        peer.join("group");
        peer.connect(radio.endpoint());
        Awaitility.await().atMost(PATIENCE).until(() -> radio.members("group") == 1);
      }
      Awaitility.await().atMost(PATIENCE).until(() -> radio.members("group") == 0);
      radio.send("group", "to nobody");
      assertThat(radio.stats().droppedTotal()).isEqualTo(1);
    }
  }

  /**
   * To libzmq the name of a group is bytes. Catches: replacement, and a peer cut off for a name.
   */
  @Test
  void aGroupOfLibzmqWhoseNameIsNotUtf8IsNoOtherGroup() throws Exception {
    try (var context = Context.open();
        var radio = Radio.open(context).bind("tcp://127.0.0.1:*");
        var dish = LibzmqPeer.open("DISH")) {
      dish.join(LATIN);
      dish.join("ok");
      dish.connect(radio.endpoint());
      assertThat(radio.awaitMembers("ok", 1, PATIENCE)).isTrue();

      assertThat(radio.members(LATIN.text())).isZero();
      radio.send("ok", "still here");
      assertThat(dish.receive()).isEqualTo(Message.of("ok", "still here"));
    }
  }

  @Test
  void aMessageOfLibzmqToSuchAGroupIsForNobody() throws Exception {
    try (var context = Context.open();
        var dish = Dish.open(context).join("group").join(LATIN.text()).bind("tcp://127.0.0.1:*");
        var radio = LibzmqPeer.open("RADIO");
        var other = LibzmqPeer.open("DISH")) {
      radio.connect(dish.endpoint());
      Groups.awaitMembership(radio, dish);
      other.join(LATIN);
      radio.connect(other.bind("tcp://127.0.0.1:*"));
      awaitThatItHears(other, radio);

      radio.send(Message.of(LATIN).append(Frame.of("for libzmq alone")));
      radio.send(Message.of("group", "for us"));

      assertThat(other.receive().text(1)).isEqualTo("for libzmq alone");
      assertThat(dish.receive(PATIENCE)).contains(new GroupMessage("group", Frame.of("for us")));
    }
  }

  /** Until a message comes, and no other is behind it. */
  private static void awaitThatItHears(LibzmqPeer dish, LibzmqPeer radio) {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () -> {
              radio.send(Message.of(LATIN).append(Frame.of("do you hear me?")));
              return dish.receive(SOON).isPresent();
            });
    radio.send(Message.of(LATIN).append(Frame.of("now")));
    while (!dish.receive().text(1).equals("now")) {
      continue;
    }
  }
}
