package org.weftmq;

import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * The stream of a socket's events from the moment it was asked for. It holds the newest thousand or
 * so that nobody has taken; what is lost beyond that is counted by a {@link SocketEvent.Missed}.
 *
 * <p>For one thread at a time; others may close it. It ends when the socket is closed and all
 * events were taken.
 */
public interface SocketEvents extends Iterable<SocketEvent>, AutoCloseable {
  /**
   * The next event; blocks until there is one, at most for {@code timeout}.
   *
   * @return empty if the time is over, or nothing will follow: see {@link #isOver}
   */
  Optional<SocketEvent> next(Duration timeout) throws InterruptedException;

  /** Whether nothing will follow. */
  boolean isOver();

  /** Ends the stream. */
  @Override
  void close();

  /**
   * Gives one event after another, blocking until there is one. An interrupt is thrown as {@link
   * ReceiveInterruptedException}, its flag kept.
   */
  @Override
  default Iterator<SocketEvent> iterator() {
    return new Iterator<>() {
      private SocketEvent next;

      @Override
      public boolean hasNext() {
        try {
          while (next == null && !isOver()) {
            next = SocketEvents.this.next(Option.FOREVER).orElse(null);
          }
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new ReceiveInterruptedException("interrupted while waiting for an event", e);
        }
        return next != null;
      }

      @Override
      public SocketEvent next() {
        if (!hasNext()) {
          throw new NoSuchElementException("the socket is closed");
        }
        var event = next;
        next = null;
        return event;
      }
    };
  }
}
