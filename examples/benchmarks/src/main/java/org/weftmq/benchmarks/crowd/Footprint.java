package org.weftmq.benchmarks.crowd;

import java.util.List;
import org.weftmq.benchmarks.contest.Child;
import org.weftmq.benchmarks.contest.Contest;
import org.weftmq.benchmarks.contest.Quantity;

/** How much heap a socket, a pair and a connection take. */
public final class Footprint {
  private static final int COUNT = 1_000;
  private static final int SETTLING = 200;

  private Footprint() {}

  /** The contest. */
  public static Contest contest() {
    var contest =
        new Contest(
            "memory",
            "heap, each of a thousand",
            Quantity.amount("open socket", "bytes"),
            Quantity.amount("inproc PAIR and PAIR", "bytes"),
            Quantity.amount("PUSH and its tcp connection to a PULL", "bytes"));
    for (var library : Sockets.values()) {
      contest.add(
          library.title(),
          effort -> Child.measure(Footprint.class, library.name(), effort.of(COUNT) + ""));
    }
    return contest.note(
        "A pair and a connection have passed one message, and both ends count. Memory outside of"
            + " the heap does not: a socket of JeroMQ has a selector and a pipe of the system.");
  }

  private interface Opening {
    List<Object> open(int count) throws Exception;
  }

  /** Measures: arguments are the library and the number of each. */
  public static void main(String[] args) throws Exception {
    var library = Sockets.valueOf(args[0]);
    var count = Integer.parseInt(args[1]);
    library.openPairs(1); // what the first one costs is nobody's
    library.openConnections(1);
    System.out.println(each(library::openIdle, count));
    System.out.println(each(library::openPairs, count));
    System.out.println(each(library::openConnections, count));
    System.exit(0); // closing is not measured
  }

  private static double each(Opening opening, int count) throws Exception {
    var before = used();
    var opened = opening.open(count);
    var each = (used() - before) / (double) count;
    if (opened.isEmpty()) { // which keeps them until here
      throw new IllegalStateException("nothing was opened");
    }
    return each;
  }

  private static long used() throws InterruptedException {
    for (var i = 0; i < 3; i++) {
      System.gc();
      Thread.sleep(SETTLING);
    }
    var runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
