package org.weftmq.guide;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.weftmq.Context;
import org.weftmq.Message;
import org.weftmq.pattern.pubsub.Pub;
import org.weftmq.pattern.pubsub.Sub;
import org.weftmq.pattern.reqrep.Rep;
import org.weftmq.pattern.reqrep.Req;

/**
 * Subscribers that say themselves when they are ready, so that publishing begins with all of them.
 *
 * <pre>
 *   publisher                subscriber
 *   +-----+    "hello"         +-----+
 *   | PUB | -----------------> | SUB | 1. it hears the publisher, so nothing will be missed
 *   +-----+                    +-----+
 *   | REP | <----------------- | REQ | 2. "ready"
 *   +-----+                    +-----+
 *   | PUB | -----------------> | SUB | 3. updates, once all are ready
 *   +-----+                    +-----+
 * </pre>
 *
 * A subscriber that has merely connected may be too early: only a message that arrived proves that
 * the subscription did, too. This needs nothing of the publisher but its messages; where it is
 * Weft's, {@link AwaitSubscribers} is simpler.
 */
public final class NodeCoordination {
  private static final Duration PAUSE = Duration.ofMillis(10);
  private static final int UPDATES = 100;

  private NodeCoordination() {}

  /** Publishes to as many subscribers as the argument says, 10 without one. */
  public static void main(String[] args) throws InterruptedException, ExecutionException {
    var count = args.length > 0 ? Integer.parseInt(args[0]) : 10;
    try (var context = Context.open();
        var publisher = Pub.open(context).bind("tcp://127.0.0.1:*");
        var desk = Rep.open(context).bind("tcp://127.0.0.1:*");
        var subscribers = Executors.newVirtualThreadPerTaskExecutor()) {

      var received =
          IntStream.range(0, count)
              .mapToObj(
                  i ->
                      subscribers.submit(
                          () -> subscribe(context, publisher.endpoint(), desk.endpoint())))
              .toList();
      for (var ready = 0; ready < count; ) {
        publisher.send("hello");
        var exchange = desk.receive(PAUSE);
        if (exchange.isPresent()) {
          exchange.get().reply(Message.of("wait for it"));
          ready++;
        }
      }
      for (var i = 1; i <= UPDATES; i++) {
        publisher.send("update " + i);
      }
      publisher.send("end");

      for (Future<Integer> updates : received) {
        System.out.println("received " + updates.get() + " of " + UPDATES + " updates");
      }
    }
  }

  private static int subscribe(Context context, String publisher, String desk)
      throws InterruptedException {
    try (var subscriber = Sub.open(context).subscribe("").connect(publisher);
        var ready = Req.open(context).connect(desk)) {
      subscriber.receive(); // the first hello
      ready.request(Message.of("ready"));

      var updates = 0;
      for (var message = subscriber.receive(); !message.text().equals("end"); ) {
        updates += message.text().equals("hello") ? 0 : 1;
        message = subscriber.receive();
      }
      return updates;
    }
  }
}
