package org.weftmq.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The program that measures Weft and JeroMQ in the same run, in turns, so that both meet the same
 * machine.
 *
 * <p>Without arguments it runs all cases, else those that are named. Nothing else should be running
 * meanwhile.
 */
public final class Compare {
  /** One comparison: prints what it measures. */
  interface Case {
    void run() throws Exception;
  }

  private static final Map<String, Case> CASES = new LinkedHashMap<>();

  static {
    CASES.put("inproc_thr", InprocThroughput::run);
    CASES.put("objects", ObjectThroughput::run);
    CASES.put("inproc_lat", InprocLatency::run);
    CASES.put("tcp_thr", TcpThroughput::run);
    CASES.put("fan_out", FanOut::run);
    CASES.put("topics", ManyTopics::run);
    CASES.put("proxy_thr", ProxyThroughput::run);
    CASES.put("sockets", ManySockets::run);
  }

  private Compare() {}

  /** Runs the cases that are named, or all. */
  public static void main(String[] args) throws Exception {
    var names = args.length == 0 ? List.copyOf(CASES.keySet()) : List.of(args);
    if (!CASES.keySet().containsAll(names)) {
      System.err.println("unknown case: there are " + String.join(", ", CASES.keySet()));
      System.exit(2);
    }
    System.out.printf(
        "Java %s, %d processors%n%n",
        Runtime.version(), Runtime.getRuntime().availableProcessors());
    for (var name : names) {
      CASES.get(name).run();
      System.out.println();
    }
    System.exit(0); // the rival leaves threads behind
  }
}
