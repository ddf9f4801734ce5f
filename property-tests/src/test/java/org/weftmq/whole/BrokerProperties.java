package org.weftmq.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import org.weftmq.Context;
import org.weftmq.Message;
import org.weftmq.Proxy;
import org.weftmq.Socket;
import org.weftmq.SocketOptions;
import org.weftmq.pattern.reqrep.Dealer;
import org.weftmq.pattern.reqrep.Rep;
import org.weftmq.pattern.reqrep.Req;
import org.weftmq.pattern.reqrep.Router;
import org.weftmq.test.Crew;
import org.weftmq.test.RecordedTries;
import org.weftmq.test.Recording;
import org.weftmq.test.RoughNetwork;
import org.weftmq.test.Scheme;

/** Clients and workers of a broker, over connections that break at any byte (28/REQREP). */
@AddLifecycleHook(RecordedTries.class)
class BrokerProperties {
  private static final Duration TIME = Duration.ofSeconds(30);
  private static final int CLIENTS = 3;
  private static final int REQUESTS = 25;

  /**
   * Catches: a reply that reaches another client than the one who asked, or one that comes in time
   * for the next request of the same; a client, a broker or a worker that never gets over a broken
   * connection; threads that stay.
   */
  @Property(tries = 3, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void everyReplyIsToTheRequestThatIsOut(
      @ForAll @IntRange(min = 1, max = 2) int workers,
      @ForAll boolean firstCorrelates,
      @ForAll long seed,
      Recording recording)
      throws Exception {
    var network = new RoughNetwork(seed, 200, 1_500);
    var replies = new AtomicInteger();
    try (var context = Context.open(network);
        var clients = Crew.Kind.VIRTUAL.crew();
        var servers = Crew.Kind.VIRTUAL.crew()) {
      var front = Router.open(context).set(Router.MANDATORY, false).bind(Scheme.TCP.endpoint());
      var back = Dealer.open(context).bind(Scheme.TCP.endpoint());
      for (var i = 0; i < workers; i++) {
        var rep = quick(Rep.open(context)).connect(back.endpoint());
        servers.start(() -> rep.serve(question -> Message.of("re: " + question.text())));
      }
      try (var proxy = Proxy.start(front, back)) {
        var reqs = new ArrayList<Req>();
        for (var i = 0; i < CLIENTS; i++) {
          var correlates = firstCorrelates == (i % 2 == 0);
          var req =
              quick(Req.open(context)).set(Req.CORRELATE, correlates).connect(front.endpoint());
          var name = "client " + i;
          reqs.add(req);
          clients.start(
              () -> {
                for (var n = 0; n < REQUESTS; n++) {
                  replies.addAndGet(asks(req, name, n, Duration.ofMillis(100), recording) ? 1 : 0);
                }
              });
        }
        clients.join(TIME);
        network.smooth();
        recording.tells("network", network.breaks() + " wires broke");

        for (var i = 0; i < CLIENTS; i++) {
          var n = REQUESTS;
          while (!asks(reqs.get(i), "client " + i, n, Duration.ofSeconds(1), recording)) {
            assertThat(n++ - REQUESTS).as("requests that nobody answered").isLessThan(10);
          }
        }
        assertThat(proxy.isEnded()).isFalse();
      }
      assertThat(network.breaks()).isPositive();
      assertThat(replies.get()).isPositive();
    }
    network.awaitNothingLeft();
  }

  private static <S extends Socket> S quick(S socket) {
    socket
        .set(SocketOptions.RECONNECT_INTERVAL, Duration.ofMillis(1))
        .set(SocketOptions.RECONNECT_INTERVAL_MAX, Duration.ofMillis(5))
        .set(SocketOptions.LINGER, Duration.ZERO);
    return socket;
  }

  /** Whether there was a reply, which is the one to this request. */
  private static boolean asks(
      Req req, String client, int number, Duration time, Recording recording)
      throws InterruptedException {
    var question = client + " asks " + number;
    var reply = req.request(Message.of(question), time);
    recording.does(client, number + ": " + reply.map(Message::text).orElse("no reply"));
    reply.ifPresent(message -> assertThat(message.text()).isEqualTo("re: " + question));
    return reply.isPresent();
  }
}
