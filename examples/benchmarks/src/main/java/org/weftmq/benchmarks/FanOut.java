package org.weftmq.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.weftmq.Context;
import org.weftmq.Message;
import org.weftmq.SocketClosedException;
import org.weftmq.pattern.pubsub.Pub;
import org.weftmq.pattern.pubsub.PubSubOptions;
import org.weftmq.pattern.pubsub.Sub;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

/**
 * One PUB to ten SUBs, which all want everything: how many messages per second arrive while the
 * publisher sends as fast as it can. It either drops what a full subscriber cannot take, as is the
 * default, or waits for it. Each measurement has a process of its own, which warms up first.
 */
final class FanOut {
  private static final int SIZE = 64;
  private static final int SUBSCRIBERS = 10;
  private static final int WARM_UP_MILLIS = 3_000;
  private static final int WINDOW_MILLIS = 3_000;

  private final String endpoint;
  private final boolean drops;

  private final LongAdder received = new LongAdder();
  private final AtomicBoolean over = new AtomicBoolean();

  private FanOut(String endpoint, boolean drops) {
    this.endpoint = endpoint;
    this.drops = drops;
  }

  static void run(int rounds) throws Exception {
    for (var drops : List.of("drops", "waits")) {
      for (var endpoint : List.of("inproc://fan", "tcp://127.0.0.1:*")) {
        new Contest(
                endpoint + ", PUB (" + drops + ") to " + SUBSCRIBERS + " SUBs, " + SIZE + " bytes",
                "delivered/s")
            .add("JeroMQ, platform threads", () -> measure("jeromq", endpoint, drops))
            .add("Weft, platform threads", () -> measure("platform", endpoint, drops))
            .add("Weft, virtual threads", () -> measure("virtual", endpoint, drops))
            .runWithoutWarmUp(rounds);
      }
    }
  }

  private static double measure(String... args) throws Exception {
    return Child.measure(Once.class, args);
  }

  /** Prints one measurement: of "jeromq", or of Weft with the threads that are named. */
  static final class Once {
    private Once() {}

    public static void main(String[] args) throws Exception {
      var fan = new FanOut(args[1], args[2].equals("drops"));
      System.out.println(
          switch (args[0]) {
            case "jeromq" -> fan.jeromq();
            case "platform" -> fan.weft(Thread.ofPlatform());
            case "virtual" -> fan.weft(Thread.ofVirtual());
            default -> throw new IllegalArgumentException(args[0]);
          });
      System.exit(0); // the rival leaves threads behind
    }
  }

  /** What arrives in the window of time, once it is warm. */
  private double delivered() throws InterruptedException {
    Thread.sleep(WARM_UP_MILLIS);
    var before = received.sum();
    var begun = System.nanoTime();
    Thread.sleep(WINDOW_MILLIS);
    var count = received.sum() - before;
    var nanos = System.nanoTime() - begun;
    over.set(true);
    return count * 1e9 / nanos;
  }

  private double weft(Thread.Builder receivers) throws Exception {
    var threads = new ArrayList<Thread>();
    double rate;
    try (var context = Context.open();
        var pub = Pub.open(context).set(PubSubOptions.NO_DROP, !drops).bind(endpoint)) {
      for (var i = 0; i < SUBSCRIBERS; i++) {
        var sub = Sub.open(context).connect(pub.endpoint()).subscribe("");
        threads.add(receivers.start(() -> receive(sub)));
      }
      if (!pub.awaitSubscribers(SUBSCRIBERS, Duration.ofSeconds(10))) {
        throw new IllegalStateException("the subscribers did not come");
      }
      var publisher = Thread.ofPlatform().start(() -> publish(pub));
      rate = delivered();
      publisher.join();
    } // closing the context ends the subscribers
    for (var thread : threads) {
      thread.join();
    }
    return rate;
  }

  private void publish(Pub pub) {
    try {
      while (!over.get()) {
        pub.send(Message.wrap(new byte[SIZE]));
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void receive(Sub sub) {
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

  private double jeromq() throws Exception {
    var threads = new ArrayList<Thread>();
    try (var context = new ZContext()) {
      var pub = context.createSocket(SocketType.PUB);
      pub.setHWM(1000);
      pub.setXpubNoDrop(!drops);
      pub.setSendTimeOut(100);
      pub.bind(endpoint);
      for (var i = 0; i < SUBSCRIBERS; i++) {
        var sub = context.createSocket(SocketType.SUB);
        sub.setHWM(1000);
        sub.setReceiveTimeOut(100);
        sub.subscribe(new byte[0]);
        sub.connect(pub.getLastEndpoint());
        threads.add(Thread.ofPlatform().start(() -> receive(sub)));
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
      var rate = delivered();
      for (var thread : threads) {
        thread.join();
      }
      return rate;
    }
  }

  private void receive(ZMQ.Socket sub) {
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
