package org.weftmq.benchmarks.crowd;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import org.weftmq.benchmarks.contest.Child;
import org.weftmq.benchmarks.contest.Contest;
import org.weftmq.benchmarks.contest.Quantity;
import org.weftmq.benchmarks.contest.Target;

/** Ten thousand sockets that have nothing to do: how much of a core that takes. */
public final class Idle {
  private static final int PAIRS = 5_000;
  private static final int SETTLING = 3_000;
  private static final int WINDOW = 5_000;

  private Idle() {}

  /** The contest. */
  public static Contest contest() {
    var weft = Sockets.WEFT.title();
    return new Contest(
            "idle",
            "ten thousand idle sockets, inproc PAIRs of which each has passed a message",
            Quantity.amount("", "% of a core"))
        .add(weft, effort -> Child.measure(Idle.class, effort.of(PAIRS) + ""))
        .target(Target.figure(1, weft, ""))
        .note("JeroMQ cannot have as many, as each takes several of the 20,000 descriptors or so.");
  }

  /** Measures: the argument is the number of pairs. */
  public static void main(String[] args) throws Exception {
    var sockets = Sockets.WEFT.openPairs(Integer.parseInt(args[0]));
    System.gc();
    Thread.sleep(SETTLING);
    var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    var before = system.getProcessCpuTime();
    var begun = System.nanoTime();
    Thread.sleep(WINDOW);
    var used = system.getProcessCpuTime() - before;
    System.out.println(100.0 * used / (System.nanoTime() - begun));
    System.exit(sockets.isEmpty() ? 1 : 0); // closing is not measured
  }
}
