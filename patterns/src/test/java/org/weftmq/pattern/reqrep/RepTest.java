package org.weftmq.pattern.reqrep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.weftmq.Context;
import org.weftmq.DropReason;
import org.weftmq.Message;
import org.weftmq.Select;
import org.weftmq.WrongStateException;

class RepTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String ENDPOINT = "inproc://service";

  private final Context context = Context.open();
  private final Rep rep = Rep.open(context).bind(ENDPOINT);

  @AfterEach
  void close() {
    context.close();
  }

  private Dealer dealer() {
    return Dealer.open(context).connect(ENDPOINT);
  }

  @Test
  void exchangesMayBeAnsweredInAnyOrder() throws InterruptedException {
    try (var dealer = dealer()) {
      var open = new ArrayList<Exchange>();
      for (var i = 0; i < 3; i++) {
        dealer.send(Message.of("id " + i, "", "request " + i));
        open.add(rep.receive());
      }

      open.reversed().forEach(exchange -> exchange.reply(exchange.request()));

      for (var i = 2; i >= 0; i--) {
        assertThat(dealer.receive()).isEqualTo(Message.of("id " + i, "", "request " + i));
      }
    }
  }

  @Test
  void anExchangeIsAnsweredOnce() throws InterruptedException {
    try (var dealer = dealer()) {
      dealer.send(Message.of("", "request"));
      var exchange = rep.receive();
      exchange.reply("reply");

      assertThatThrownBy(() -> exchange.reply("again")).isInstanceOf(WrongStateException.class);
      assertThat(dealer.receive()).isEqualTo(Message.of("", "reply"));
      assertThat(dealer.tryReceive()).isEmpty();
    }
  }

  @Test
  void theReplyToAPeerThatIsGoneIsACountedDrop() throws InterruptedException {
    Exchange exchange;
    try (var dealer = dealer()) {
      dealer.send(Message.of("", "request"));
      exchange = rep.receive();
    }

    exchange.reply("reply");

    assertThat(rep.stats().dropped()).containsEntry(DropReason.PEER_GONE, 1L);
    assertThat(rep.stats().isBalanced()).isTrue();
  }

  @Test
  void servingEndsWithTheSocket() throws InterruptedException, ExecutionException {
    var served = new FutureTask<>(() -> rep.serve(request -> request), "served");
    Thread.startVirtualThread(served);
    try (var dealer = dealer()) {
      dealer.send(Message.of("", "echo"));
      assertThat(dealer.receive()).isEqualTo(Message.of("", "echo"));
    }

    rep.close();

    assertThat(served.get()).isEqualTo("served");
  }

  @Test
  void servingEndsAlsoWhenTheSocketIsClosedMeanwhile()
      throws InterruptedException, ExecutionException {
    var served =
        new FutureTask<>(
            () ->
                rep.serve(
                    request -> {
                      rep.close(Duration.ZERO);
                      return request;
                    }),
            "served");
    Thread.startVirtualThread(served);
    try (var dealer = dealer()) {
      dealer.send(Message.of("", "the last one"));

      assertThat(served.get()).isEqualTo("served");
    }
  }

  @Test
  void whatAHandlerThrowsIsThrownOn() throws InterruptedException {
    try (var dealer = dealer()) {
      dealer.send(Message.of("", "request"));

      assertThatThrownBy(
              () ->
                  rep.serve(
                      request -> {
                        throw new IllegalStateException("no idea");
                      }))
          .hasMessage("no idea");
    }
  }

  @Test
  void canBeSelectedFrom() throws InterruptedException {
    try (var dealer = dealer()) {
      dealer.send(Message.of("", "request"));

      var exchange = Select.first(rep.onReceive(received -> received)).await(SOON).orElseThrow();
      exchange.reply("reply");

      assertThat(dealer.receive(SOON)).contains(Message.of("", "reply"));
    }
  }

  @Test
  void tellsWhetherThereIsARequestNow() throws InterruptedException {
    assertThat(rep.tryReceive()).isEmpty();
    assertThat(rep.receive(Duration.ofMillis(1))).isEmpty();
    try (var dealer = dealer()) {
      dealer.send(Message.of("", "1"));
      dealer.send(Message.of("", "2"));

      assertThat(rep.tryReceive().map(Exchange::request)).contains(Message.of("1"));
      assertThat(rep.receive(SOON).map(Exchange::request)).contains(Message.of("2"));
    }
  }
}
