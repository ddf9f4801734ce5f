package org.weftmq;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.weftmq.socket.SelectClause;
import org.weftmq.socket.Selection;

/**
 * Waits on several sockets at once: exactly one of its clauses is done, and only its socket sends
 * or receives something.
 *
 * <pre>{@code
 * try (var context = Context.open();
 *     var jobs = Pull.open(context).bind("inproc://jobs");
 *     var control = Pull.open(context).bind("inproc://control")) {
 *   var next = Select.first(control.onReceive(m -> "stop"), jobs.onReceive(Message::text))
 *       .await(Duration.ofSeconds(1))
 *       .orElse("idle");
 *   System.out.println(next);
 * }
 * }</pre>
 *
 * <p>Immutable; may be awaited again and again, from any thread. When several clauses could be
 * done, an earlier one is preferred.
 *
 * @param <R> what the clauses give
 */
public final class Select<R> {
  private final List<Clause<R>> clauses;

  private Select(List<Clause<R>> clauses) {
    this.clauses = clauses;
  }

  /**
   * One thing to wait for, made by a socket: {@link Receiver#onReceive}.
   *
   * @param <R> what it gives
   */
  public sealed interface Clause<R> permits SelectClause {}

  /** A select over these clauses. */
  @SafeVarargs
  public static <R> Select<R> first(Clause<? extends R>... clauses) {
    if (clauses.length == 0) {
      throw new IllegalArgumentException("a select waits for at least one thing");
    }
    var list = new ArrayList<Clause<R>>(clauses.length);
    for (var clause : clauses) {
      @SuppressWarnings("unchecked") // a clause only gives an R
      var typed = (Clause<R>) clause;
      list.add(typed);
    }
    return new Select<>(List.copyOf(list));
  }

  /**
   * Blocks until one of the clauses is done.
   *
   * @return what the clause gives; empty if {@code timeout} is over, then nothing has happened
   * @throws InterruptedException if interrupted before; then nothing has happened
   * @throws SocketClosedException if one of the sockets is closed
   * @throws NullPointerException if the function of the clause gives {@code null}, which could not
   *     be told from nothing; it has been given what was received
   */
  public Optional<R> await(Duration timeout) throws InterruptedException {
    return Selection.await(clauses, timeout);
  }

  /** Blocks until one of the clauses is done, however long; like {@link #await(Duration)}. */
  public R await() throws InterruptedException {
    for (; ; ) {
      var result = await(Option.FOREVER);
      if (result.isPresent()) {
        return result.get();
      }
    }
  }
}
