package org.weftmq.pipe;

import org.weftmq.actor.Sequel;

/** Whoever uses one end of a pipe: an actor in its turns, or threads that may park. */
public interface PipeOwner {
  /**
   * Something happened at {@code end}, of which this is the owner. Any thread that holds no turn.
   */
  void on(Pipe end, PipeSignal signal, Sequel sequel);

  /**
   * What the owner did at its own end is to be told to the owner of {@code far}: now, or once the
   * turn is over. The thread that did it.
   */
  void tell(Pipe far, PipeSignal signal);

  /**
   * Something was put in at {@code end}, of which the far end is to be told if it sleeps: now, or
   * once the turn is over. The thread that put it in.
   */
  default void announce(Pipe end) {
    end.announceNow();
  }
}
