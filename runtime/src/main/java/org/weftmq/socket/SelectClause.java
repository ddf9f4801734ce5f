package org.weftmq.socket;

import java.util.function.BiFunction;
import java.util.function.Function;
import org.weftmq.Select;
import org.weftmq.actor.Ticket;

/**
 * One thing a select waits for: an operation of one socket, and what to do with what comes of it.
 *
 * @param <R> what the select gives
 */
public final class SelectClause<R> implements Select.Clause<R> {
  private final SocketActor<?, ?> actor;
  private final BiFunction<Ticket, Runnable, Pending<R>> begin;

  private SelectClause(SocketActor<?, ?> actor, BiFunction<Ticket, Runnable, Pending<R>> begin) {
    this.actor = actor;
    this.begin = begin;
  }

  static <T, R> SelectClause<R> of(
      SocketActor<?, ?> actor,
      BiFunction<Ticket, Runnable, ? extends Operation<T>> operation,
      Function<? super T, ? extends R> then) {
    return new SelectClause<>(
        actor,
        (ticket, contended) -> {
          var begun = operation.apply(ticket, contended);
          return new Pending<>(actor, begun, () -> then.apply(begun.outcome()));
        });
  }

  SocketActor<?, ?> actor() {
    return actor;
  }

  Pending<R> begin(Ticket ticket, Runnable contended) {
    return begin.apply(ticket, contended);
  }

  /** A clause whose operation waits in its socket, with the ticket of the whole select. */
  record Pending<R>(
      SocketActor<?, ?> actor, Operation<?> operation, java.util.function.Supplier<R> finish) {}
}
