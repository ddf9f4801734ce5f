package org.weftmq.socket;

import org.weftmq.actor.Ticket;
import org.weftmq.spi.Outcome;

/**
 * A message that its sender waits for routing to take.
 *
 * @param <O> what is sent
 */
final class Send<O> extends Operation<Void> {
  // nobody's: immutable
  private final SocketActor<O, ?> actor;
  private final O item;

  // the turn's
  private boolean forOnePipe;

  Send(SocketActor<O, ?> actor, O item) {
    super(actor.environment());
    this.actor = actor;
    this.item = item;
  }

  Send(SocketActor<O, ?> actor, Ticket ticket, Runnable contended, O item) {
    super(ticket, contended);
    this.actor = actor;
    this.item = item;
  }

  /** What routing said to it last. */
  void waitFor(Outcome outcome) {
    forOnePipe = outcome instanceof Outcome.WaitFor;
  }

  @Override
  boolean attempt() {
    var outcome = actor.route(item);
    waitFor(outcome);
    return outcome.isTaken();
  }

  @Override
  boolean letsPass() {
    return forOnePipe;
  }

  @Override
  Waiters queue() {
    return actor.senders();
  }
}
