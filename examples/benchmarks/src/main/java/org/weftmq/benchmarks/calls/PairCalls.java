package org.weftmq.benchmarks.calls;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.weftmq.Context;
import org.weftmq.Message;
import org.weftmq.pattern.pair.Pair;

/** Two PAIRs over inproc that one thread uses in turns, so that neither call ever waits. */
@State(Scope.Thread)
public class PairCalls {
  private static final int SIZE = 16;

  private final Context context = Context.open();
  private final Pair near = Pair.open(context).bind("inproc://calls");
  private final Pair far = Pair.open(context).connect("inproc://calls");

  /** What {@link #pass} does first. */
  @Benchmark
  public Message make() {
    return Message.wrap(new byte[SIZE]);
  }

  /** A message made, sent, and received. */
  @Benchmark
  public Message pass() throws InterruptedException {
    near.send(Message.wrap(new byte[SIZE]));
    return far.receive();
  }

  /** Ends the sockets. */
  @TearDown
  public void close() {
    context.close();
  }
}
