package org.weftmq.benchmarks.crowd;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.weftmq.Context;
import org.weftmq.benchmarks.contest.Child;
import org.weftmq.benchmarks.contest.Contest;
import org.weftmq.benchmarks.contest.Quantity;
import org.weftmq.benchmarks.contest.Target;
import org.weftmq.pattern.pair.Pair;

/**
 * A million open sockets: 500,000 pairs of PAIRs over inproc in one process. Each pair passes one
 * message while all are open.
 */
public final class ManySockets {
  private static final int PAIRS = 500_000;
  private static final List<String> FLAGS = List.of("-Xmx4g");

  private ManySockets() {}

  /** The contest. */
  public static Contest contest() {
    return new Contest(
            "sockets",
            "a million open sockets, connected inproc PAIRs",
            Quantity.time("opened", "s"),
            Quantity.time("a message through each pair", "s"),
            Quantity.amount("heap in use", "MiB"),
            Quantity.amount("platform threads", "threads"),
            Quantity.time("closed", "s"),
            Quantity.time("opened and closed", "s"))
        .add(
            "Weft",
            effort -> Child.measure(Child.command(FLAGS, ManySockets.class, effort.of(PAIRS) + "")))
        .target(Target.figure(2048, "Weft", "heap in use"))
        .target(Target.figure(60, "Weft", "opened and closed"))
        .note("The heap may grow to 4 GiB; what is in use of it is counted after a collection.");
  }

  /** Measures: the argument is the number of pairs. */
  public static void main(String[] args) throws Exception {
    var pairs = Integer.parseInt(args[0]);
    var ends = new ArrayList<Pair>(2 * pairs);
    double opened;
    long begun;
    try (var context = Context.open()) {
      begun = System.nanoTime();
      for (var i = 0; i < pairs; i++) {
        ends.add(Pair.open(context).bind("inproc://pair-" + i));
        ends.add(Pair.open(context).connect("inproc://pair-" + i));
      }
      opened = seconds(begun);
      System.out.println(opened);
      begun = System.nanoTime();
      for (var i = 0; i < ends.size(); i += 2) {
        ends.get(i).send("hello");
        ends.get(i + 1).receive();
      }
      System.out.println(seconds(begun));
      System.gc();
      System.out.println(
          ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / (double) (1 << 20));
      System.out.println(ManagementFactory.getThreadMXBean().getThreadCount());
      begun = System.nanoTime();
    }
    var closed = seconds(begun);
    System.out.println(closed);
    System.out.println(opened + closed);
  }

  private static double seconds(long begun) {
    return (System.nanoTime() - begun) / 1e9;
  }
}
