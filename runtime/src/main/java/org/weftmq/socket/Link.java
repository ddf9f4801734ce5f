package org.weftmq.socket;

import org.weftmq.Endpoint;
import org.weftmq.pipe.Pipe;

/** What connects a pipe of a socket with its peer. */
interface Link {
  /** The socket's endpoint it belongs to. */
  Endpoint endpoint();

  /** Breaks the way to the peer of {@code pipe} off, and makes it anew if that is this side's part. Any thread that holds no turn. */
  void sever(Pipe pipe);
}
