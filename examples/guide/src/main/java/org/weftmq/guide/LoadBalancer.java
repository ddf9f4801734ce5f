package org.weftmq.guide;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import org.weftmq.Context;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.Routed;
import org.weftmq.RoutingId;
import org.weftmq.Select;
import org.weftmq.SocketClosedException;
import org.weftmq.pattern.reqrep.Req;
import org.weftmq.pattern.reqrep.Router;

/**
 * A broker that gives each request to the worker that has been idle for longest.
 *
 * <pre>
 *   +-----+                                      +-----+
 *   | REQ | ---+     +--------+--------+    +--- | REQ | "READY", or the last answer
 *   +-----+    +---> | ROUTER | ROUTER | <--+    +-----+
 *   +-----+    |     +--------+--------+    |    +-----+
 *   | REQ | ---+                            +--- | REQ |
 *   +-----+                                      +-----+
 *   clients              broker                  workers
 * </pre>
 *
 * A worker asks for work, so the broker knows who is idle: no request waits behind a busy worker,
 * as it would if they were handed out in turn. While all are busy, the requests wait where they
 * are.
 */
public final class LoadBalancer {
  private static final Message READY = Message.of("READY");

  private final Router clients;
  private final Router workers;
  private final Queue<RoutingId> idle = new ArrayDeque<>();

  private LoadBalancer(Router clients, Router workers) {
    this.clients = clients;
    this.workers = workers;
  }

  /** Balances until one of the sockets is closed. */
  private void run() {
    var worker = workers.onReceive(message -> (Runnable) () -> done(message));
    var client = clients.onReceive(message -> (Runnable) () -> assign(message));
    var whoever = Select.first(worker, client);
    var onlyWorkers = Select.first(worker);
    try {
      for (; ; ) {
        (idle.isEmpty() ? onlyWorkers : whoever).await().run();
      }
    } catch (SocketClosedException | InterruptedException e) {
      // the broker is closed
    }
  }

  /** A worker is ready, or says: "", client, "", answer. */
  private void done(Routed message) {
    idle.add(message.id());
    var said = message.body().skip(1);
    if (!said.equals(READY)) {
      clients.send(RoutingId.of(said.first()), said.skip(1));
    }
  }

  /** A client says: "", question. */
  private void assign(Routed request) {
    var client = request.id().frame();
    workers.send(idle.remove(), request.body().prepend(client).prepend(Frame.empty()));
  }

  /** A long task is done only when all the short ones are. */
  public static void main(String[] args) throws InterruptedException {
    var tasks = args.length > 0 ? Integer.parseInt(args[0]) : 10;
    var left = new CountDownLatch(tasks);
    try (var context = Context.open();
        var clients = Router.open(context).set(Router.MANDATORY, false).bind("tcp://127.0.0.1:*");
        var workers = Router.open(context).set(Router.MANDATORY, false).bind("tcp://127.0.0.1:*");
        var patient = Req.open(context).connect(clients.endpoint());
        var quick = Req.open(context).connect(clients.endpoint())) {

      Thread.startVirtualThread(new LoadBalancer(clients, workers)::run);
      for (var i = 0; i < 2; i++) {
        Thread.startVirtualThread(() -> work(context, workers.endpoint(), left));
      }
      patient.send("long");
      for (var i = 0; i < tasks; i++) {
        quick.request(Message.of("short"));
      }
      System.out.println(tasks + " short tasks done by the worker that was idle");
      System.out.println("the long task is " + patient.receive().text());
    }
  }

  private static void work(Context context, String broker, CountDownLatch left) {
    try (var worker = Req.open(context).connect(broker)) {
      for (var task = worker.request(READY); ; ) {
        if (task.text(2).equals("long")) {
          left.await();
        } else {
          left.countDown();
        }
        task = worker.request(Message.of(List.of(task.first(), Frame.empty(), Frame.of("done"))));
      }
    } catch (SocketClosedException | InterruptedException e) {
      // no more work
    }
  }
}
