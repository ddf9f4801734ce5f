package org.weftmq;

import java.time.Duration;
import java.util.List;
import org.weftmq.spi.SocketCore;

/**
 * What sockets of all types have in common.
 *
 * <p>Every socket is safe to use from every thread, platform or virtual, and any number of threads
 * may wait in it at once; they are served first come, first served. A message goes out whole.
 * Messages of one sending thread to one peer arrive in order. A thread that is interrupted or runs
 * out of time while it waits has sent or received nothing, and the socket stays usable.
 */
public interface Socket extends AutoCloseable {
  /**
   * Binds an endpoint, at which peers are accepted from now on. Several may be bound.
   *
   * @param endpoint such as {@code tcp://127.0.0.1:5555}, {@code tcp://*:*}, {@code ipc:///tmp/x}
   *     or {@code inproc://name}; {@link #endpoint()} tells what a wildcard became
   * @throws BadEndpointException if it is malformed or of an unknown scheme
   * @throws BindFailedException if it is in use or not of this machine; the socket is as before
   * @throws SocketClosedException if the socket is closed
   */
  Socket bind(String endpoint);

  /**
   * Connects an endpoint, in the background: it need not be bound yet, and a connection that breaks
   * is made again. Several may be connected. Over inproc there is no connection to break: once the
   * socket that was bound has closed, that peer is gone for good, whoever binds the name later.
   *
   * @throws BadEndpointException if it is malformed or of an unknown scheme
   * @throws WrongStateException if the socket takes no further peer, like a PAIR that has one
   * @throws SocketClosedException if the socket is closed
   */
  Socket connect(String endpoint);

  /**
   * Sets an option. The value counts for the next bind or connect; that of a live option at once.
   *
   * @throws BadOptionException if the option does not allow the value
   */
  <T> Socket set(Option<T> option, T value);

  /** What the socket is built on, for those who make tools. */
  SocketCore<?, ?> core();

  /**
   * Unbinds an endpoint, and ends the connections accepted there once what is queued for them is
   * written or {@code LINGER} is over; over inproc, established pipes stay.
   *
   * @param endpoint resolved, as {@link #endpoint()} tells
   * @throws NoSuchEndpointException if it is not bound
   */
  default void unbind(String endpoint) {
    core().unbind(endpoint);
  }

  /**
   * Ends a connection once what is queued for it is written or {@code LINGER} is over. What came
   * over it and has not been received by now is not received any more: receive first what counts.
   *
   * @param endpoint as it was connected
   * @throws NoSuchEndpointException if it is not connected
   */
  default void disconnect(String endpoint) {
    core().disconnect(endpoint);
  }

  /** The value of an option. */
  default <T> T get(Option<T> option) {
    return core().options().get(option);
  }

  /** The socket's type. */
  default SocketType type() {
    return core().type();
  }

  /** The endpoints that are bound now, resolved, in the order in which they were bound. */
  default List<Endpoint> endpoints() {
    return core().endpoints();
  }

  /**
   * The endpoint that was bound last, resolved, as text to connect to.
   *
   * @throws NoSuchEndpointException if none is bound
   * @throws SocketClosedException if none is bound any more, for the socket is closed
   */
  default String endpoint() {
    var bound = endpoints();
    if (bound.isEmpty()) {
      throw core()
          .inTurn( // unless it is closed
              () -> new NoSuchEndpointException("this " + type() + " is not bound: bind it first"));
    }
    return bound.getLast().toString();
  }

  /** A stream of what happens in the background from now on; close it when done. */
  default SocketEvents events() {
    return core().events();
  }

  /** The ledger as it is now; also once the socket is closed. */
  default SocketStats stats() {
    return core().stats();
  }

  /**
   * Waits until {@code count} peers are there, so that nobody needs to sleep for a slow joiner.
   *
   * @return whether they are; false if the time is over
   */
  default boolean awaitPeers(int count, Duration timeout) throws InterruptedException {
    return core().awaitPeers(count, timeout);
  }

  /**
   * Closes the socket: wakes all who wait in it with {@link SocketClosedException}, then blocks
   * until what is queued for connections is written, at most for {@code LINGER}. What inproc peers
   * were sent stays theirs to receive. Closing again does nothing more. An interrupt ends the wait
   * and its flag is kept.
   */
  @Override
  default void close() {
    close(get(SocketOptions.LINGER));
  }

  /** Closes the socket like {@link #close()}, but lingers at most for {@code linger}. */
  default CloseReport close(Duration linger) {
    return core().close(linger);
  }
}
