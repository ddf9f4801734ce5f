package org.weftmq.guide;

import java.time.Duration;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.weftmq.Context;
import org.weftmq.Message;
import org.weftmq.Proxy;
import org.weftmq.pattern.reqrep.Dealer;
import org.weftmq.pattern.reqrep.Rep;
import org.weftmq.pattern.reqrep.Req;
import org.weftmq.pattern.reqrep.Router;

/**
 * A server of several threads: a proxy hands the requests of all clients to workers inside the same
 * process.
 *
 * <pre>
 *   clients                   server
 *   +-----+     +--------+       +--------+      +-----+
 *   | REQ | --> |        |       |        | ---> | REP | a virtual thread
 *   +-----+     | ROUTER | proxy | DEALER |      +-----+
 *   +-----+     |        |       |        |      +-----+
 *   | REQ | --> |        |       |        | ---> | REP | a virtual thread
 *   +-----+     +--------+       +--------+      +-----+
 * </pre>
 *
 * Each client gets its own answer, though it is a worker that gives it: the proxy passes on who
 * asked. Workers may also be added elsewhere, once the DEALER is bound to a tcp endpoint. Where all
 * of them are threads of one process, {@link AsyncServer} needs fewer sockets.
 */
public final class MultithreadedServer {
  private MultithreadedServer() {}

  /** As many workers and clients as the argument says, 4 without one, all at the same time. */
  public static void main(String[] args) throws InterruptedException, ExecutionException {
    var count = args.length > 0 ? Integer.parseInt(args[0]) : 4;
    var together = new CyclicBarrier(count);
    try (var context = Context.open();
        var front = Router.open(context).bind("tcp://127.0.0.1:*");
        var back = Dealer.open(context).bind("inproc://workers");
        var proxy = Proxy.start(front, back);
        var clients = Executors.newVirtualThreadPerTaskExecutor()) {

      for (var i = 0; i < count; i++) {
        var worker = Rep.open(context).connect("inproc://workers");
        Thread.startVirtualThread(() -> worker.serve(request -> work(request, together)));
      }
      back.awaitPeers(count, Duration.ofSeconds(5)); // so that each gets a share

      var answers =
          IntStream.rangeClosed(1, count)
              .mapToObj(i -> clients.submit(() -> ask(context, front.endpoint(), i)))
              .toList();
      for (Future<String> answer : answers) {
        System.out.println(answer.get());
      }
      proxy.pause(); // so that all it moved is counted
      System.out.println("the proxy moved " + proxy.stats().toBack().messages() + " requests");
    }
  }

  private static String ask(Context context, String server, int number)
      throws InterruptedException {
    try (var client = Req.open(context).connect(server)) {
      return client.request(Message.of("Hello " + number)).text();
    }
  }

  /** Answers once every worker has a request: none is served after another. */
  private static Message work(Message request, CyclicBarrier together) {
    try {
      together.await();
      return Message.of(request.text().replace("Hello", "World"));
    } catch (Exception e) {
      throw new IllegalStateException("the work was broken off", e);
    }
  }
}
