package org.weftmq.socket;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.weftmq.WeftException;
import org.weftmq.actor.Turn;
import org.weftmq.spi.Outcome;

/**
 * Those who call a socket, on any thread that holds no turn: each takes the turn if it is free, or
 * leaves an {@link Operation} and waits for it.
 *
 * @param <O> what is sent
 * @param <I> what is received
 */
final class Callers<O, I> {
  // nobody's: immutable
  private final SocketActor<O, I> actor;
  private final Turn<Signal> turn;

  Callers(SocketActor<O, I> actor, Turn<Signal> turn) {
    this.actor = actor;
    this.turn = turn;
  }

  /** Sends once, without waiting for a peer. */
  Outcome offer(O item) {
    Outcome outcome;
    if (turn.tryEnter()) {
      try {
        outcome = actor.sendNow(item);
      } finally {
        turn.leave();
      }
    } else {
      outcome = inTurn(() -> actor.sendNow(item));
    }
    stepAside(outcome);
    return outcome;
  }

  /**
   * Sends, waiting for room; false if the patience, in nanoseconds, which is only asked for if
   * there is none, ran out first.
   */
  boolean send(O item, LongSupplier patience) throws InterruptedException {
    refuseInterrupted();
    Outcome outcome;
    Send<O> operation = null;
    if (turn.tryEnter()) {
      try {
        outcome = actor.sendNow(item);
        if (outcome == Outcome.ACCEPTED) {
          return true;
        }
        if (!outcome.isTaken()) {
          operation = new Send<>(actor, item);
          operation.waitFor(outcome);
          actor.senders().add(operation);
        }
      } finally {
        turn.leave();
      }
      if (outcome.isTaken()) {
        stepAside(outcome);
        return true;
      }
    } else {
      operation = new Send<>(actor, item);
      turn.post(operation);
    }
    return await(operation, patience.getAsLong());
  }

  /**
   * Lets others run once if the message found only full peers. A caller that never has to wait
   * would keep its processor, or its virtual thread's carrier, from the very threads that empty
   * those peers' queues, only to have more of its messages dropped.
   */
  private void stepAside(Outcome outcome) {
    if (outcome != Outcome.ACCEPTED && outcome.isForFullPeers()) {
      actor.environment().stepAside();
    }
  }

  /** Receives once, without waiting for a peer; {@code null} if there is nothing. */
  I poll() {
    if (turn.tryEnter()) {
      try {
        return actor.receiveNow();
      } finally {
        turn.leave();
      }
    }
    return inTurn(actor::receiveNow);
  }

  /** Receives, waiting for something; {@code null} if the patience ran out first. */
  I receive(LongSupplier patience) throws InterruptedException {
    refuseInterrupted();
    Receive<I> operation;
    if (turn.tryEnter()) {
      try {
        var item = actor.receiveNow();
        if (item != null) {
          return item;
        }
        operation = new Receive<>(actor, actor::take);
        actor.receivers().add(operation);
      } finally {
        turn.leave();
      }
    } else {
      operation = new Receive<>(actor, actor::take);
      turn.post(operation);
    }
    return await(operation, patience.getAsLong()) ? operation.outcome() : null;
  }

  /** Waits until an attempt in the turn gives something; empty if the time is over first. */
  <R> Optional<R> receiveBy(Supplier<Optional<R>> attempt, long nanos) throws InterruptedException {
    refuseInterrupted();
    var operation =
        new Receive<R>(
            actor,
            () -> {
              var got = attempt.get();
              if (got.isPresent()) {
                actor.ledger().received();
              }
              return got.orElse(null);
            });
    turn.post(operation);
    return await(operation, nanos) ? Optional.of(operation.outcome()) : Optional.empty();
  }

  /** Waits until a condition on what the turn owns holds; false if the time is over first. */
  boolean awaitThat(BooleanSupplier condition, long nanos) throws InterruptedException {
    var operation = new Condition(actor, condition);
    turn.post(operation);
    return await(operation, nanos);
  }

  /** Runs {@code work} in the turn, then serves those for whom it made a difference. */
  <R> R inTurn(Supplier<R> work) {
    if (!turn.tryEnter()) {
      var operation = new Call<>(actor, work);
      turn.post(operation);
      operation.ticket.awaitUninterruptibly();
      return operation.outcome();
    }
    try {
      var result = work.get();
      actor.settle();
      return result;
    } catch (WeftException e) {
      throw e;
    } catch (Throwable e) { // routing is broken: nobody may go on with it
      actor.fail(e);
      throw actor.closedException();
    } finally {
      turn.leave();
    }
  }

  /** A clause that receives; {@code then} runs on the thread that selects. */
  <R> SelectClause<R> receiving(Function<? super I, ? extends R> then) {
    return SelectClause.of(
        actor, (ticket, contended) -> new Receive<I>(actor, ticket, contended, actor::take), then);
  }

  /** A clause that sends; {@code then} runs on the thread that selects. */
  <R> SelectClause<R> sending(O item, Supplier<? extends R> then) {
    return SelectClause.of(
        actor,
        (ticket, contended) -> new Send<>(actor, ticket, contended, item),
        nothing -> then.get());
  }

  /** Does an operation if that can be done now, and nobody else has the turn. */
  void attempt(Operation<?> operation) {
    if (turn.tryEnter()) {
      try {
        actor.attempt(operation);
      } finally {
        turn.leave();
      }
    }
  }

  /** Lets an operation with a ticket of its own wait in this socket. */
  void enlist(Operation<?> operation) {
    turn.post(operation);
  }

  /** An operation need not be kept any longer: its caller gave up or was served elsewhere. */
  void withdraw(Operation<?> operation) {
    turn.post(new Signal.Withdrawn(operation));
  }

  private boolean await(Operation<?> operation, long nanos) throws InterruptedException {
    var done = false;
    try {
      done = operation.ticket.await(nanos, actor.waitStrategy().looks());
    } finally {
      if (!done) {
        withdraw(operation);
      }
    }
    if (done) {
      operation.outcome(); // throws what was thrown
    }
    return done;
  }

  private static void refuseInterrupted() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted before anything was sent or received");
    }
  }
}
