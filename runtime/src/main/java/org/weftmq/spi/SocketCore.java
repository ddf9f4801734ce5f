package org.weftmq.spi;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.weftmq.CloseReport;
import org.weftmq.Endpoint;
import org.weftmq.Option;
import org.weftmq.Options;
import org.weftmq.Select;
import org.weftmq.SocketEvents;
import org.weftmq.SocketStats;
import org.weftmq.SocketType;
import org.weftmq.pipe.Pipe;

/**
 * What every socket is built on: an actor around a {@link Routing}. For those who make socket types
 * and tools; users have the typed sockets.
 *
 * <p>Safe to use from any thread. Each call may wait for the socket's turn, which is short; only
 * those that say so wait for a peer. A closed socket throws {@link
 * org.weftmq.SocketClosedException} from all but {@code close}, {@code stats}, {@code options} and
 * {@code endpoints}.
 *
 * @param <O> what is sent
 * @param <I> what is received
 */
public interface SocketCore<O, I> {
  /** The socket's type. */
  SocketType type();

  /** The environment of the socket's context. */
  Environment environment();

  /** The routing, for its pure functions alone. */
  Routing<O, I> routing();

  /** Sends once, without waiting for a peer. */
  Outcome offer(O item);

  /**
   * Sends, waiting for room as long as {@code SEND_TIMEOUT} allows.
   *
   * @throws InterruptedException if interrupted before it was sent; then it never will be
   * @throws org.weftmq.TimedOutException if the time is over; then it never will be
   */
  void send(O item) throws InterruptedException;

  /**
   * Sends, waiting for room at most {@code timeout}.
   *
   * @return whether it was sent; if not, it never will be
   * @throws InterruptedException if interrupted before it was sent; then it never will be
   */
  boolean send(O item, Duration timeout) throws InterruptedException;

  /** Receives once, without waiting for a peer. */
  Optional<I> poll();

  /**
   * Receives, waiting as long as {@code RECEIVE_TIMEOUT} allows.
   *
   * @throws InterruptedException if interrupted before; then nothing was consumed
   * @throws org.weftmq.TimedOutException if the time is over; then nothing was consumed
   */
  I receive() throws InterruptedException;

  /**
   * Receives, waiting at most {@code timeout}.
   *
   * @throws InterruptedException if interrupted before; then nothing was consumed
   */
  Optional<I> receive(Duration timeout) throws InterruptedException;

  /**
   * Waits until {@code attempt}, which runs in the turn whenever something may have come, gives
   * something; for types that receive in more than one way.
   *
   * @return empty if the time is over first
   * @throws InterruptedException if interrupted before {@code attempt} gave something
   */
  <R> Optional<R> receiveBy(Supplier<Optional<R>> attempt, Duration timeout)
      throws InterruptedException;

  /** A clause of a {@link Select} that receives. */
  <R> Select.Clause<R> receiving(Function<? super I, ? extends R> then);

  /** A clause of a {@link Select} that sends. */
  <R> Select.Clause<R> sending(O item, Supplier<? extends R> then);

  /** Runs {@code work} in the socket's turn: pure and short, like routing. */
  <R> R inTurn(Supplier<R> work);

  /** Binds an endpoint; see {@link org.weftmq.Socket#bind}. */
  Endpoint bind(String endpoint);

  /** Connects an endpoint; see {@link org.weftmq.Socket#connect}. */
  Endpoint connect(String endpoint);

  /**
   * Connects an endpoint, for a routing that is to know its peer again: each pipe that is made for
   * it bears {@code note} before it is attached.
   */
  Endpoint connect(String endpoint, Object note);

  /** Ends what bind began. */
  void unbind(String endpoint);

  /** Ends what connect began. */
  void disconnect(String endpoint);

  /**
   * Ends the way to one peer from this side: what is queued for it still goes out, within {@code
   * LINGER}; what it sent and nobody received is forgotten. If this socket connected an endpoint
   * for it, that is disconnected. Nothing happens if the peer is gone already.
   */
  void disconnect(Pipe pipe);

  /** The endpoints that are bound now, resolved, in the order in which they were bound. */
  List<Endpoint> endpoints();

  /** Sets an option. */
  <T> void set(Option<T> option, T value);

  /** The options as they are now. */
  Options options();

  /** All options there are: those of the runtime, of the transports and of this type. */
  List<Option<?>> knownOptions();

  /** The one of {@link #knownOptions} that has that name. */
  default Optional<Option<?>> option(String name) {
    return knownOptions().stream().filter(o -> o.name().equals(name)).findFirst();
  }

  /** A new stream of the socket's events from now on. */
  SocketEvents events();

  /** The ledger as it is now; also once the socket is closed. */
  SocketStats stats();

  /** Waits until {@code count} peers are there; false if the time is over. */
  boolean awaitPeers(int count, Duration timeout) throws InterruptedException;

  /**
   * Waits until the socket is closed or closing.
   *
   * @throws InterruptedException if interrupted before
   */
  void awaitClosed() throws InterruptedException;

  /**
   * Waits until {@code condition}, which runs in the turn whenever something may have changed and
   * is pure, holds.
   *
   * @return false if the time is over
   * @throws InterruptedException if interrupted before
   */
  boolean awaitThat(BooleanSupplier condition, Duration timeout) throws InterruptedException;

  /** Closes the socket; see {@link org.weftmq.Socket#close(Duration)}. */
  CloseReport close(Duration linger);

  /** Whether the socket is closed or closing. */
  boolean isClosed();
}
