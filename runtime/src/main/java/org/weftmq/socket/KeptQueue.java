package org.weftmq.socket;

import java.util.List;
import org.weftmq.Message;
import org.weftmq.Options;
import org.weftmq.pipe.BlockingPipe;
import org.weftmq.pipe.Pipe;

/** The queue of a connecting socket, which is there from the start and outlives each connection. */
final class KeptQueue {
  private final Pipe near;
  private final BlockingPipe far;

  // set once, in the socket's turn; read by the connections' thread
  private volatile boolean retired;

  KeptQueue(ServedSocket socket, Options options) {
    this.near = socket.newPipe(options);
    this.far = socket.farEnd(near, options);
  }

  /** The socket's end. */
  Pipe near() {
    return near;
  }

  /** The connections' end, for the next of them; the threads of the last one have ended. */
  BlockingPipe renewed() {
    far.renew();
    return far;
  }

  /** Whether the socket's end has nothing that is not written. Any thread. */
  boolean isFlushed() {
    return near.tally().isFlushed();
  }

  /** Gives the socket messages that no peer sent. Before anybody owns the socket's end. */
  void notice(List<Message> messages) {
    far.notice(messages);
  }

  /** Another queue takes its place: no connection may begin with this one. In the turn. */
  void retire() {
    retired = true;
  }

  boolean isRetired() {
    return retired;
  }

  /** There is no next connection. */
  void close() {
    far.close();
  }
}
