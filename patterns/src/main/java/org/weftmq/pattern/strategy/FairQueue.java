package org.weftmq.pattern.strategy;

import java.util.ArrayDeque;
import org.weftmq.Message;
import org.weftmq.pipe.Pipe;
import org.weftmq.spi.Control;

/**
 * Receives one message from each peer that has any, in turn (28/REQREP, 30/PIPELINE).
 *
 * <p>A pipe is in the rotation exactly while it is not armed; an empty one drops out until it is
 * readable again, and joins at the end. One that is drained is closed.
 */
public final class FairQueue {
  private final ArrayDeque<Pipe> readable = new ArrayDeque<>(2);

  // of the last message
  private Pipe from;

  /** An empty rotation. */
  public FairQueue() {}

  /** A pipe that is attached, or has something to poll again, joins at the end. */
  public void add(Pipe pipe) {
    readable.addLast(pipe);
  }

  /** The next message, or {@code null} if there is none now; {@link #from} tells whose it is. */
  public Message receive() {
    for (var pipe = readable.peekFirst(); pipe != null; pipe = readable.peekFirst()) {
      switch (pipe.poll()) {
        case Message message -> {
          from = pipe;
          rotate();
          return message;
        }
        case Control control -> {} // none that concerns a queue of messages
        case null -> rest(pipe);
      }
    }
    return null;
  }

  /** The pipe that the last message came from. */
  public Pipe from() {
    return from;
  }

  private void rotate() {
    if (readable.size() > 1) {
      readable.addLast(readable.pollFirst());
    }
  }

  private void rest(Pipe pipe) {
    if (pipe.isDrained()) {
      readable.pollFirst();
      pipe.close();
    } else if (pipe.armReadable()) {
      readable.pollFirst();
    }
  }
}
