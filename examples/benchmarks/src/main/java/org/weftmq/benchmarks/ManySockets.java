package org.weftmq.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.weftmq.Context;
import org.weftmq.pattern.pair.Pair;

/**
 * A hundred thousand open sockets: 50,000 pairs of PAIRs over inproc in one process with a heap of
 * one gigabyte. Each pair passes one message while all are open.
 */
final class ManySockets {
  private static final int PAIRS = 50_000;

  private ManySockets() {}

  static void run() throws Exception {
    Child.join(Child.start(List.of("-Xmx1g"), ManySockets.class));
  }

  /** Runs in this process. */
  public static void main(String[] args) throws Exception {
    System.out.printf(Locale.ROOT, "%,d open sockets, connected inproc PAIRs%n", 2 * PAIRS);
    var ends = new ArrayList<Pair>(2 * PAIRS);
    var begun = System.nanoTime();
    try (var context = Context.open()) {
      for (var i = 0; i < PAIRS; i++) {
        ends.add(Pair.open(context).bind("inproc://pair-" + i));
        ends.add(Pair.open(context).connect("inproc://pair-" + i));
      }
      begun = tell("opened", begun);
      for (var i = 0; i < ends.size(); i += 2) {
        ends.get(i).send("hello");
        ends.get(i + 1).receive();
      }
      begun = tell("a message through each pair", begun);
      tellSize();
      begun = System.nanoTime();
    }
    tell("closed", begun);
  }

  private static long tell(String what, long begun) {
    System.out.printf(Locale.ROOT, "  %-28s %8.3f s%n", what, (System.nanoTime() - begun) / 1e9);
    return System.nanoTime();
  }

  private static void tellSize() {
    System.gc();
    var heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    System.out.printf(Locale.ROOT, "  %-28s %8d MiB%n", "heap in use", heap >> 20);
    System.out.printf(
        "  %-28s %8d%n", "platform threads", ManagementFactory.getThreadMXBean().getThreadCount());
  }
}
