package org.weftmq.benchmarks.crowd;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.LongAdder;
import org.weftmq.Context;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.SocketClosedException;
import org.weftmq.benchmarks.contest.Child;
import org.weftmq.benchmarks.contest.Contest;
import org.weftmq.benchmarks.contest.Effort;
import org.weftmq.benchmarks.contest.Quantity;
import org.weftmq.pattern.pubsub.Pub;
import org.weftmq.pattern.pubsub.PubSubOptions;
import org.weftmq.pattern.pubsub.Sub;

/**
 * One PUB and one SUB with a thousand to a million random topics of eight bytes: what a send costs
 * that matches one of them, and how much memory a subscription takes at both ends together.
 */
public final class ManyTopics {
  private static final int SIZE = 8;
  private static final int BATCH = 500;
  private static final int BATCHES = 1_000;
  private static final int WARM_UPS = 3;
  private static final int[] COUNTS = {1_000, 10_000, 100_000, 1_000_000};

  private ManyTopics() {}

  /** The contest. */
  public static Contest contest() {
    var quantities = new ArrayList<Quantity>();
    for (var count : COUNTS) {
      quantities.add(Quantity.time("send to one of " + count, "ns"));
      quantities.add(Quantity.amount("memory of " + count, "bytes a topic"));
    }
    return new Contest(
            "topics", "inproc, PUB to SUB, a send that matches one of many topics", quantities)
        .add("Weft", effort -> measure(List.of(), effort))
        .add(
            "Weft with huge pages",
            effort -> measure(List.of("-XX:+UseTransparentHugePages"), effort))
        .note("Topics are eight random bytes; the memory is that of both ends together.");
  }

  private static double[] measure(List<String> flags, Effort effort) throws Exception {
    return Child.measure(Child.command(flags, ManyTopics.class, effort.of(BATCHES) + ""));
  }

  /** Measures: the argument is the number of batches. */
  public static void main(String[] args) throws Exception {
    var batches = Integer.parseInt(args[0]);
    measure(COUNTS[0], batches); // what it costs to begin is nobody's
    for (var count : COUNTS) {
      for (var number : measure(count, batches)) {
        System.out.println(number);
      }
    }
  }

  private static double[] measure(int count, int batches) throws Exception {
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
        time(pub, received, topics, random, batches);
      }
      var nanos = time(pub, received, topics, random, batches);
      return new double[] {nanos, bytes};
    }
  }

  /**
   * Nanoseconds of one send, while the subscriber receives: the median of all batches. That the
   * subscriber has a batch whole before the next one begins keeps its queue from being full, and is
   * not timed.
   */
  private static double time(
      Pub pub, LongAdder received, Frame[] topics, Random random, int batches) throws Exception {
    var nanos = new long[batches];
    var batch = new Message[BATCH];
    var expected = received.sum();
    for (var i = 0; i < batches; i++) {
      for (var j = 0; j < BATCH; j++) {
        batch[j] = Message.of(Frame.wrap(topics[random.nextInt(topics.length)].bytes()));
      }
      var begun = System.nanoTime();
      for (var message : batch) {
        pub.send(message);
      }
      nanos[i] = System.nanoTime() - begun;
      expected += BATCH;
      while (received.sum() < expected) { // whose thread may need this core
        Thread.yield();
      }
    }
    Arrays.sort(nanos);
    return nanos[batches / 2] / (double) BATCH;
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
