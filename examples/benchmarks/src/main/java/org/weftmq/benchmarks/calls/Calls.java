package org.weftmq.benchmarks.calls;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.weftmq.benchmarks.contest.Child;
import org.weftmq.benchmarks.contest.Contest;
import org.weftmq.benchmarks.contest.Effort;
import org.weftmq.benchmarks.contest.Quantity;
import org.weftmq.pattern.pubsub.TrieCalls;
import org.weftmq.pipe.RingCalls;

/** What JMH says of calls that need nobody else: their time, and what they allocate. */
public final class Calls {
  private static final int WARM_UPS = 3;
  private static final int ITERATIONS = 3;
  private static final int MILLIS = 400;

  private Calls() {}

  /** The contest: each call is a contestant. */
  public static Contest contest() {
    var contest =
        new Contest(
            "calls",
            "calls in one thread",
            Quantity.time("time", "ns"),
            Quantity.amount("allocated", "bytes"));
    add(contest, "message made", PairCalls.class, "make");
    add(contest, "inproc PAIR: message made and sent and received", PairCalls.class, "pass");
    add(contest, "ring: offer and poll", RingCalls.class, "pass");
    add(contest, "frame of 16 bytes encoded", CodecCalls.class, "encode");
    add(contest, "frame of 16 bytes decoded", CodecCalls.class, "decode");
    add(contest, "topic matched among 1000", TrieCalls.class, "match", "1000");
    add(contest, "topic matched among 1000000", TrieCalls.class, "match", "1000000");
    return contest.note(
        "JMH, one fork each round; allocated is its gc.alloc.rate.norm. A message made is a new"
            + " array of 16 bytes, a frame, and a message.");
  }

  private static void add(
      Contest contest, String title, Class<?> benchmark, String method, String... parameter) {
    contest.add(title, effort -> run(benchmark.getName() + "." + method, effort, parameter));
  }

  private static double[] run(String benchmark, Effort effort, String... parameter)
      throws Exception {
    var options =
        new OptionsBuilder()
            .jvmArgsAppend(Child.WHOLE_HEAP.toArray(String[]::new))
            .include("^" + benchmark.replace(".", "\\.") + "$")
            .mode(Mode.AverageTime)
            .timeUnit(TimeUnit.NANOSECONDS)
            .forks(1)
            .warmupIterations(WARM_UPS)
            .warmupTime(TimeValue.milliseconds(effort.of(MILLIS)))
            .measurementIterations(ITERATIONS)
            .measurementTime(TimeValue.milliseconds(effort.of(MILLIS)))
            .addProfiler(GCProfiler.class)
            .verbosity(VerboseMode.SILENT);
    if (parameter.length > 0) {
      options.param("topics", parameter);
    }
    var result = new Runner(options.build()).runSingle();
    return new double[] {
      result.getPrimaryResult().getScore(),
      result.getSecondaryResults().get("gc.alloc.rate.norm").getScore()
    };
  }
}
