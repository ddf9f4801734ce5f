package org.weftmq.socket;

import java.util.function.Consumer;
import org.weftmq.actor.Ticket;

/**
 * The operations that wait for the same thing, first come first served. Owned by the socket's turn.
 */
final class Waiters {
  private Operation<?> first;
  private Operation<?> last;

  boolean isEmpty() {
    return first == null;
  }

  /** Whether a newcomer has to queue up. */
  boolean blocks() {
    for (var operation = first; operation != null; operation = operation.next) {
      if (!operation.letsPass()) {
        return true;
      }
    }
    return false;
  }

  void add(Operation<?> operation) {
    operation.waitsIn = this;
    operation.previous = last;
    operation.next = null;
    if (last == null) {
      first = operation;
    } else {
      last.next = operation;
    }
    last = operation;
  }

  /** Takes an operation out, if it is in. */
  void remove(Operation<?> operation) {
    if (operation.waitsIn != this) {
      return;
    }
    operation.waitsIn = null;
    if (operation.previous == null) {
      first = operation.next;
    } else {
      operation.previous.next = operation.next;
    }
    if (operation.next == null) {
      last = operation.previous;
    } else {
      operation.next.previous = operation.previous;
    }
  }

  /**
   * Does what can be done now, in order.
   *
   * @param answer is given the tickets that are decided
   * @return whether anything was
   */
  boolean serve(Consumer<Ticket> answer) {
    var served = false;
    for (var operation = first; operation != null; ) {
      var following = operation.next;
      switch (operation.run(answer)) {
        case DONE -> {
          remove(operation);
          served = true;
        }
        case OVER -> remove(operation);
        case PASS -> {}
        case WAIT -> {
          return served;
        }
      }
      operation = following;
    }
    return served;
  }

  /** Ends all of them with {@code cause}; one that is being decided elsewhere stays until then. */
  void fail(RuntimeException cause, Consumer<Ticket> answer) {
    for (var operation = first; operation != null; ) {
      var following = operation.next;
      operation.fail(cause, answer);
      if (operation.ticket.isOver()) {
        remove(operation); // also one that has just failed by itself
      }
      operation = following;
    }
  }
}
