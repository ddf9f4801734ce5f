package org.weftmq.benchmarks;

import java.time.Duration;
import java.util.Locale;
import java.util.Random;
import org.weftmq.Context;
import org.weftmq.Frame;
import org.weftmq.Message;
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

  private ManyTopics() {}

  static void run() throws Exception {
    System.out.println("PUB to SUB, inproc, a send that matches one of so many topics of 8 bytes");
    for (var count : new int[] {1_000, 10_000, 100_000, 1_000_000}) {
      measure(count);
    }
  }

  private static void measure(int count) throws Exception {
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
      time(pub, sub, topics, random); // warm-up
      System.out.printf(
          Locale.ROOT,
          "  %,9d topics  %7.1f ns a send  %5.0f bytes a topic, both ends%n",
          count,
          time(pub, sub, topics, random),
          bytes);
    }
  }

  /** Nanoseconds of one send; receiving in between is not timed. */
  private static double time(Pub pub, Sub sub, Frame[] topics, Random random) throws Exception {
    var nanos = 0L;
    var batch = new Message[BATCH];
    for (var i = 0; i < BATCHES; i++) {
      for (var j = 0; j < BATCH; j++) {
        batch[j] = Message.of(Frame.wrap(topics[random.nextInt(topics.length)].bytes()));
      }
      var begun = System.nanoTime();
      for (var message : batch) {
        pub.send(message);
      }
      nanos += System.nanoTime() - begun;
      for (var j = 0; j < BATCH; j++) {
        if (sub.tryReceive().isEmpty()) {
          throw new IllegalStateException("a message that matches did not arrive");
        }
      }
    }
    return nanos / (double) (BATCH * BATCHES);
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
