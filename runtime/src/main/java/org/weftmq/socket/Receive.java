package org.weftmq.socket;

import java.util.function.Supplier;
import org.weftmq.actor.Ticket;

/**
 * A receiver's wait for something to take.
 *
 * @param <R> what is taken
 */
final class Receive<R> extends Operation<R> {
  // nobody's: immutable
  private final SocketActor<?, ?> actor;
  private final Supplier<R> take;

  /** {@code take} runs in the turn, and gives {@code null} while there is nothing. */
  Receive(SocketActor<?, ?> actor, Supplier<R> take) {
    super(actor.environment());
    this.actor = actor;
    this.take = take;
  }

  /** {@code take}, likewise. */
  Receive(SocketActor<?, ?> actor, Ticket ticket, Runnable contended, Supplier<R> take) {
    super(ticket, contended);
    this.actor = actor;
    this.take = take;
  }

  @Override
  boolean attempt() {
    var item = take.get();
    succeed(item);
    return item != null;
  }

  @Override
  Waiters queue() {
    return actor.receivers();
  }
}
