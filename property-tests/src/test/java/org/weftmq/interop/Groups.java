package org.weftmq.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.weftmq.interop.ForeignPeer.PATIENCE;

import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.weftmq.Context;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.SocketType;
import org.weftmq.pattern.radiodish.Dish;
import org.weftmq.pattern.radiodish.GroupMessage;
import org.weftmq.pattern.radiodish.Radio;

/** What the RADIO and the DISH of one cell of the table say to each other (48/RADIO-DISH). */
final class Groups {
  /** Fewer than a high-water mark, of which half may not have been given back: none is dropped. */
  private static final int NUMBERS = 200;

  private static final Duration A_MOMENT = Duration.ofMillis(20);
  private static final String GROUP = "group";
  private static final List<String> JOINED = List.of("g", "groups", "x".repeat(255), GROUP);
  private static final List<String> NOT_JOINED = List.of("", "grou", "group2", "Group");

  private Groups() {}

  /**
   * Joins a socket of each side at {@code endpoint}, and has one talk and the other listen.
   *
   * @throws Joining.NotJoined if they are not joined within {@code patience}
   */
  static void hold(Cell cell, ForeignPeer.Maker maker, String endpoint, Duration patience)
      throws Exception {
    try (var context = Context.open();
        var peer = maker.open(cell.foreign().name())) {
      if (cell.weft() == SocketType.RADIO) {
        try (var radio = Radio.open(context)) {
          Joining.join(cell, radio, peer, endpoint, patience);
          toPeer(radio, peer);
        }
      } else {
        try (var dish = Dish.open(context)) {
          JOINED.forEach(dish::join);
          Joining.join(cell, dish, peer, endpoint, patience);
          toWeft(peer, dish);
        }
      }
    }
  }

  private static void toPeer(Radio radio, ForeignPeer peer) throws Exception {
    JOINED.forEach(peer::join);
    peer.lookUntil(() -> radio.members(GROUP) == 1);
    for (var body : Samples.SINGLE) {
      NOT_JOINED.forEach(group -> radio.send(group, "not for you"));
      for (var group : JOINED) {
        radio.send(group, body.first());
        assertThat(peer.receive()).isEqualTo(body.prepend(Frame.of(group)));
      }
    }
    Aside.during(
        () -> peer.drain(0, NUMBERS),
        () -> {
          for (var i = 0; i < NUMBERS; i++) {
            radio.send(GROUP, ForeignPeer.number(i));
          }
        });
    peer.leave(GROUP);
    peer.lookUntil(() -> radio.members(GROUP) == 0);
    radio.send(GROUP, "not for you any more");
    radio.send("g", "for you");
    assertThat(peer.receive()).isEqualTo(Message.of("g", "for you"));
  }

  private static void toWeft(ForeignPeer peer, Dish dish) throws Exception {
    awaitMembership(peer, dish);
    for (var body : Samples.SINGLE) {
      NOT_JOINED.forEach(group -> peer.send(Message.of(group, "not for you")));
      for (var group : JOINED) {
        peer.send(body.prepend(Frame.of(group)));
        assertThat(dish.receive(PATIENCE)).contains(new GroupMessage(group, body.first()));
      }
    }
    Aside.during(
        () -> peer.stream(NUMBERS, List.of(Frame.of(GROUP))),
        () -> {
          for (var i = 0; i < NUMBERS; i++) {
            assertThat(dish.receive(PATIENCE))
                .contains(new GroupMessage(GROUP, ForeignPeer.number(i)));
          }
        });
    dish.leave(GROUP);
    peer.send(Message.of(GROUP, "not for you any more"));
    peer.send(Message.of("g", "for you"));
    assertThat(dish.receive(PATIENCE)).contains(new GroupMessage("g", Frame.of("for you")));
  }

  /** A foreign RADIO does not tell who has joined: it is heard, or it is not. */
  static void awaitMembership(ForeignPeer peer, Dish dish) throws InterruptedException {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInSameThread()
        .until(
            () -> {
              peer.send(Message.of(GROUP, "do you hear me?"));
              return dish.receive(A_MOMENT).isPresent();
            });
    peer.send(Message.of(GROUP, "now"));
    while (!dish.receive(PATIENCE).orElseThrow().text().equals("now")) {
      continue;
    }
  }
}
