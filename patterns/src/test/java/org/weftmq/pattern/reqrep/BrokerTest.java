package org.weftmq.pattern.reqrep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.weftmq.Context;
import org.weftmq.Message;
import org.weftmq.Receiver;
import org.weftmq.Sender;
import org.weftmq.SocketType;
import org.weftmq.pattern.Sockets;

class BrokerTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  @Test
  void clientsDoNotNoticeABrokerInBetween() throws InterruptedException { // 28/REQREP
    try (var context = Context.open();
        var front = Sockets.open(context, SocketType.ROUTER);
        var back = Sockets.open(context, SocketType.DEALER);
        var a = Req.open(context);
        var b = Req.open(context)) {
      front.bind("inproc://front");
      back.bind("inproc://back");
      a.connect("inproc://front");
      b.connect("inproc://front");
      for (var i = 0; i < 2; i++) {
        var worker = Rep.open(context).connect("inproc://back");
        Thread.startVirtualThread(() -> worker.serve(m -> Message.of("re: " + m.text())));
      }
      Thread.startVirtualThread(() -> relay(front, back));
      Thread.startVirtualThread(() -> relay(back, front));

      var replies = new HashSet<String>();
      for (var i = 0; i < 10; i++) {
        replies.add(a.request(Message.of("a" + i), SOON).orElseThrow().text());
        replies.add(b.request(Message.of("b" + i), SOON).orElseThrow().text());
      }

      assertThat(replies).hasSize(20).contains("re: a0", "re: b9");
    }
  }

  private static void relay(Receiver<Message> from, Sender to) {
    try {
      for (var message : from) {
        to.send(message);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
