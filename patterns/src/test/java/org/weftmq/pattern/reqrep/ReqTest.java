package org.weftmq.pattern.reqrep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.weftmq.Context;
import org.weftmq.Message;
import org.weftmq.SocketClosedException;
import org.weftmq.SocketEvent;
import org.weftmq.SocketOptions;
import org.weftmq.WrongStateException;
import org.weftmq.pattern.pipeline.Pull;

class ReqTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(200);
  private static final String TCP = "tcp://127.0.0.1:*";
  private static final String INPROC = "inproc://service";

  private final Context context = Context.open();
  private final Rep rep = Rep.open(context);
  private final Req req =
      Req.open(context).set(SocketOptions.RECONNECT_INTERVAL, Duration.ofMillis(10));

  @AfterEach
  void close() {
    context.close();
  }

  private static <T> FutureTask<T> start(Callable<T> work) {
    var task = new FutureTask<>(work);
    Thread.startVirtualThread(task);
    return task;
  }

  private static Message reply(Message request) {
    return Message.of("re: " + request.text());
  }

  @ParameterizedTest
  @ValueSource(strings = {INPROC, TCP})
  void getsTheReplyToItsRequest(String endpoint) throws InterruptedException {
    req.connect(rep.bind(endpoint).endpoint());
    start(
        () -> {
          rep.serve(ReqTest::reply);
          return null;
        });

    assertThat(req.request(Message.of("1"))).isEqualTo(Message.of("re: 1"));
    assertThat(req.request(Message.of("2"), SOON)).contains(Message.of("re: 2"));
  }

  @Test
  void worksAlsoWhereItIsTheOneThatBinds() throws InterruptedException {
    rep.connect(req.bind(TCP).endpoint());
    start(
        () -> {
          rep.serve(ReqTest::reply);
          return null;
        });

    assertThat(req.request(Message.of("1"), SOON)).contains(Message.of("re: 1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {INPROC, TCP})
  void requestsOfManyThreadsGetTheirOwnReplies(String endpoint)
      throws InterruptedException, ExecutionException {
    req.connect(rep.bind(endpoint).endpoint());
    start(
        () -> {
          rep.serve(ReqTest::reply);
          return null;
        });
    var clients = new ArrayList<FutureTask<Integer>>();
    for (var client = 0; client < 8; client++) {
      var name = "client " + client;
      clients.add(
          start(
              () -> {
                var right = 0;
                for (var i = 0; i < 50; i++) {
                  var request = Message.of(name + ", request " + i);
                  right += req.request(request).equals(reply(request)) ? 1 : 0;
                }
                return right;
              }));
    }

    for (var client : clients) {
      assertThat(client.get()).isEqualTo(50);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {INPROC, TCP})
  void doesNotTakeALateReplyForThatToTheNextRequest(String endpoint)
      throws InterruptedException, ExecutionException {
    req.connect(rep.bind(endpoint).endpoint());
    assertThat(req.awaitPeers(1, SOON)).isTrue();
    var receiving = start(rep::receive);
    assertThat(req.request(Message.of("slow"), SHORT)).isEmpty();
    var slow = receiving.get();

    var next = start(() -> req.request(Message.of("next"), SOON));
    var exchange = rep.receive();
    slow.reply("late");
    exchange.reply("in time");

    assertThat(exchange.request()).isEqualTo(Message.of("next"));
    assertThat(next.get()).contains(Message.of("in time"));
  }

  @Test
  void keepsTheConnectionWhenRequestsAreNumbered() throws InterruptedException, ExecutionException {
    req.set(Req.CORRELATE, true);
    try (var events = req.events()) {
      req.connect(rep.bind(TCP).endpoint());
      assertThat(req.request(Message.of("slow"), SHORT)).isEmpty();
      var slow = rep.receive();
      var next = start(() -> req.request(Message.of("next"), SOON));
      var exchange = rep.receive();
      slow.reply("late");
      exchange.reply("in time");

      assertThat(next.get()).contains(Message.of("in time"));
      req.close(SOON);
      assertThat(events).filteredOn(SocketEvent.PeerJoined.class::isInstance).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {INPROC, "tcp"})
  void whatWasGivenUpBeforeThereWasAPeerIsNeverSent(String endpoint)
      throws InterruptedException, ExecutionException {
    var later = endpoint.equals("tcp") ? unused() : endpoint;
    req.connect(later);
    assertThat(req.request(Message.of("given up"), SHORT)).isEmpty();

    rep.bind(later);
    var next = start(() -> req.request(Message.of("next"), SOON));
    var exchange = rep.receive();
    exchange.reply("reply");

    assertThat(exchange.request()).isEqualTo(Message.of("next"));
    assertThat(next.get()).contains(Message.of("reply"));
  }

  private String unused() {
    try (var probe = Pull.open(context).bind(TCP)) {
      return probe.endpoint();
    }
  }

  @Test
  void anInterruptedRequestLeavesTheSocketUsable() throws InterruptedException, ExecutionException {
    req.connect(rep.bind(INPROC).endpoint());
    var failed = new CompletableFuture<Throwable>();
    var client =
        Thread.startVirtualThread(
            () -> {
              try {
                req.request(Message.of("interrupted"));
              } catch (InterruptedException e) {
                failed.complete(e);
              }
            });
    rep.receive();

    client.interrupt();
    failed.get();
    var next = start(() -> req.request(Message.of("next"), SOON));
    rep.receive().reply("reply");

    assertThat(next.get()).contains(Message.of("reply"));
  }

  @Test
  void closingTheSocketEndsARequest() throws InterruptedException {
    req.connect(rep.bind(INPROC).endpoint());
    var waiting = start(() -> req.request(Message.of("never answered")));
    rep.receive();

    req.close();

    assertThatThrownBy(waiting::get).hasCauseInstanceOf(SocketClosedException.class);
  }

  @Test
  void aTurnKeepsRequestsWaiting() throws InterruptedException, ExecutionException {
    req.connect(rep.bind(INPROC).endpoint());
    req.send("turn");
    assertThat(req.request(Message.of("not now"), SHORT)).isEmpty();
    var waiting = start(() -> req.request(Message.of("request"), SOON));

    rep.receive().reply("to the turn");
    assertThat(req.receive()).isEqualTo(Message.of("to the turn"));
    rep.receive().reply("to the request");

    assertThat(waiting.get()).contains(Message.of("to the request"));
  }

  @Test
  void aPlainReceiveGetsNoReplyToARequest() throws InterruptedException, ExecutionException {
    req.connect(rep.bind(INPROC).endpoint());
    var request = start(() -> req.request(Message.of("request"), SOON));
    var exchange = rep.receive();
    var thief = start(req::receive);

    exchange.reply("reply");

    assertThat(request.get()).contains(Message.of("reply"));
    assertThatThrownBy(thief::get).hasCauseInstanceOf(WrongStateException.class);
  }
}
