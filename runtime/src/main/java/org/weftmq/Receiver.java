package org.weftmq;

import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;

/**
 * A socket that receives. Iterating over it receives until the socket is closed.
 *
 * @param <T> what it receives
 */
public interface Receiver<T> extends Socket, Iterable<T> {
  /**
   * Receives; blocks while there is nothing, at most for {@code RECEIVE_TIMEOUT}.
   *
   * @throws InterruptedException if interrupted before; then nothing was consumed
   * @throws TimedOutException if {@code RECEIVE_TIMEOUT} is over; then nothing was consumed
   * @throws SocketClosedException if the socket is closed
   */
  T receive() throws InterruptedException;

  /**
   * Receives; blocks while there is nothing, at most for {@code timeout}.
   *
   * @return empty if the time is over; then nothing was consumed
   * @throws InterruptedException if interrupted before; then nothing was consumed
   * @throws SocketClosedException if the socket is closed
   */
  Optional<T> receive(Duration timeout) throws InterruptedException;

  /**
   * Receives what is there now.
   *
   * @throws SocketClosedException if the socket is closed
   */
  Optional<T> tryReceive();

  /** A clause of a {@link Select}: receive from this socket, then do {@code then}. */
  <R> Select.Clause<R> onReceive(Function<? super T, ? extends R> then);

  /**
   * Receives one after another, each time blocking until there is something; ends when the socket
   * is closed. An interrupt is thrown as {@link ReceiveInterruptedException}, its flag kept.
   */
  @Override
  default Iterator<T> iterator() {
    return new Iterator<>() {
      private T next;

      @Override
      public boolean hasNext() {
        if (next == null) {
          try {
            next = receive();
          } catch (SocketClosedException e) {
            return false;
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ReceiveInterruptedException("interrupted while waiting for a message", e);
          }
        }
        return true;
      }

      @Override
      public T next() {
        if (!hasNext()) {
          throw new NoSuchElementException("the socket is closed");
        }
        var item = next;
        next = null;
        return item;
      }
    };
  }
}
