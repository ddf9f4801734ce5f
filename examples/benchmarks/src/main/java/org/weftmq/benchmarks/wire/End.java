package org.weftmq.benchmarks.wire;

/** A socket at one end of a wire, whatever the library. */
interface End {
  /** Where it is bound. */
  String endpoint();

  /** Sends so many new bytes. */
  void send(int size) throws Exception;

  /** Receives a message, and gives its size. */
  int receive() throws Exception;

  /** Receives a message, and sends it back. */
  void answer() throws Exception;
}
