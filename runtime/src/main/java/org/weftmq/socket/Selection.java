package org.weftmq.socket;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.weftmq.Select;
import org.weftmq.actor.Ticket;

/** One wait of a select: a single ticket that waits in several sockets, of which one serves it. */
public final class Selection {
  private Selection() {}

  /** Waits until one of the clauses is done, and gives what it gives; empty if the time is over. */
  public static <R> Optional<R> await(List<Select.Clause<R>> clauses, Duration timeout)
      throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted before anything was sent or received");
    }
    var open = new ArrayList<SelectClause<R>>(clauses.size());
    for (var clause : clauses) {
      switch (clause) {
        case SelectClause<R> c -> open.add(c);
      }
    }
    var environment = open.getFirst().actor().environment();
    var ticket = new Ticket(environment);
    var pending = new ArrayList<SelectClause.Pending<R>>(open.size());
    var enlisted = 0;
    var looks = 0L; // as the busiest of the sockets says
    try {
      // To wait in a socket, and to be withdrawn, costs several times as much as to look into it.
      for (var i = 0; i < open.size() && !ticket.isOver(); i++) {
        var clause = open.get(i);
        var begun =
            clause.begin(
                ticket, () -> open.forEach(other -> clause.actor().askAgain(other.actor())));
        pending.add(begun);
        looks = Math.max(looks, clause.actor().waitStrategy().looks());
        begun.actor().callers().attempt(begun.operation());
      }
      while (enlisted < open.size() && !ticket.isOver()) {
        var begun = pending.get(enlisted++);
        begun.actor().callers().enlist(begun.operation());
      }
      if (!ticket.await(Deadline.nanos(timeout), looks)) {
        return Optional.empty();
      }
      for (var begun : pending) {
        if (begun.operation().isDecided()) {
          return Optional.of(
              Objects.requireNonNull(
                  begun.finish().get(), "the function of a select's clause gave null"));
        }
      }
      throw new AssertionError("a ticket is done by one of its operations");
    } finally {
      for (var begun : pending.subList(0, enlisted)) {
        if (!begun.operation().isDecided()) {
          begun.actor().callers().withdraw(begun.operation());
        }
      }
    }
  }
}
