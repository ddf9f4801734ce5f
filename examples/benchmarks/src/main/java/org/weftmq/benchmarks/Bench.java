package org.weftmq.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.weftmq.benchmarks.InProcess.Shape;
import org.weftmq.benchmarks.link.Rival;
import org.weftmq.benchmarks.wire.Wires;

/**
 * The program that measures Weft and its rivals in the same run, in turns, so that all meet the
 * same machine.
 *
 * <p>Without arguments it runs all cases, else those that are named; {@code --quick} runs one round
 * of each instead of several. Nothing else should be running meanwhile.
 */
public final class Bench {
  /** One comparison: prints what it measures. */
  interface Case {
    void run(int rounds) throws Exception;
  }

  private static final String QUICK = "--quick";
  private static final int ROUNDS = 5;

  private static final List<Rival> ALL = List.of(Rival.values());
  private static final Map<String, Case> CASES = new LinkedHashMap<>();

  static {
    CASES.put("one-to-one", rounds -> InProcess.compare(Shape.ONE_TO_ONE, 2_000, rounds, ALL));
    CASES.put("one-to-one-100", rounds -> InProcess.compare(Shape.ONE_TO_ONE, 100, rounds, ALL));
    CASES.put("ping-pong", rounds -> InProcess.compare(Shape.PING_PONG, 100, rounds, ALL));
    CASES.put("chain", rounds -> InProcess.compare(Shape.CHAIN, 100, rounds, ALL));
    CASES.put("many", rounds -> InProcess.compare(Shape.MANY, 100, rounds, ALL));
    CASES.put("objects", ObjectThroughput::run);
    for (var transport : List.of("tcp", "ipc")) {
      CASES.put(transport + "-16", rounds -> Wires.throughput(transport, 16, 1_000_000, rounds));
      CASES.put(transport + "-1k", rounds -> Wires.throughput(transport, 1024, 500_000, rounds));
      CASES.put(transport + "-64k", rounds -> Wires.throughput(transport, 65_536, 20_000, rounds));
      CASES.put(transport + "-1m", rounds -> Wires.throughput(transport, 1 << 20, 2_000, rounds));
      CASES.put(transport + "-latency", rounds -> Wires.latency(transport, 16, 20_000, rounds));
      CASES.put(
          transport + "-latency-99", rounds -> Wires.latency99(transport, 16, 20_000, rounds));
    }
    CASES.put("fan-out", FanOut::run);
    CASES.put("topics", rounds -> ManyTopics.run());
    CASES.put("proxy", ProxyThroughput::run);
    CASES.put("sockets", rounds -> ManySockets.run());
  }

  private Bench() {}

  /** Runs the cases that are named, or all. */
  public static void main(String[] args) throws Exception {
    var names = new ArrayList<>(List.of(args));
    var rounds = names.remove(QUICK) ? 1 : ROUNDS;
    if (!CASES.keySet().containsAll(names)) {
      names.removeAll(CASES.keySet());
      System.err.println(
          "weft bench: there is no case "
              + String.join(", ", names)
              + "; there are "
              + String.join(", ", CASES.keySet())
              + ", and "
              + QUICK
              + " for one round of each");
      System.exit(2);
    }
    System.out.printf(
        "Java %s, %d processors%n%n",
        Runtime.version(), Runtime.getRuntime().availableProcessors());
    for (var name : names.isEmpty() ? List.copyOf(CASES.keySet()) : names) {
      CASES.get(name).run(rounds);
      System.out.println();
    }
    System.exit(0); // the rival leaves threads behind
  }
}
