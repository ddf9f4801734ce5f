package org.weftmq.pattern.strategy;

import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.weftmq.Message;
import org.weftmq.pipe.Pipe;

/**
 * Receives one message from each peer that has any, in turn (28/REQREP, 30/PIPELINE).
 *
 * <p>A pipe is in the rotation exactly while it is not armed; an empty one drops out until it is
 * readable again, and joins at the end. One that is drained is closed.
 */
public final class FairQueue {
  private final ArrayDeque<Pipe> readable = new ArrayDeque<>(2);
  private final Consumer<Pipe> drained;
  private int detached;

  // of the last message
  private Pipe from;

  /** An empty rotation. */
  public FairQueue() {
    this(pipe -> {});
  }

  /** An empty rotation; {@code drained} is told of each pipe that is closed, once it is drained. */
  public FairQueue(Consumer<Pipe> drained) {
    this.drained = drained;
  }

  /** A pipe that is attached, or has something to poll again, joins at the end. */
  public void add(Pipe pipe) {
    readable.addLast(pipe);
  }

  /**
   * A pipe that is detached leaves once it is drained. A receive would find that out, but perhaps
   * nobody ever receives: now and then all are looked through, so rarely that it costs each little.
   */
  public void detached(Pipe pipe) {
    detached++;
    if (detached > readable.size() / 2) {
      readable.removeIf(this::closeIfDrained);
      detached = 0;
    }
  }

  /** The next message, or {@code null} if there is none now; {@link #from} tells whose it is. */
  public Message receive() {
    var message = receiveOldest();
    if (message != null && readable.size() > 1) {
      readable.addLast(readable.pollFirst());
    }
    return message;
  }

  /**
   * Like {@link #receive}, but one pipe after another, not in turn: what is left of a former peer
   * comes before anything of the next. For sockets that have one peer at a time.
   */
  public Message receiveOldest() {
    for (var pipe = readable.peekFirst(); pipe != null; pipe = readable.peekFirst()) {
      var item = pipe.poll();
      if (item instanceof Message message) {
        from = pipe;
        return message;
      }
      // A control is none that concerns a queue of messages.
      if (item == null && (closeIfDrained(pipe) || pipe.armReadable())) {
        readable.pollFirst();
      }
    }
    return null;
  }

  /** The pipe that the last message came from. */
  public Pipe from() {
    return from;
  }

  private boolean closeIfDrained(Pipe pipe) {
    if (!pipe.isDrained()) {
      return false;
    }
    pipe.close();
    drained.accept(pipe);
    return true;
  }
}
