package org.weftmq.guide;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.weftmq.Context;
import org.weftmq.Message;
import org.weftmq.Routed;
import org.weftmq.pattern.reqrep.Dealer;
import org.weftmq.pattern.reqrep.Router;

/**
 * A server that answers many clients at the same time, each request on a virtual thread of its own.
 *
 * <pre>
 *   +--------+
 *   | DEALER | ---+
 *   +--------+    |     +--------+     a virtual thread per request
 *   +--------+    +---> |        | --> answer
 *   | DEALER | -------> | ROUTER | --> answer
 *   +--------+    +---> |        | --> answer
 *   +--------+    |     +--------+
 *   | DEALER | ---+
 *   +--------+
 * </pre>
 *
 * A request carries the routing id of the client it came from. Every socket is safe from every
 * thread, so the thread that has an answer just sends it: no proxy, no workers, no second socket.
 */
public final class AsyncServer {
  private static final int CLIENTS = 3;
  private static final int REQUESTS = 5;

  private AsyncServer() {}

  /** Three clients send five requests each, all at once, and then take the answers. */
  public static void main(String[] args) throws Exception {
    try (var context = Context.open();
        var handlers = Executors.newVirtualThreadPerTaskExecutor();
        var server = Router.open(context).bind("tcp://127.0.0.1:*");
        var clients = Executors.newVirtualThreadPerTaskExecutor()) {

      // Goes on until the server is closed, which is before its handlers are.
      handlers.submit(
          () -> server.forEach(request -> handlers.submit(() -> answer(server, request))));

      var done =
          IntStream.rangeClosed(1, CLIENTS)
              .mapToObj(number -> clients.submit(() -> ask(context, server.endpoint(), number)))
              .toList();
      for (Future<String> client : done) {
        System.out.println(client.get());
      }
    }
  }

  private static void answer(Router server, Routed request) {
    server.send(request.id(), Message.of(request.body().text().toUpperCase(Locale.ROOT)));
  }

  private static String ask(Context context, String server, int number)
      throws InterruptedException {
    try (var client = Dealer.open(context).connect(server)) {
      for (var i = 1; i <= REQUESTS; i++) {
        client.send("request " + i + " of client " + number);
      }
      var answers = 0;
      while (answers < REQUESTS && client.receive(Duration.ofSeconds(5)).isPresent()) {
        answers++;
      }
      return "client " + number + " got " + answers + " answers";
    }
  }
}
