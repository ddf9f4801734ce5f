package org.weftmq.guide;

import java.time.Duration;
import org.weftmq.Context;
import org.weftmq.Message;
import org.weftmq.pattern.reqrep.Rep;
import org.weftmq.pattern.reqrep.Req;

/**
 * Hello world: a client asks, a server answers.
 *
 * <pre>
 *    client                     server
 *   +-----+      "Hello"       +-----+
 *   | REQ | -----------------> | REP |
 *   |     | <----------------- |     |
 *   +-----+      "World"       +-----+
 * </pre>
 *
 * A request with a time to wait needs no second thought: when nobody answers in time the result is
 * empty, and the socket can be used again.
 */
public final class HelloWorld {
  private HelloWorld() {}

  /** Asks three times. */
  public static void main(String[] args) throws InterruptedException {
    try (var context = Context.open();
        var server = Rep.open(context).bind("tcp://127.0.0.1:*");
        var client = Req.open(context).connect(server.endpoint())) {

      // Answers until the socket is closed.
      Thread.startVirtualThread(() -> server.serve(question -> answer(question)));

      for (var i = 1; i <= 3; i++) {
        var question = Message.of("Hello " + i);
        client
            .request(question, Duration.ofSeconds(5))
            .ifPresentOrElse(
                answer -> System.out.println(question.text() + " -> " + answer.text()),
                () -> System.out.println("nobody answers"));
      }
    }
  }

  private static Message answer(Message question) {
    return Message.of(question.text().replace("Hello", "World"));
  }
}
