package org.weftmq.benchmarks.link;

/** One end of a {@link Link}, for one thread. */
interface Port {
  /** Sends bytes, which are not written to any more; blocks while there is no room. */
  void send(byte[] bytes) throws Exception;

  /** Receives what was sent at the other end; blocks while there is nothing. */
  Object receive() throws Exception;

  /** Ends it. */
  void close();
}
