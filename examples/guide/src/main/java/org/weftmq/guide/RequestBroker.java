package org.weftmq.guide;

import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.weftmq.Context;
import org.weftmq.Message;
import org.weftmq.RoutingId;
import org.weftmq.SocketClosedException;
import org.weftmq.pattern.reqrep.Dealer;
import org.weftmq.pattern.reqrep.Rep;
import org.weftmq.pattern.reqrep.Req;
import org.weftmq.pattern.reqrep.Router;

/**
 * A broker of requests: clients and services know its two endpoints, and nothing of each other.
 *
 * <pre>
 *   +-----+                                      +-----+
 *   | REQ | ---+     +--------+--------+    +--> | REP |
 *   +-----+    +---> | ROUTER | DEALER | ---+    +-----+
 *   +-----+    |     +--------+--------+    |    +-----+
 *   | REQ | ---+                            +--> | REP |
 *   +-----+                                      +-----+
 * </pre>
 *
 * The ROUTER tells from whom a request is. The broker puts that in front of the request, the REP
 * gives it back in front of the reply, and so the reply finds its way. {@code Proxy.start(clients,
 * services)} does the same, and counts what it moves.
 */
public final class RequestBroker {
  private RequestBroker() {}

  /** Asks as often as the argument says, 10 times without one, and counts who answers. */
  public static void main(String[] args) throws InterruptedException {
    var questions = args.length > 0 ? Integer.parseInt(args[0]) : 10;
    try (var context = Context.open();
        var clients = Router.open(context).set(Router.MANDATORY, false).bind("tcp://127.0.0.1:*");
        var services = Dealer.open(context).bind("tcp://127.0.0.1:*");
        var client = Req.open(context).connect(clients.endpoint())) {

      Thread.startVirtualThread(() -> moveRequests(clients, services));
      Thread.startVirtualThread(() -> moveReplies(services, clients));

      for (var name : List.of("Ann", "Bob")) {
        var service = Rep.open(context).connect(services.endpoint());
        Thread.startVirtualThread(() -> service.serve(question -> Message.of(name)));
      }
      services.awaitPeers(2, Duration.ofSeconds(5)); // so that both get their share

      var answers = new TreeMap<String, Integer>();
      for (var i = 0; i < questions; i++) {
        answers.merge(client.request(Message.of("who are you?")).text(), 1, Integer::sum);
      }
      answers.forEach((name, count) -> System.out.println(name + " answered " + count));
    }
  }

  private static void moveRequests(Router clients, Dealer services) {
    try {
      for (var request : clients) {
        services.send(request.body().prepend(request.id().frame()));
      }
    } catch (SocketClosedException | InterruptedException e) {
      // the broker is closed
    }
  }

  /** A reply to a client that has left is dropped: the ROUTER was told so. */
  private static void moveReplies(Dealer services, Router clients) {
    try {
      for (var reply : services) {
        clients.send(RoutingId.of(reply.first()), reply.skip(1));
      }
    } catch (SocketClosedException e) {
      // the broker is closed
    }
  }
}
