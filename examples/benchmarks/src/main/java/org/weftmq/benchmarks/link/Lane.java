package org.weftmq.benchmarks.link;

/** A way from one thread to another, with a bound for what waits. */
interface Lane {
  /** Puts bytes in, which are not written to any more; blocks while there is no room. */
  void put(byte[] bytes) throws Exception;

  /** Takes out what was put in; blocks while there is nothing. */
  Object take() throws Exception;

  /** Ends it. */
  default void close() {}
}
