package org.weftmq.guide;

import java.util.Random;
import org.weftmq.Context;
import org.weftmq.Message;
import org.weftmq.Receiver;
import org.weftmq.SocketClosedException;
import org.weftmq.pattern.pubsub.Pub;
import org.weftmq.pattern.pubsub.Sub;

/**
 * Weather updates: a server publishes those of all places, a client subscribes to one place and
 * takes the average.
 *
 * <pre>
 *    server                         client
 *   +-----+   "10001 60 75"        +-----+
 *   | PUB | ---------------------> | SUB | subscribed to "10001 "
 *   +-----+                        +-----+
 * </pre>
 *
 * A subscription is the beginning of the messages one wants. The publisher sends nothing else, and
 * it never waits: a client that comes late or is slow misses updates, and the server goes on.
 */
public final class Weather {
  private static final int FIRST_PLACE = 10_000;
  private static final int PLACES = 10;

  private Weather() {}

  /** Takes the place and how many updates, 10001 and 100 without them. */
  public static void main(String[] args) throws InterruptedException {
    var place = args.length > 0 ? args[0] : "10001";
    var updates = args.length > 1 ? Integer.parseInt(args[1]) : 100;
    try (var context = Context.open();
        var server = Pub.open(context).bind("tcp://127.0.0.1:*");
        var client = Sub.open(context).subscribe(place + " ").connect(server.endpoint())) {

      Thread.startVirtualThread(() -> publish(server));

      var average = averageTemperature(client, updates);
      System.out.println("average of " + updates + " temperatures at " + place + ": " + average);
    } // closing the server ends its thread
  }

  private static void publish(Pub server) {
    var random = new Random();
    try {
      while (true) {
        var place = FIRST_PLACE + random.nextInt(PLACES);
        var temperature = random.nextInt(-20, 45);
        var humidity = random.nextInt(10, 101);
        server.send(place + " " + temperature + " " + humidity);
      }
    } catch (SocketClosedException | InterruptedException e) {
      // no more weather
    }
  }

  /** The average of so many updates, rounded down. */
  static long averageTemperature(Receiver<Message> client, int updates)
      throws InterruptedException {
    long sum = 0;
    for (var i = 0; i < updates; i++) {
      sum += Long.parseLong(client.receive().text().split(" ")[1]);
    }
    return Math.floorDiv(sum, updates);
  }
}
