package org.weftmq.pattern.strategy;

import java.util.ArrayDeque;
import org.weftmq.Message;
import org.weftmq.pipe.Pipe;
import org.weftmq.spi.Outcome;

/**
 * Sends each message to the next available peer in turn (28/REQREP, 30/PIPELINE).
 *
 * <p>A pipe is in the rotation exactly while it is not armed; a full one drops out until it is
 * writable again, and joins at the end.
 */
public final class RoundRobin {
  private final ArrayDeque<Pipe> available = new ArrayDeque<>(2);

  /** An empty rotation. */
  public RoundRobin() {}

  /** A pipe that is attached, or has room again, joins at the end. */
  public void add(Pipe pipe) {
    available.addLast(pipe);
  }

  /** A pipe that is detached leaves. */
  public void remove(Pipe pipe) {
    available.remove(pipe);
  }

  /** Sends to the next available peer: ACCEPTED, or WAIT if there is none. */
  public Outcome send(Message message) {
    return sendToNext(message) == null ? Outcome.WAIT : Outcome.ACCEPTED;
  }

  /** The pipe of the next available peer, which got the message; {@code null} if there is none. */
  public Pipe sendToNext(Message message) {
    for (var pipe = available.peekFirst(); pipe != null; pipe = available.peekFirst()) {
      if (pipe.offer(message)) {
        rotate();
        return pipe;
      }
      rest(pipe);
    }
    return null;
  }

  /** Whether there is a peer that is available now. */
  public boolean isAvailable() {
    for (var pipe = available.peekFirst(); pipe != null; pipe = available.peekFirst()) {
      if (pipe.isWritable()) {
        return true;
      }
      rest(pipe);
    }
    return false;
  }

  private void rest(Pipe pipe) {
    if (pipe.isClosed() || pipe.armWritable()) {
      available.pollFirst();
    }
  }

  private void rotate() {
    if (available.size() > 1) {
      available.addLast(available.pollFirst());
    }
  }
}
