package org.weftmq.guide;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.weftmq.Context;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.Select;
import org.weftmq.SocketClosedException;
import org.weftmq.pattern.pubsub.Pub;
import org.weftmq.pattern.pubsub.Sub;
import org.weftmq.pattern.pubsub.Upstream;
import org.weftmq.pattern.pubsub.XPub;

/**
 * A cache of last values: whoever subscribes to a topic gets its last value at once, though it was
 * published before.
 *
 * <pre>
 *   +-----+        +-----+-------+------+        +-----+
 *   | PUB | -----> | SUB | cache | XPUB | --+--> | SUB | early
 *   +-----+        +-----+-------+------+   |    +-----+
 *                                           |    +-----+
 *                                           +--> | SUB | a newcomer
 *                                                +-----+
 * </pre>
 *
 * In manual mode the XPUB leaves each subscription to the cache, and can send the value to the
 * newcomer alone: those who have had it do not get it again.
 */
public final class LastValueCache {
  private final Sub source;
  private final XPub subscribers;
  private final Map<Frame, Message> last = new HashMap<>();

  private LastValueCache(Sub source, XPub subscribers) {
    this.source = source;
    this.subscribers = subscribers.set(XPub.MANUAL, true);
  }

  private void run() {
    var next =
        Select.<Runnable>first(
            source.onReceive(value -> () -> keep(value)),
            subscribers.onReceive(event -> () -> obey(event)));
    try {
      while (true) {
        next.await().run();
      }
    } catch (SocketClosedException | InterruptedException e) {
      // the cache is closed
    }
  }

  private void keep(Message value) {
    last.put(value.first(), value);
    subscribers.trySend(value);
  }

  private void obey(Upstream event) {
    switch (event) {
      case Upstream.Subscribed(Frame topic) -> {
        subscribers.subscribe(topic);
        if (last.containsKey(topic)) {
          subscribers.set(XPub.MANUAL_LAST_VALUE, true);
          subscribers.trySend(last.get(topic)); // to the newcomer alone
          subscribers.set(XPub.MANUAL_LAST_VALUE, false);
        }
      }
      case Upstream.Unsubscribed(Frame topic) -> subscribers.unsubscribe(topic);
      case Upstream.Received(Message message) -> {} // nothing a SUB would send
    }
  }

  /** Publishes a price; a newcomer gets it later than others, but gets it. */
  public static void main(String[] args) throws InterruptedException {
    try (var context = Context.open();
        var publisher = Pub.open(context).bind("inproc://prices");
        var source = Sub.open(context).subscribe("").connect("inproc://prices");
        var subscribers = XPub.open(context).bind("tcp://127.0.0.1:*");
        var early = Sub.open(context).subscribe("gold").connect(subscribers.endpoint())) {

      Thread.startVirtualThread(new LastValueCache(source, subscribers)::run);
      publisher.awaitSubscribers(1, Duration.ofSeconds(10));
      subscribers.awaitSubscribers(1, Duration.ofSeconds(10));

      publisher.send(Message.of("gold", "2000"));
      System.out.println("early: " + early.receive().text(1));

      try (var newcomer = Sub.open(context).subscribe("gold").connect(subscribers.endpoint())) {
        System.out.println("newcomer: " + newcomer.receive().text(1));

        publisher.send(Message.of("gold", "2100"));
        System.out.println("newcomer: " + newcomer.receive().text(1));
      }
      System.out.println("early: " + early.receive().text(1));
    }
  }
}
