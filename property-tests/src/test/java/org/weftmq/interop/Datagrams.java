package org.weftmq.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.weftmq.interop.ForeignPeer.PATIENCE;

import java.time.Duration;
import java.util.List;
import org.weftmq.Context;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.pattern.dgram.Datagram;
import org.weftmq.pattern.dgram.Dgram;
import org.weftmq.pattern.radiodish.Dish;
import org.weftmq.pattern.radiodish.GroupMessage;
import org.weftmq.pattern.radiodish.Radio;

/** What two sockets say over udp, one datagram after another, so that none is lost on the way. */
final class Datagrams {
  private static final int LARGEST = 8_000;
  private static final List<Frame> BODIES =
      Samples.SINGLE.stream().map(Message::first).filter(body -> body.size() < LARGEST).toList();

  private Datagrams() {}

  /** Joins a socket of each side, and has them talk; see {@link Talk}. */
  static void hold(Cell cell, ForeignPeer.Maker maker, String endpoint, Duration patience)
      throws Exception {
    try (var context = Context.open();
        var peer = maker.open(cell.foreign().name())) {
      switch (cell.weft()) {
        case RADIO -> toDish(context, peer, endpoint);
        case DISH -> fromRadio(context, peer, endpoint);
        case DGRAM -> bothWays(context, peer, endpoint);
        default -> throw new IllegalArgumentException(cell.toString());
      }
    }
  }

  private static void toDish(Context context, ForeignPeer peer, String endpoint) {
    peer.bind(endpoint);
    peer.join("group");
    try (var radio = Radio.open(context).connect(endpoint)) {
      for (var body : BODIES) {
        radio.send("other", "not for you");
        radio.send("group", body);
        assertThat(peer.receive()).isEqualTo(Message.of("group").append(body));
      }
    }
  }

  private static void fromRadio(Context context, ForeignPeer peer, String endpoint)
      throws InterruptedException {
    try (var dish = Dish.open(context).join("group").bind(endpoint)) {
      peer.connect(dish.endpoint());
      for (var body : BODIES) {
        peer.send(Message.of("other", "not for you"));
        peer.send(Message.of("group").append(body));
        assertThat(dish.receive(PATIENCE)).contains(new GroupMessage("group", body));
      }
    }
  }

  private static void bothWays(Context context, ForeignPeer peer, String endpoint)
      throws InterruptedException {
    try (var ours = Dgram.open(context).bind("udp://127.0.0.1:*")) {
      peer.bind(endpoint);
      var address = Frame.of(ours.endpoint().substring("udp://".length()));
      for (var body : BODIES) {
        peer.send(Message.of(address).append(body));
        var received = ours.receive(PATIENCE).orElseThrow();
        assertThat(received.body()).isEqualTo(body);
        ours.send(new Datagram(received.address(), body));
        assertThat(peer.receive().frame(1)).isEqualTo(body);
      }
    }
  }
}
