package org.weftmq.socket;

import java.util.function.Supplier;

/**
 * Work for which a caller did not get the turn: done by who holds it, at once.
 *
 * @param <R> what it gives
 */
final class Call<R> extends Operation<R> {
  // nobody's: immutable
  private final Supplier<R> work;

  Call(SocketActor<?, ?> actor, Supplier<R> work) {
    super(actor.environment());
    this.work = work;
  }

  @Override
  boolean attempt() {
    succeed(work.get());
    return true;
  }

  @Override
  Waiters queue() {
    return null;
  }
}
