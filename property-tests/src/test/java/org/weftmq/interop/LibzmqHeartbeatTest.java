package org.weftmq.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.weftmq.interop.ForeignPeer.PATIENCE;

import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.weftmq.Context;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.SocketEvent;
import org.weftmq.SocketOptions;
import org.weftmq.pattern.pipeline.Pull;
import org.weftmq.pattern.reqrep.Dealer;
import org.weftmq.transport.stream.Heartbeat;

/** PING and PONG with libzmq, each side asking (37/ZMTP, "heartbeats"). */
@Needs(Binding.PYZMQ)
class LibzmqHeartbeatTest {
  private static final Duration INTERVAL = Duration.ofMillis(50);
  private static final Duration TIMEOUT = Duration.ofMillis(300);

  /** Many intervals and several time-outs. */
  private static final Duration LONG = Duration.ofSeconds(1);

  private static final int MANY = 3000;

  @Test
  void ourAnswersKeepAnIdleConnectionWithLibzmq() throws Exception {
    try (var context = Context.open();
        var dealer = Dealer.open(context).bind("tcp://127.0.0.1:*");
        var peer = heartbeating("DEALER")) {
      peer.watch();
      peer.connect(dealer.endpoint());
      assertThat(dealer.awaitPeers(1, PATIENCE)).isTrue();

      assertThat(peer.sees("DISCONNECTED", LONG)).isFalse();

      peer.send(Message.of("still here"));
      assertThat(dealer.receive(PATIENCE)).contains(Message.of("still here"));
    }
  }

  @Test
  void libzmqsAnswersKeepAnIdleConnection() throws Exception {
    try (var context = Context.open();
        var dealer = heartbeating(context).bind("tcp://127.0.0.1:*");
        var events = dealer.events();
        var peer = LibzmqPeer.open("DEALER")) {
      peer.connect(dealer.endpoint());
      Events.await(events, SocketEvent.PeerJoined.class);

      assertThat(Events.within(LONG, events, SocketEvent.PeerLeft.class)).isEmpty();

      dealer.send("still here");
      assertThat(peer.receive()).isEqualTo(Message.of("still here"));
    }
  }

  @Test
  void aFrozenPeerThatAnswersNoPingIsLeft() throws Exception {
    try (var context = Context.open();
        var dealer = heartbeating(context).bind("tcp://127.0.0.1:*");
        var events = dealer.events();
        var peer = LibzmqPeer.open("DEALER")) {
      peer.connect(dealer.endpoint());
      Events.await(events, SocketEvent.PeerJoined.class);

      peer.freeze();

      Events.await(events, SocketEvent.PeerLeft.class);
    }
  }

  @Test
  void aFrozenPeerThatPromisedPingsIsLeft() throws Exception {
    try (var context = Context.open();
        var dealer = Dealer.open(context).bind("tcp://127.0.0.1:*");
        var events = dealer.events();
        var peer = heartbeating("DEALER").set("HEARTBEAT_TTL", (int) TIMEOUT.toMillis())) {
      peer.connect(dealer.endpoint());
      Events.await(events, SocketEvent.PeerJoined.class);
      assertThat(Events.within(LONG, events, SocketEvent.PeerLeft.class)).isEmpty();

      peer.freeze();

      Events.await(events, SocketEvent.PeerLeft.class);
    }
  }

  /** 37/ZMTP does not allow it, but libzmq does it: both its PINGs and its PONGs. */
  @Test
  void commandsMayComeBetweenTheFramesOfAMessage() throws Exception {
    try (var context = Context.open();
        var dealer = heartbeating(context).set(Heartbeat.INTERVAL, Duration.ofMillis(1));
        var peer = heartbeating("DEALER").set("HEARTBEAT_IVL", 1)) {
      dealer.bind("tcp://127.0.0.1:*");
      peer.connect(dealer.endpoint());

      Aside.during(
          () -> peer.stream(MANY, Collections.nCopies(100, Frame.empty())),
          () -> Numbers.receive(dealer, 0, MANY));
    }
  }

  @Test
  void aFullQueueIsNoSilence() throws Exception {
    try (var context = Context.open();
        var pull =
            Pull.open(context)
                .set(SocketOptions.RECEIVE_HIGH_WATER_MARK, 10)
                .set(Heartbeat.INTERVAL, INTERVAL)
                .set(Heartbeat.TIMEOUT, TIMEOUT)
                .bind("tcp://127.0.0.1:*");
        var events = pull.events();
        var peer = heartbeating("PUSH").set("SNDHWM", 10)) {
      peer.watch();
      peer.connect(pull.endpoint());
      Events.await(events, SocketEvent.PeerJoined.class);
      var sent = peer.fill(64 * 1024, TIMEOUT);

      assertThat(peer.sees("DISCONNECTED", LONG)).isFalse();

      Numbers.receive(pull, 0, sent);
      assertThat(Events.within(Duration.ZERO, events, SocketEvent.PeerLeft.class)).isEmpty();
    }
  }

  private static Dealer heartbeating(Context context) {
    return Dealer.open(context).set(Heartbeat.INTERVAL, INTERVAL).set(Heartbeat.TIMEOUT, TIMEOUT);
  }

  private static LibzmqPeer heartbeating(String type) {
    return LibzmqPeer.open(type)
        .set("HEARTBEAT_IVL", (int) INTERVAL.toMillis())
        .set("HEARTBEAT_TIMEOUT", (int) TIMEOUT.toMillis());
  }
}
