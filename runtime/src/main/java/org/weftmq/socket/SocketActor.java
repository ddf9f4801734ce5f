package org.weftmq.socket;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.weftmq.Option;
import org.weftmq.Options;
import org.weftmq.SocketClosedException;
import org.weftmq.SocketOptions;
import org.weftmq.SocketType;
import org.weftmq.WaitStrategy;
import org.weftmq.WeftException;
import org.weftmq.actor.Ticket;
import org.weftmq.actor.Turn;
import org.weftmq.pipe.Pipe;
import org.weftmq.pipe.PipeSignal;
import org.weftmq.spi.Environment;
import org.weftmq.spi.Outcome;
import org.weftmq.spi.Routing;

/**
 * A socket: its routing, its {@linkplain SocketPipes pipes} and those who wait in it, touched only
 * by the holder of its turn. {@link Callers} are the way in for all other threads.
 *
 * @param <O> what is sent
 * @param <I> what is received
 */
final class SocketActor<O, I> implements Turn.Role<Signal> {
  // nobody's: immutable
  private final Environment environment;
  private final SocketType type;
  private final Routing<O, I> routing;
  private final Turn<Signal> turn;
  private final Consumer<Ticket> answer;
  private final Callers<O, I> callers;
  private final Runnable closeNow;

  // the turn's
  private final Ledger ledger = new Ledger();
  private final SocketPipes pipes;
  private final Waiters senders = new Waiters();
  private final Waiters receivers = new Waiters();
  private final Waiters conditions = new Waiters();

  private long closedAt;

  // the turn writes, any thread reads
  private volatile Options options = Options.initial();
  private volatile WaitStrategy waitStrategy = SocketOptions.WAIT_STRATEGY.initial();
  // the turn writes once, any thread reads: why the socket is closed
  private volatile SocketClosedException closed;

  /**
   * {@code closeNow} runs on a thread without a turn: routing threw what it may not, or the last
   * peer is gone. {@code isReconnecting} runs in the turn: whether that peer may come back.
   */
  SocketActor(
      Environment environment,
      SocketType type,
      Routing<O, I> routing,
      Runnable closeNow,
      BooleanSupplier isReconnecting) {
    this.environment = environment;
    this.type = type;
    this.routing = routing;
    this.closeNow = closeNow;
    this.turn = new Turn<>(environment, "weft-" + type, this);
    this.answer = turn::answer;
    this.callers = new Callers<>(this, turn);
    this.pipes = new SocketPipes(this, turn, isReconnecting);
  }

  Environment environment() {
    return environment;
  }

  SocketType type() {
    return type;
  }

  Routing<O, I> routing() {
    return routing;
  }

  /** Those who have no turn. */
  Callers<O, I> callers() {
    return callers;
  }

  /** The pipes, in the turn. */
  SocketPipes pipes() {
    return pipes;
  }

  /** What is counted of them, in the turn. */
  Ledger ledger() {
    return ledger;
  }

  Options options() {
    return options;
  }

  /** How those wait who call it. */
  WaitStrategy waitStrategy() {
    return waitStrategy;
  }

  boolean isClosed() {
    return closed != null;
  }

  /** The operations that wait until they can send. In the turn. */
  Waiters senders() {
    return senders;
  }

  /** The operations that wait until they can receive. In the turn. */
  Waiters receivers() {
    return receivers;
  }

  /** The operations that wait for something else. In the turn. */
  Waiters conditions() {
    return conditions;
  }

  // ---- in the turn

  /** Sends once, if those who came before have been served. */
  Outcome sendNow(O item) {
    checkOpen();
    if (othersGoFirst(senders)) {
      return Outcome.WAIT;
    }
    var outcome = route(item);
    if (routing.takesTurns()) {
      settle();
    }
    return outcome;
  }

  /** Sends once, whoever waits. */
  Outcome route(O item) {
    try {
      var outcome = routing.send(item);
      if (outcome instanceof Outcome.Dropped dropped) {
        ledger.droppedAtOnce(dropped.reason());
      }
      return outcome;
    } catch (WeftException e) {
      throw e;
    } catch (Throwable e) { // routing is broken: nobody may go on with it
      fail(e);
      throw closedException();
    }
  }

  /** Receives once, if those who came before have been served; {@code null} if there is nothing. */
  I receiveNow() {
    checkOpen();
    if (othersGoFirst(receivers)) {
      return null;
    }
    var item = take();
    if (item != null && routing.takesTurns()) {
      settle();
    }
    return item;
  }

  /** Does an operation, if it can be done now and those who came before have been served. */
  void attempt(Operation<?> operation) {
    if (closed != null) {
      operation.fail(closed, answer);
      return;
    }
    if (othersGoFirst(operation.queue())) {
      return;
    }
    operation.run(answer);
    if (routing.takesTurns()) {
      settle();
    }
  }

  /**
   * Serves those who came first; whether some of them have to wait on, and a newcomer with them.
   */
  private boolean othersGoFirst(Waiters queue) {
    if (queue.isEmpty()) {
      return false;
    }
    settle();
    return queue.blocks();
  }

  /** Receives once, whoever waits; {@code null} if there is nothing. */
  I take() {
    try {
      var item = routing.receive();
      if (item != null) {
        ledger.received();
      }
      return item;
    } catch (WeftException e) {
      throw e;
    } catch (Throwable e) { // routing is broken: nobody may go on with it
      fail(e);
      throw closedException();
    }
  }

  void checkOpen() {
    if (closed != null) {
      throw closedException();
    }
  }

  /** Each caller has an exception of its own. */
  SocketClosedException closedException() {
    return new SocketClosedException(closed.getMessage(), closed.getCause());
  }

  @Override
  public void handle(Signal signal) {
    switch (signal) {
      case Operation<?> operation -> {
        if (operation.queue() == null) {
          operation.run(answer);
        } else {
          operation.queue().add(operation); // settle() follows
        }
      }
      case Signal.Told(Pipe pipe, PipeSignal what) -> told(pipe, what);
      case Signal.Withdrawn(Operation<?> operation) -> operation.queue().remove(operation);
      case Signal.AskAgain again -> {} // settle() follows
    }
  }

  private void told(Pipe pipe, PipeSignal what) {
    if (!pipe.hears(what)) {
      return;
    }
    switch (what) {
      case READABLE -> routing.readable(pipe);
      case WRITABLE -> routing.writable(pipe);
      case ENDED -> pipes.ended(pipe);
      case SEVERED -> {
        var link = ledger.link(pipe);
        if (link != null) {
          var why = pipe.severance().orElseThrow();
          turn.afterwards(sequel -> link.sever(pipe, why));
        }
      }
    }
  }

  @Override
  public void settle() {
    try {
      if (closed != null) {
        senders.fail(closed, answer);
        receivers.fail(closed, answer);
      }
      boolean served;
      do {
        served = receivers.serve(answer) | senders.serve(answer);
      } while (served);
      conditions.serve(answer);
    } catch (Throwable e) { // whoever holds the turn just now is not to blame
      fail(e);
    }
  }

  @Override
  public void fail(Throwable cause) {
    if (closed == null) {
      shut(new SocketClosedException("this " + type + " is closed: it failed", cause));
      closeSoon();
    }
  }

  /** Has the socket closed without lingering, once this turn is over. */
  void closeSoon() {
    turn.afterwards(sequel -> closeNow.run());
  }

  /** Closes the pipes and ends all who wait; false if that has been done before. */
  boolean shut(SocketClosedException why) {
    if (closed != null) {
      return false;
    }
    closed = why;
    closedAt = environment.nanoTime();
    settle();
    ledger.closeAll();
    return true;
  }

  <T> void set(Option<T> option, T value) {
    options = options.with(option, value);
    waitStrategy = options.get(SocketOptions.WAIT_STRATEGY);
    pipes.mark();
    pipes.closeIfDeserted();
  }

  /** In the turn: has another socket serve again, once this turn is over. */
  void askAgain(SocketActor<?, ?> other) {
    turn.afterwards(sequel -> other.turn.post(new Signal.AskAgain(), sequel));
  }

  /** When it was closed, in the environment's nanoseconds. In the turn. */
  long closedAt() {
    return closedAt;
  }
}
