package org.weftmq.benchmarks.link;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicLong;
import org.weftmq.Context;
import org.weftmq.Message;
import org.weftmq.Receiver;
import org.weftmq.Sender;
import org.weftmq.benchmarks.contest.Child;
import org.weftmq.benchmarks.contest.Contest;
import org.weftmq.benchmarks.contest.Quantity;
import org.weftmq.benchmarks.contest.Sides;
import org.weftmq.benchmarks.contest.Target;
import org.weftmq.pattern.pair.Pair;
import org.weftmq.pattern.pipeline.Pull;
import org.weftmq.pattern.pipeline.Push;

/** What is allocated for a message beyond the message: its array, its frame, and itself. */
public final class Allocation {
  private static final int SIZE = 16;
  private static final int COUNT = 2_000_000;
  private static final int WARM_UPS = 2;
  private static final String TCP = "tcp PUSH to PULL";
  private static final String PIPELINE = "inproc PUSH to PULL";
  private static final String PAIR = "inproc PAIR to PAIR";

  // so that no compiler finds a message to be of no use
  private static volatile Message sink = Message.wrap(new byte[SIZE]);

  private Allocation() {}

  /** The contest. */
  public static Contest contest() {
    return new Contest(
            "allocation",
            "allocated per message of 16 bytes, beyond the message itself",
            Quantity.amount(PAIR, "bytes"),
            Quantity.amount(PIPELINE, "bytes"),
            Quantity.amount(TCP, "bytes"))
        .add("Weft (virtual)", effort -> measure("virtual", effort.of(COUNT)))
        .add("Weft (platform)", effort -> measure("platform", effort.of(COUNT)))
        .target(Target.figure(0.5, "Weft (virtual)", PAIR))
        .target(Target.figure(0.5, "Weft (virtual)", PIPELINE))
        .target(Target.figure(16, "Weft (virtual)", TCP))
        .note(
            "All threads of the JVM count. The target inproc is nothing, which is less than half a"
                + " byte. Over tcp both ends are in the process, and have a message each.");
  }

  private static double[] measure(String threads, int count) throws Exception {
    return Child.measure(Allocation.class, threads, "" + count);
  }

  /** Measures: arguments are the kind of threads and the number of messages. */
  public static void main(String[] args) throws Exception {
    var threads = args[0].equals("virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
    var count = Integer.parseInt(args[1]);
    var message = bytesEach(Thread.ofPlatform(), count, () -> make(count));
    try (var context = Context.open();
        var near = Pair.open(context).bind("inproc://pair");
        var far = Pair.open(context).connect("inproc://pair");
        var pull = Pull.open(context).bind("inproc://pipeline");
        var push = Push.open(context).connect("inproc://pipeline");
        var tcpPull = Pull.open(context).bind("tcp://127.0.0.1:*");
        var tcpPush = Push.open(context).connect(tcpPull.endpoint())) {
      System.out.println(
          bytesEach(threads, count, () -> send(near, count), () -> receive(far, count)) - message);
      System.out.println(
          bytesEach(threads, count, () -> send(push, count), () -> receive(pull, count)) - message);
      System.out.println(
          bytesEach(threads, count, () -> send(tcpPush, count), () -> receive(tcpPull, count))
              - 2 * message);
    }
  }

  private static double bytesEach(Thread.Builder threads, int count, Sides.Side... sides)
      throws Exception {
    var before = 0L;
    for (var i = 0; i < WARM_UPS; i++) {
      before = allocatedAfter(threads, sides);
    }
    return (allocatedAfter(threads, sides) - before) / (double) count;
  }

  /**
   * What all threads have allocated when all sides are done. It is asked for while their threads
   * live: the JVM's sum may leave out one that is just ending.
   */
  private static long allocatedAfter(Thread.Builder threads, Sides.Side... sides) throws Exception {
    var threadsBean = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
    var allocated = new AtomicLong();
    var end =
        new CyclicBarrier(
            sides.length, () -> allocated.set(threadsBean.getTotalThreadAllocatedBytes()));
    var stayingSides = new Sides.Side[sides.length];
    Arrays.setAll(
        stayingSides,
        i ->
            () -> {
              sides[i].run();
              end.await();
            });
    Sides.time(threads, stayingSides);
    return allocated.get();
  }

  private static void make(int count) {
    for (var i = 0; i < count; i++) {
      sink = Message.wrap(new byte[SIZE]);
    }
  }

  private static void send(Sender sender, int count) throws InterruptedException {
    for (var i = 0; i < count; i++) {
      sender.send(Message.wrap(new byte[SIZE]));
    }
  }

  private static void receive(Receiver<Message> receiver, int count) throws InterruptedException {
    for (var i = 0; i < count; i++) {
      receiver.receive();
    }
  }
}
