package org.weftmq.benchmarks;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.LongAdder;
import org.weftmq.Context;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.SocketClosedException;
import org.weftmq.pattern.pubsub.Pub;
import org.weftmq.pattern.pubsub.PubSubOptions;
import org.weftmq.pattern.pubsub.Sub;

/**
 * One PUB and one SUB with a thousand to a million random topics of eight bytes: what a send costs
 * that matches one of them, and how much memory a subscription takes at both ends together.
 */
final class ManyTopics {
  private static final int SIZE = 8;
  private static final int BATCH = 500;
  private static final int BATCHES = 1_000;
  private static final int WARM_UPS = 3;

  private ManyTopics() {}

  static void run() throws Exception {
    System.out.println("PUB to SUB, inproc, a send that matches one of so many topics of 8 bytes");
    for (var flags : List.of(List.<String>of(), List.of("-XX:+UseTransparentHugePages"))) {
      System.out.println(flags.isEmpty() ? "as the JVM is:" : String.join(" ", flags) + ":");
      Child.join(Child.start(flags, ManyTopics.class));
    }
  }

  /** Runs in this process. */
  public static void main(String[] args) throws Exception {
    measure(1_000, false); // what it costs to begin is nobody's
    for (var count : new int[] {1_000, 10_000, 100_000, 1_000_000}) {
      measure(count, true);
    }
  }

  private static void measure(int count, boolean counts) throws Exception {
    var topics = topics(count);
    try (var context = Context.open();
        var pub =
            Pub.open(context).set(PubSubOptions.MAX_SUBSCRIPTIONS, 0).bind("inproc://topics");
        var sub = Sub.open(context).connect("inproc://topics")) {
      pub.awaitPeers(1, Duration.ofSeconds(10));
      var before = used();
      for (var topic : topics) {
        sub.subscribe(topic);
      }
      while (pub.topics() < count) {
        Thread.sleep(1);
      }
      var bytes = (used() - before) / (double) count;
      var random = new Random(count);
      var received = new LongAdder();
      Thread.startVirtualThread(() -> receive(sub, received));
      for (var i = 0; i < WARM_UPS; i++) {
        time(pub, received, topics, random);
      }
      var nanos = time(pub, received, topics, random);
      if (counts) {
        System.out.printf(
            Locale.ROOT,
            "  %,9d topics  %7.1f ns a send  %5.0f bytes a topic, both ends%n",
            count,
            nanos,
            bytes);
      }
    }
  }

  /**
   * Nanoseconds of one send, while the subscriber receives: the median of all batches. That the
   * subscriber has a batch whole before the next one begins keeps its queue from being full, and is
   * not timed.
   */
  private static double time(Pub pub, LongAdder received, Frame[] topics, Random random)
      throws Exception {
    var nanos = new long[BATCHES];
    var batch = new Message[BATCH];
    var expected = received.sum();
    for (var i = 0; i < BATCHES; i++) {
      for (var j = 0; j < BATCH; j++) {
        batch[j] = Message.of(Frame.wrap(topics[random.nextInt(topics.length)].bytes()));
      }
      var begun = System.nanoTime();
      for (var message : batch) {
        pub.send(message);
      }
      nanos[i] = System.nanoTime() - begun;
      expected += BATCH;
      while (received.sum() < expected) {
        Thread.onSpinWait();
      }
    }
    Arrays.sort(nanos);
    return nanos[BATCHES / 2] / (double) BATCH;
  }

  private static void receive(Sub sub, LongAdder received) {
    try {
      for (; ; ) {
        sub.receive();
        received.increment();
      }
    } catch (SocketClosedException e) {
      return; // it is over
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Frame[] topics(int count) {
    var random = new Random(count);
    var topics = new Frame[count];
    for (var i = 0; i < count; i++) {
      var bytes = new byte[SIZE];
      random.nextBytes(bytes);
      topics[i] = Frame.wrap(bytes);
    }
    return topics;
  }

  private static long used() throws InterruptedException {
    for (var i = 0; i < 3; i++) {
      System.gc();
      Thread.sleep(50);
    }
    var runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
