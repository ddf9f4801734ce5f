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
import org.weftmq.SocketEvent;
import org.weftmq.SocketOptions;
import org.weftmq.pattern.radiodish.Dish;
import org.weftmq.pattern.radiodish.Radio;

/** Groups across a life of connections, with libzmq at the other end (48/RADIO-DISH). */
@Needs(Binding.ZEROMQ_JS)
class LibzmqRadioDishTest {
  private static final Duration SOON = Duration.ofMillis(20);

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
}
