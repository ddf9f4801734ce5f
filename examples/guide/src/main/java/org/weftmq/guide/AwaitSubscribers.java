package org.weftmq.guide;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.weftmq.Context;
import org.weftmq.pattern.pubsub.Pub;
import org.weftmq.pattern.pubsub.PubSubOptions;
import org.weftmq.pattern.pubsub.Sub;

/**
 * Subscribers that miss nothing: the publisher waits until all of them are there.
 *
 * <pre>
 *                        +-----+
 *                   +--> | SUB |
 *   +-----+         |    +-----+
 *   | PUB | --------+--> | SUB |
 *   +-----+         |    +-----+
 *                   +--> | SUB |
 *                        +-----+
 * </pre>
 *
 * Whatever is published before a subscription has arrived does not reach the subscriber. Sleeping
 * for a while before the first message works until it does not; {@code awaitSubscribers} knows.
 * Where the publisher is not Weft's, see {@link NodeCoordination}.
 */
public final class AwaitSubscribers {
  private static final int UPDATES = 10_000;

  private AwaitSubscribers() {}

  /** Publishes to as many subscribers as the argument says, 10 without one. */
  public static void main(String[] args) throws InterruptedException, ExecutionException {
    var count = args.length > 0 ? Integer.parseInt(args[0]) : 10;
    try (var context = Context.open();
        var publisher =
            Pub.open(context).set(PubSubOptions.NO_DROP, true).bind("tcp://127.0.0.1:*");
        var subscribers = Executors.newVirtualThreadPerTaskExecutor()) {

      var received =
          IntStream.range(0, count)
              .mapToObj(i -> subscribers.submit(() -> count(context, publisher.endpoint())))
              .toList();
      if (!publisher.awaitSubscribers(count, Duration.ofSeconds(10))) {
        System.out.println("only some subscribers came");
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

  private static int count(Context context, String publisher) throws InterruptedException {
    try (var subscriber = Sub.open(context).subscribe("").connect(publisher)) {
      var updates = 0;
      while (!subscriber.receive().text().equals("end")) {
        updates++;
      }
      return updates;
    }
  }
}
