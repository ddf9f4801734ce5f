package org.weftmq.benchmarks.link;

/** A way between two threads, in both directions, with a bound for what waits in each. */
public interface Link extends AutoCloseable {
  /** The end of one thread. */
  Port near();

  /** The end of the other. */
  Port far();

  @Override
  default void close() {}
}
