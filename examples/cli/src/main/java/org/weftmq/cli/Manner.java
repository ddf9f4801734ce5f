package org.weftmq.cli;

import java.io.IOException;

/** What a command does with its socket, until it is done. */
interface Manner {
  /**
   * Converses until the end; blocks all the while.
   *
   * @throws org.weftmq.TimedOutException if a peer kept the command waiting for too long
   */
  void run(Conversation conversation) throws Failure, IOException, InterruptedException;
}
