package org.weftmq.guide;

import static org.weftmq.pattern.pubsub.PubSubOptions.NO_DROP;

import java.time.Duration;
import org.weftmq.Context;
import org.weftmq.Proxy;
import org.weftmq.SocketClosedException;
import org.weftmq.pattern.pubsub.Pub;
import org.weftmq.pattern.pubsub.Sub;
import org.weftmq.pattern.pubsub.XPub;
import org.weftmq.pattern.pubsub.XSub;

/**
 * A bridge for publications: what is published inside a network can be subscribed to outside.
 *
 * <pre>
 *      inside                bridge                 outside
 *   +-----+             +------+------+             +-----+
 *   | PUB | ----------> | XSUB | XPUB | ----------> | SUB |
 *   +-----+             +------+------+             +-----+
 * </pre>
 *
 * An XPUB receives what its subscribers subscribe to, an XSUB sends it on: so the publisher knows
 * what is wanted behind the bridge, and only that crosses it.
 */
public final class WeatherBridge {
  private static final int PLACES = 10;

  private WeatherBridge() {}

  /** Publishes so many updates for each of ten places, 100 without an argument. */
  public static void main(String[] args) throws InterruptedException {
    var updates = args.length > 0 ? Integer.parseInt(args[0]) : 100;
    try (var context = Context.open();
        var server = Pub.open(context).set(NO_DROP, true).bind("ipc://*");
        var inside = XSub.open(context).connect(server.endpoint());
        var outside = XPub.open(context).set(NO_DROP, true).bind("tcp://127.0.0.1:*");
        var bridge = Proxy.start(inside, outside);
        var client = Sub.open(context).subscribe("10001 ").connect(outside.endpoint())) {

      server.awaitSubscribers(1, Duration.ofSeconds(10)); // the client, seen through the bridge
      Thread.startVirtualThread(() -> publish(server, updates));

      for (var i = 1; i < updates; i++) {
        client.receive();
      }
      System.out.println("the last update is " + client.receive().text());
      bridge.pause(); // so that all it moved is counted
      System.out.println("published: " + updates * PLACES);
      System.out.println("crossed the bridge: " + bridge.stats().toBack().messages());
    }
  }

  private static void publish(Pub server, int updates) {
    try {
      for (var i = 1; i <= updates; i++) {
        for (var place = 0; place < PLACES; place++) {
          server.send((10_000 + place) + " " + i);
        }
      }
    } catch (SocketClosedException | InterruptedException e) {
      // nobody is interested any more
    }
  }
}
