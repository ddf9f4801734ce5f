package org.weftmq.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.weftmq.Context;
import org.weftmq.Message;
import org.weftmq.Proxy;
import org.weftmq.Receiver;
import org.weftmq.RoutingId;
import org.weftmq.Sender;
import org.weftmq.SocketOptions;
import org.weftmq.SocketType;
import org.weftmq.WrongStateException;
import org.weftmq.pattern.pair.Pair;
import org.weftmq.pattern.pipeline.Pull;
import org.weftmq.pattern.pipeline.Push;
import org.weftmq.pattern.reqrep.Dealer;
import org.weftmq.pattern.reqrep.Rep;
import org.weftmq.pattern.reqrep.Req;
import org.weftmq.pattern.reqrep.Router;

class ProxyTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  private final Context context = Context.open();
  private final Pull front = Pull.open(context).bind("inproc://front");
  private final Push back = Push.open(context).bind("inproc://back");
  private final Push source = Push.open(context).connect("inproc://front");
  private final Pull sink = Pull.open(context).connect("inproc://back");

  @AfterEach
  void close() {
    context.close();
  }

  private static void send(Sender to, int first, int end) throws InterruptedException {
    for (var i = first; i < end; i++) {
      to.send(Integer.toString(i));
    }
  }

  private static List<Integer> receive(Receiver<Message> from, int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i -> {
              try {
                return Integer.valueOf(from.receive(SOON).orElseThrow().text());
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            })
        .toList();
  }

  private static List<Integer> numbers(int first, int end) {
    return IntStream.range(first, end).boxed().toList();
  }

  @Test
  void movesEveryMessageInOrder() throws Exception {
    try (var proxy = Proxy.start(front, back)) {
      var sending = CompletableFuture.runAsync(() -> sendAll(source, 20_000));

      assertThat(receive(sink, 20_000)).isEqualTo(numbers(0, 20_000));
      sending.join();
      proxy.pause(); // a message counts once it has moved
      assertThat(proxy.stats().toBack().messages()).isEqualTo(20_000);
      assertThat(proxy.stats().toBack().bytes()).isEqualTo(10 + 180 + 2_700 + 36_000 + 50_000);
    }
  }

  private static void sendAll(Sender to, int count) {
    try {
      send(to, 0, count);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void slowsTheFrontDownWhenTheBackIsFull() throws Exception {
    front.set(SocketOptions.RECEIVE_HIGH_WATER_MARK, 2);
    source.set(SocketOptions.SEND_HIGH_WATER_MARK, 2);
    back.set(SocketOptions.SEND_HIGH_WATER_MARK, 2);
    sink.set(SocketOptions.RECEIVE_HIGH_WATER_MARK, 2);
    try (var proxy = Proxy.start(front, back)) {
      var sent = 0;
      while (source.send(Message.of(Integer.toString(sent)), Duration.ofMillis(200))) {
        sent++;
      }

      assertThat(sent).isBetween(8, 12); // two queues of four, one in hand, and batches of credit
      assertThat(receive(sink, sent)).isEqualTo(numbers(0, sent));
      assertThat(proxy.isEnded()).isFalse();
    }
  }

  @Test
  void joinsClientsAndWorkers() throws Exception { // 28/REQREP
    try (var router = Router.open(context).bind("inproc://clients");
        var dealer = Dealer.open(context).bind("inproc://workers");
        var proxy = Proxy.start(router, dealer);
        var worker = Rep.open(context).connect("inproc://workers");
        var client = Req.open(context).connect("inproc://clients")) {
      Thread.startVirtualThread(() -> worker.serve(m -> Message.of("re: " + m.text())));

      assertThat(client.request(Message.of("1"), SOON).map(Message::text)).contains("re: 1");
      assertThat(client.request(Message.of("2"), SOON).map(Message::text)).contains("re: 2");
      proxy.pause(); // a message counts once it has moved
      assertThat(proxy.stats().toBack().messages()).isEqualTo(2);
      assertThat(proxy.stats().toFront().messages()).isEqualTo(2);
    }
  }

  @Test
  void takesTurnsWhereItsSocketsDo() throws Exception {
    try (var rep = Rep.openInTurns(context);
        var req = Req.open(context).connect("inproc://worker");
        var worker = Rep.open(context).bind("inproc://worker");
        var client = Req.open(context)) {
      rep.bind("inproc://client");
      client.connect("inproc://client");
      Thread.startVirtualThread(() -> worker.serve(m -> Message.of("re: " + m.text())));
      try (var proxy = Proxy.start(rep, req)) {
        for (var i = 0; i < 200; i++) {
          var reply = client.request(Message.of("" + i), SOON);

          assertThat(reply.map(Message::text)).contains("re: " + i);
        }
        assertThat(proxy.isEnded()).isFalse();
      }
    }
  }

  @Test
  void echoesThroughOneSocket() throws Exception {
    for (var type : List.of(SocketType.REP, SocketType.ROUTER, SocketType.DEALER)) {
      try (var echo = Sockets.open(context, type);
          var dealer = Dealer.open(context).connect("inproc://echo")) {
        echo.bind("inproc://echo");
        try (var proxy = Proxy.echo(echo)) {
          for (var i = 0; i < 100; i++) {
            dealer.send(Message.of("", "hello " + i));

            var reply = dealer.receive(SOON);
            assertThat(reply).as(type + " " + proxy).contains(Message.of("", "hello " + i));
          }
        }
      }
    }
  }

  @Test
  void capturesWhatItMoves() throws Exception {
    try (var log = Pair.open(context).bind("inproc://log");
        var reader = Pair.open(context).connect("inproc://log");
        var proxy = Proxy.start(front, back, log)) {
      send(source, 0, 100);

      assertThat(receive(reader, 100)).isEqualTo(numbers(0, 100));
      assertThat(receive(sink, 100)).isEqualTo(numbers(0, 100));
      proxy.pause();
      assertThat(proxy.stats().toBack().messages()).isEqualTo(100);
    }
  }

  @Test
  void movesNothingWhileItIsPausedAndAllOfItLater() throws Exception {
    try (var proxy = Proxy.start(front, back)) {
      for (var round = 0; round < 200; round++) {
        send(source, 0, 3);

        proxy.pause();
        var moved = proxy.stats();
        send(source, 3, 10);
        Thread.onSpinWait();
        assertThat(proxy.stats()).isEqualTo(moved);
        assertThat(proxy.isPaused()).isTrue();
        proxy.resume();

        assertThat(receive(sink, 10)).isEqualTo(numbers(0, 10));
      }
    }
  }

  @Test
  void capturesAMessageOnceHoweverOftenItIsHeldUp() throws Exception {
    back.set(SocketOptions.SEND_HIGH_WATER_MARK, 1);
    try (var log = Push.open(context).bind("inproc://log");
        var reader = Pull.open(context).connect("inproc://log");
        var late = Push.open(context).bind("inproc://late");
        var proxy = Proxy.start(front, late, log)) {
      send(source, 0, 1);
      assertThat(receive(reader, 1)).isEqualTo(numbers(0, 1));
      for (var i = 0; i < 10; i++) {
        proxy.pause();
        proxy.resume();
      }

      try (var last = Pull.open(context).connect("inproc://late")) {
        assertThat(receive(last, 1)).isEqualTo(numbers(0, 1));
      }
      assertThat(reader.tryReceive()).isEmpty();
    }
  }

  @Test
  void endsWhenTheFrontIsClosedAndDeliversWhatItHolds() throws Exception {
    try (var late = Push.open(context).bind("inproc://late");
        var proxy = Proxy.start(front, late)) {
      send(source, 0, 1);
      await().until(() -> front.stats().received() == 1);

      front.close();
      assertThat(proxy.awaitEnd(Duration.ofMillis(20))).isFalse();
      try (var last = Pull.open(context).connect("inproc://late")) {
        assertThat(receive(last, 1)).isEqualTo(numbers(0, 1));
      }

      assertThat(proxy.awaitEnd(SOON)).isTrue();
      assertThat(proxy.unsent()).isEmpty();
    }
  }

  @Test
  void endsWhenTheBackIsClosedThoughNothingComes() throws Exception {
    try (var proxy = Proxy.start(front, back)) {
      back.close();

      assertThat(proxy.awaitEnd(SOON)).isTrue();
      source.send("for whoever comes next");
      assertThat(front.receive(SOON)).isPresent();
    }
  }

  @Test
  void endsWhenTheContextIsClosed() throws Exception {
    var proxy = Proxy.start(front, back);

    context.close();

    assertThat(proxy.awaitEnd(SOON)).isTrue();
  }

  @Test
  void givesBackWhatItHeldWhenItIsClosed() throws Exception {
    try (var late = Push.open(context).bind("inproc://late")) {
      var proxy = Proxy.start(front, late);
      source.send("held");
      await().until(() -> front.stats().received() == 1);

      proxy.close();

      assertThat(proxy.isEnded()).isTrue();
      assertThat(proxy.unsent()).containsExactly(Message.of("held"));
      source.send("not taken");
      assertThat(front.receive(SOON).map(Message::text)).contains("not taken");
    }
  }

  @Test
  void countsAndDropsWhatNobodyCanGet() throws Exception {
    try (var router = Router.open(context).bind("inproc://router");
        var proxy = Proxy.start(front, router)) {
      source.send(Message.of("nobody", "a reply to a peer that left"));
      source.send("a message that says not to whom");

      await().untilAsserted(() -> assertThat(proxy.stats().toBack().undeliverable()).isEqualTo(2));
      try (var dealer =
          Dealer.open(context)
              .set(SocketOptions.ROUTING_ID, RoutingId.of("somebody"))
              .connect("inproc://router")) {
        await().until(() -> router.stats().peers() == 1);
        source.send(Message.of("somebody", "hello"));
        assertThat(dealer.receive(SOON).map(Message::text)).contains("hello");
      }
    }
  }

  @Test
  void refusesSocketsThatHaveNothingForEachOther() {
    assertThatThrownBy(() -> Proxy.start(sink, front))
        .isInstanceOf(WrongStateException.class)
        .hasMessageContaining("a PULL and a PULL");
    assertThatThrownBy(() -> Proxy.echo(front)).isInstanceOf(WrongStateException.class);
  }
}
