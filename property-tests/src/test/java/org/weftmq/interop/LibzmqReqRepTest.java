package org.weftmq.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.weftmq.interop.ForeignPeer.PATIENCE;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.weftmq.Context;
import org.weftmq.Message;
import org.weftmq.SocketEvent;
import org.weftmq.SocketOptions;
import org.weftmq.pattern.reqrep.Exchange;
import org.weftmq.pattern.reqrep.Rep;
import org.weftmq.pattern.reqrep.Req;

/** Questions and answers through the typed sockets, with libzmq at the other end (28/REQREP). */
@Needs(Binding.PYZMQ)
class LibzmqReqRepTest {
  private static final String LOCAL = "tcp://127.0.0.1:*";
  private static final int ROUNDS = 1000;
  private static final Duration SOON = Duration.ofMillis(20);
  private static final Duration SHORT = Duration.ofMillis(200);
  private static final Message AGAIN = Message.of("again");

  @Test
  void libzmqAnswersEveryRequest() throws Exception {
    try (var context = Context.open();
        var req = Req.open(context);
        var peer = LibzmqPeer.open("REP")) {
      req.connect(peer.bind(LOCAL));

      Aside.during(
          () -> peer.echo(ROUNDS),
          () -> {
            for (var i = 0; i < ROUNDS; i++) {
              assertThat(req.request(Numbers.message(i), PATIENCE)).contains(Numbers.message(i));
            }
          });
    }
  }

  @Test
  void everyRequestOfLibzmqIsAnswered() throws Exception {
    try (var context = Context.open();
        var rep = Rep.open(context).bind(LOCAL);
        var peer = LibzmqPeer.open("REQ")) {
      peer.connect(rep.endpoint());

      Aside.during(
          () -> peer.ask(ROUNDS, List.of()),
          () -> {
            for (var i = 0; i < ROUNDS; i++) {
              var exchange = rep.receive(PATIENCE).orElseThrow();
              exchange.reply(exchange.request());
            }
          });
    }
  }

  /** The Lazy Pirate pattern of the Guide, chapter 4, without a socket that is thrown away. */
  @Test
  void aRequestThatTimedOutIsAskedAgainOfARestartedServer() throws Exception {
    try (var context = Context.open();
        var req = Req.open(context).set(SocketOptions.RECONNECT_INTERVAL, SOON)) {
      String endpoint;
      try (var killed = LibzmqPeer.open("REP")) {
        endpoint = killed.bind(LOCAL);
        req.connect(endpoint);
        assertThat(req.awaitPeers(1, PATIENCE)).isTrue();
        assertThat(req.request(Message.of("work"), SHORT)).isEmpty();
      }

      try (var restarted = LibzmqPeer.open("REP")) {
        restarted.bind(endpoint);
        Aside.during(
            () -> restarted.echo(1),
            () -> assertThat(req.request(AGAIN, PATIENCE)).contains(AGAIN));
      }
    }
  }

  @Test
  void aLateReplyOfLibzmqIsNotTakenForTheNext() throws Exception {
    try (var context = Context.open();
        var req = Req.open(context).set(SocketOptions.RECONNECT_INTERVAL, SOON);
        var peer = LibzmqPeer.open("REP")) {
      req.connect(peer.bind(LOCAL));
      assertThat(req.awaitPeers(1, PATIENCE)).isTrue();
      assertThat(req.request(Message.of("work"), SHORT)).isEmpty();
      assertThat(peer.receive()).isEqualTo(Message.of("work"));

      peer.send(Message.of("late"));

      Aside.during(
          () -> peer.echo(1), () -> assertThat(req.request(AGAIN, PATIENCE)).contains(AGAIN));
    }
  }

  @Test
  void aReplyToAKilledPeerIsDroppedAndTheNextIsServed() throws Exception {
    try (var context = Context.open();
        var rep = Rep.open(context).bind(LOCAL);
        var events = rep.events()) {
      Exchange orphan;
      try (var killed = LibzmqPeer.open("REQ")) {
        killed.connect(rep.endpoint());
        killed.send(Message.of("work"));
        orphan = rep.receive(PATIENCE).orElseThrow();
      }
      Events.await(events, SocketEvent.PeerLeft.class);

      orphan.reply("nobody hears this");

      assertThat(rep.stats().droppedTotal()).isEqualTo(1);
      try (var next = LibzmqPeer.open("REQ")) {
        next.connect(rep.endpoint());
        next.send(AGAIN);
        rep.receive(PATIENCE).orElseThrow().reply("done");
        assertThat(next.receive()).isEqualTo(Message.of("done"));
      }
    }
  }
}
