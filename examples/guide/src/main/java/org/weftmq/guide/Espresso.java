package org.weftmq.guide;

import java.time.Duration;
import org.weftmq.Context;
import org.weftmq.Duplex;
import org.weftmq.Frame;
import org.weftmq.Proxy;
import org.weftmq.pattern.pubsub.Pub;
import org.weftmq.pattern.pubsub.Sub;
import org.weftmq.pattern.pubsub.XPub;
import org.weftmq.pattern.pubsub.XSub;

/**
 * Espresso: a proxy between publishers and subscribers, and a listener that sees all that passes.
 *
 * <pre>
 *   +-----+        +------+-------+------+        +-----+
 *   | PUB | -----> | XSUB | proxy | XPUB | -----> | SUB |
 *   +-----+        +------+-------+------+        +-----+
 *                             |
 *                          +------+
 *                          | PAIR | ---> the listener
 *                          +------+
 * </pre>
 *
 * The proxy sends a copy of each message to the socket that captures, whichever way it goes:
 * publications, and also the subscriptions that travel against them.
 */
public final class Espresso {
  private static final int MESSAGES = 5;

  private Espresso() {}

  /** Publishes five messages of topic A and of topic B. */
  public static void main(String[] args) throws InterruptedException {
    try (var context = Context.open();
        var front = XSub.open(context).bind("inproc://publishers");
        var back = XPub.open(context).bind("inproc://subscribers");
        var listener = context.fork("listener", Espresso::listen);
        var publisher = Pub.open(context).connect("inproc://publishers")) {

      Proxy.start(front, back, listener); // until its sockets are closed
      try (var subscriber = Sub.open(context).subscribe("A").connect("inproc://subscribers")) {
        publisher.awaitSubscribers(1, Duration.ofSeconds(10));
        for (var i = 1; i <= MESSAGES; i++) {
          publisher.send("A-" + i);
          publisher.send("B-" + i); // nobody wants it: it does not even reach the proxy
        }
        for (var i = 1; i <= MESSAGES; i++) {
          subscriber.receive();
        }
      } // the subscriber leaves, and with it its subscription
      System.out.println(listener.receive().text());
    }
  }

  private static void listen(Duplex pair) throws InterruptedException {
    for (var captured : pair) {
      var said = captured.first();
      switch (said.byteAt(0)) {
        case 1 -> System.out.println("subscribe to " + topic(said));
        case 0 -> {
          System.out.println("unsubscribe from " + topic(said));
          pair.send("that is all");
        }
        default -> System.out.println(said.text());
      }
    }
  }

  /** (Un)subscriptions travel as a byte 1 or 0, and the topic. */
  private static String topic(Frame request) {
    return request.text().substring(1);
  }
}
