package org.weftmq.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.weftmq.Context;
import org.weftmq.Message;
import org.weftmq.SocketClosedException;
import org.weftmq.pattern.pubsub.Pub;
import org.weftmq.pattern.pubsub.Sub;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

/**
 * One PUB to ten SUBs, which all want everything: how many messages per second arrive while the
 * publisher sends as fast as it can, and drops what a full subscriber cannot take.
 */
final class FanOut {
  private static final int SIZE = 64;
  private static final int SUBSCRIBERS = 10;
  private static final long WINDOW = 3_000_000_000L;

  private FanOut() {}

  static void run() throws Exception {
    for (var endpoint : new String[] {"inproc://fan", "tcp://127.0.0.1:*"}) {
      new Contest(endpoint + ", PUB to " + SUBSCRIBERS + " SUBs, " + SIZE + " bytes", "delivered/s")
          .add("JeroMQ, platform threads", () -> jeromq(endpoint))
          .add("Weft, platform threads", () -> weft(endpoint, Thread.ofPlatform()))
          .add("Weft, virtual threads", () -> weft(endpoint, Thread.ofVirtual()))
          .run(3);
    }
  }

  /** What arrives in the window of time, once there were as many before. */
  private static double delivered(LongAdder received, AtomicBoolean over)
      throws InterruptedException {
    Thread.sleep(1_000);
    var before = received.sum();
    var begun = System.nanoTime();
    Thread.sleep(WINDOW / 1_000_000);
    var count = received.sum() - before;
    var nanos = System.nanoTime() - begun;
    over.set(true);
    return count * 1e9 / nanos;
  }

  private static double weft(String endpoint, Thread.Builder receivers) throws Exception {
    var received = new LongAdder();
    var over = new AtomicBoolean();
    var threads = new ArrayList<Thread>();
    double rate;
    try (var context = Context.open();
        var pub = Pub.open(context).bind(endpoint)) {
      for (var i = 0; i < SUBSCRIBERS; i++) {
        var sub = Sub.open(context).connect(pub.endpoint()).subscribe("");
        threads.add(receivers.start(() -> receive(sub, received)));
      }
      if (!pub.awaitSubscribers(SUBSCRIBERS, Duration.ofSeconds(10))) {
        throw new IllegalStateException("the subscribers did not come");
      }
      var publisher = Thread.ofPlatform().start(() -> publish(pub, over));
      rate = delivered(received, over);
      publisher.join();
    } // closing the context ends the subscribers
    for (var thread : threads) {
      thread.join();
    }
    return rate;
  }

  private static void publish(Pub pub, AtomicBoolean over) {
    try {
      while (!over.get()) {
        pub.send(Message.wrap(new byte[SIZE]));
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void receive(Sub sub, LongAdder received) {
    try {
      for (; ; ) {
        sub.receive();
        received.increment();
      }
    } catch (SocketClosedException e) {
      return; // the window is over
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static double jeromq(String endpoint) throws Exception {
    var received = new LongAdder();
    var over = new AtomicBoolean();
    var threads = new ArrayList<Thread>();
    var context = new ZContext();
    try {
      var pub = context.createSocket(SocketType.PUB);
      pub.setHWM(1000);
      pub.bind(endpoint);
      for (var i = 0; i < SUBSCRIBERS; i++) {
        var sub = context.createSocket(SocketType.SUB);
        sub.setHWM(1000);
        sub.setReceiveTimeOut(100);
        sub.subscribe(new byte[0]);
        sub.connect(pub.getLastEndpoint());
        threads.add(Thread.ofPlatform().start(() -> receive(sub, received, over)));
      }
      Thread.sleep(500); // it has no way to wait for subscribers
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    while (!over.get()) {
                      pub.send(new byte[SIZE], 0);
                    }
                  }));
      var rate = delivered(received, over);
      for (var thread : threads) {
        thread.join();
      }
      return rate;
    } finally {
      context.close();
    }
  }

  private static void receive(ZMQ.Socket sub, LongAdder received, AtomicBoolean over) {
    try {
      while (!over.get()) {
        if (sub.recv(0) != null) {
          received.increment();
        }
      }
    } catch (ZMQException e) {
      if (!over.get()) {
        throw e;
      }
    }
  }
}
