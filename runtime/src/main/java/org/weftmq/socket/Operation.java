package org.weftmq.socket;

import java.util.function.Consumer;
import org.weftmq.SocketClosedException;
import org.weftmq.WeftException;
import org.weftmq.actor.Ticket;
import org.weftmq.spi.Environment;

/**
 * What a caller asked a socket to do and waits for: a ticket, what to do, and what came of it.
 *
 * @param <R> what comes of it
 */
abstract non-sealed class Operation<R> implements Signal {
  /** What became of an attempt. */
  enum Verdict {
    /** Done, or failed for good: the caller will be told. */
    DONE,
    /** The caller has what it wants from elsewhere, or gave up. */
    OVER,
    /** Not now, nor can what waits behind it be done. */
    WAIT,
    /** Not now, but others need not wait for it. */
    PASS
  }

  private static final Runnable UNCONTENDED = () -> {};

  final Ticket ticket;
  private final Runnable contended;

  // the holder of the turn writes them before the ticket is decided, its owner reads them after
  private R result;
  private Throwable failure;
  private boolean decided;

  // the holder's
  Operation<?> previous;
  Operation<?> next;
  Waiters waitsIn;

  /** With a ticket of its own: no other socket may decide it. */
  Operation(Environment environment) {
    this(new Ticket(environment), UNCONTENDED);
  }

  /** {@code contended} runs if it is given back while another socket wanted to decide it. */
  Operation(Ticket ticket, Runnable contended) {
    this.ticket = ticket;
    this.contended = contended;
  }

  /**
   * Does it, in the socket's turn: with a call of {@link #succeed} if it could be done.
   *
   * @return whether it could
   */
  abstract boolean attempt();

  /** Where it is to wait if it cannot be done at once. */
  abstract Waiters queue();

  /** Whether what stands behind it in the queue may be tried although it has to wait. */
  boolean letsPass() {
    return false;
  }

  final void succeed(R value) {
    result = value;
  }

  /** Tries it, if nobody else has decided it; {@code answer} is given the ticket if it did. */
  final Verdict run(Consumer<Ticket> answer) {
    if (!ticket.begin()) {
      return ticket.isOver() ? Verdict.OVER : Verdict.PASS;
    }
    try {
      if (attempt()) {
        decide(null, answer);
        return Verdict.DONE;
      }
    } catch (WeftException e) {
      decide(e, answer);
      return Verdict.DONE;
    } catch (Throwable e) { // the socket ends with it, and so does this caller
      decide(e, answer);
      throw e;
    }
    if (ticket.giveBack()) {
      contended.run();
    }
    return letsPass() ? Verdict.PASS : Verdict.WAIT;
  }

  /** Ends it with a failure, unless it has been decided already; then the ticket is answered. */
  final void fail(RuntimeException cause, Consumer<Ticket> answer) {
    if (ticket.begin()) {
      decide(cause, answer);
    }
  }

  private void decide(Throwable cause, Consumer<Ticket> answer) {
    failure = cause;
    decided = true;
    ticket.decide();
    answer.accept(ticket);
  }

  /** The caller: whether it was this one that was done, of all that share the ticket. */
  final boolean isDecided() {
    return decided;
  }

  /** The caller: what came of it, once the ticket is done. Each has an exception of its own. */
  final R outcome() {
    switch (failure) {
      case null -> {
        return result;
      }
      case SocketClosedException e -> throw new SocketClosedException(e.getMessage(), e.getCause());
      case WeftException e -> throw e;
      default -> throw new SocketClosedException("the socket is closed: it failed", failure);
    }
  }
}
