package org.weftmq.socket;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.weftmq.DropReason;
import org.weftmq.Message;
import org.weftmq.Option;
import org.weftmq.Options;
import org.weftmq.SocketClosedException;
import org.weftmq.SocketOptions;
import org.weftmq.SocketType;
import org.weftmq.WeftException;
import org.weftmq.actor.Sequel;
import org.weftmq.actor.Ticket;
import org.weftmq.actor.Turn;
import org.weftmq.pipe.Pipe;
import org.weftmq.pipe.PipeOwner;
import org.weftmq.pipe.PipeSignal;
import org.weftmq.spi.Environment;
import org.weftmq.spi.Outcome;
import org.weftmq.spi.Peer;
import org.weftmq.spi.PeerRefused;
import org.weftmq.spi.Routing;

/**
 * A socket: its routing, its pipes and those who wait in it, touched only by the holder of its
 * turn.
 *
 * @param <O> what is sent
 * @param <I> what is received
 */
final class SocketActor<O, I> implements Turn.Role<Signal>, PipeOwner {
  private static final Runnable UNCONTENDED = () -> {};

  // nobody's: immutable
  private final Environment environment;
  private final SocketType type;
  private final Routing<O, I> routing;
  private final Turn<Signal> turn;
  private final Runnable closeNow;
  private final BooleanSupplier isReconnecting;

  // the turn's
  private final Ledger ledger = new Ledger();
  private final Waiters senders = new Waiters();
  private final Waiters receivers = new Waiters();
  private final Waiters conditions = new Waiters();

  private long closedAt;

  // the turn writes, any thread reads
  private volatile Options options = Options.initial();
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
    this.isReconnecting = isReconnecting;
    this.turn = new Turn<>(environment, "weft-" + type, this);
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

  Options options() {
    return options;
  }

  boolean isClosed() {
    return closed != null;
  }

  // ---- callers: any thread that holds no turn

  /** Sends once, without waiting for a peer. */
  Outcome offer(O item) {
    if (turn.tryEnter()) {
      try {
        return sendNow(item);
      } finally {
        turn.leave();
      }
    }
    return inTurn(() -> sendNow(item));
  }

  /**
   * Sends, waiting for room; false if the patience, in nanoseconds, which is only asked for if
   * there is none, ran out first.
   */
  boolean send(O item, LongSupplier patience) throws InterruptedException {
    refuseInterrupted();
    Send operation;
    if (turn.tryEnter()) {
      try {
        var outcome = sendNow(item);
        if (outcome == Outcome.ACCEPTED || outcome instanceof Outcome.Dropped) {
          return true;
        }
        operation = new Send(item);
        operation.waitFor(outcome);
        senders.add(operation);
      } finally {
        turn.leave();
      }
    } else {
      operation = new Send(item);
      turn.post(operation);
    }
    return await(operation, patience.getAsLong());
  }

  /** Receives once, without waiting for a peer; {@code null} if there is nothing. */
  I poll() {
    if (turn.tryEnter()) {
      try {
        return receiveNow();
      } finally {
        turn.leave();
      }
    }
    return inTurn(this::receiveNow);
  }

  /** Receives, waiting for something; {@code null} if the patience ran out first. */
  I receive(LongSupplier patience) throws InterruptedException {
    refuseInterrupted();
    Receive<I> operation;
    if (turn.tryEnter()) {
      try {
        var item = receiveNow();
        if (item != null) {
          return item;
        }
        operation = receive(new Ticket(environment), UNCONTENDED);
        receivers.add(operation);
      } finally {
        turn.leave();
      }
    } else {
      operation = receive(new Ticket(environment), UNCONTENDED);
      turn.post(operation);
    }
    return await(operation, patience.getAsLong()) ? operation.outcome() : null;
  }

  /** Waits until an attempt in the turn gives something; empty if the time is over first. */
  <R> Optional<R> receiveBy(Supplier<Optional<R>> attempt, long nanos) throws InterruptedException {
    refuseInterrupted();
    var operation =
        new Receive<R>(
            new Ticket(environment),
            UNCONTENDED,
            () -> {
              var got = attempt.get();
              if (got.isPresent()) {
                ledger.received();
              }
              return got.orElse(null);
            });
    turn.post(operation);
    return await(operation, nanos) ? Optional.of(operation.outcome()) : Optional.empty();
  }

  /** Waits until a condition on what the turn owns holds; false if the time is over first. */
  boolean awaitThat(BooleanSupplier condition, long nanos) throws InterruptedException {
    var operation = new Condition(condition);
    turn.post(operation);
    return await(operation, nanos);
  }

  /** Runs {@code work} in the turn, then serves those for whom it made a difference. */
  <R> R inTurn(Supplier<R> work) {
    if (!turn.tryEnter()) {
      var operation = new Call<>(work);
      turn.post(operation);
      operation.ticket.awaitUninterruptibly();
      return operation.outcome();
    }
    try {
      var result = work.get();
      settle();
      return result;
    } catch (WeftException e) {
      throw e;
    } catch (Throwable e) { // routing is broken: nobody may go on with it
      fail(e);
      throw closedException();
    } finally {
      turn.leave();
    }
  }

  /** A clause that receives; {@code then} runs on the thread that selects. */
  <R> SelectClause<R> receiving(Function<? super I, ? extends R> then) {
    return SelectClause.of(this, this::receive, then);
  }

  /** A clause that sends; {@code then} runs on the thread that selects. */
  <R> SelectClause<R> sending(O item, Supplier<? extends R> then) {
    return SelectClause.of(
        this, (ticket, contended) -> new Send(ticket, contended, item), nothing -> then.get());
  }

  /** Lets an operation with a ticket of its own wait in this socket. */
  void enlist(Operation<?> operation) {
    turn.post(operation);
  }

  /** In the turn: has another socket serve again, once this turn is over. */
  void askAgain(SocketActor<?, ?> other) {
    turn.afterwards(sequel -> other.turn.post(new Signal.AskAgain(), sequel));
  }

  /** An operation need not be kept any longer: its caller gave up or was served elsewhere. */
  void withdraw(Operation<?> operation) {
    turn.post(new Signal.Withdrawn(operation));
  }

  private boolean await(Operation<?> operation, long nanos) throws InterruptedException {
    var done = false;
    try {
      done = operation.ticket.await(environment.nanoTime() + nanos);
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

  // ---- in the turn

  private Outcome sendNow(O item) {
    checkOpen();
    if (!senders.isEmpty()) {
      settle(); // those who came first go first
      if (senders.blocks()) {
        return Outcome.WAIT;
      }
    }
    var outcome = route(item);
    if (routing.takesTurns()) {
      settle();
    }
    return outcome;
  }

  private Outcome route(O item) {
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

  private I receiveNow() {
    checkOpen();
    if (!receivers.isEmpty()) {
      settle(); // those who came first go first
      if (receivers.blocks()) {
        return null;
      }
    }
    var item = take();
    if (item != null && routing.takesTurns()) {
      settle();
    }
    return item;
  }

  private I take() {
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
  private SocketClosedException closedException() {
    return new SocketClosedException(closed.getMessage(), closed.getCause());
  }

  @Override
  public void handle(Signal signal) {
    switch (signal) {
      case Operation<?> operation -> {
        if (operation.queue() == null) {
          try {
            operation.run();
          } finally {
            turn.afterwards(operation.ticket);
          }
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
    switch (what) {
      case READABLE -> routing.readable(pipe);
      case WRITABLE -> routing.writable(pipe);
      case ENDED -> ended(pipe);
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
        senders.fail(closed, turn::afterwards);
        receivers.fail(closed, turn::afterwards);
      }
      boolean served;
      do {
        served = receivers.serve(turn::afterwards) | senders.serve(turn::afterwards);
      } while (served);
      conditions.serve(turn::afterwards);
    } catch (Throwable e) { // whoever holds the turn just now is not to blame
      fail(e);
    }
  }

  @Override
  public void fail(Throwable cause) {
    if (closed == null) {
      shut(new SocketClosedException("this " + type + " is closed: it failed", cause));
      turn.afterwards(sequel -> closeNow.run());
    }
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
    ledger.pipes().forEach(this::mark);
    closeIfDeserted();
  }

  private void mark(Pipe pipe) {
    pipe.marks(
        options.get(SocketOptions.SEND_HIGH_WATER_MARK),
        options.get(SocketOptions.RECEIVE_HIGH_WATER_MARK));
  }

  /** When it was closed, in the environment's nanoseconds. In the turn. */
  long closedAt() {
    return closedAt;
  }

  Ledger ledger() {
    return ledger;
  }

  // ---- pipes, in the turn

  /**
   * Makes {@code pipe} this socket's own end of a pipe, whose peer may not be there yet, but will
   * receive {@code opening} before anything else.
   */
  void attach(Pipe pipe, Link link, List<Message> opening) throws PeerRefused {
    if (closed != null) {
      throw new PeerRefused("the socket is closed");
    }
    if (pipe.isOwnClosed() || !pipe.own(this)) {
      throw new PeerRefused("the endpoint is no longer served");
    }
    mark(pipe);
    link.note().ifPresent(pipe::note);
    try {
      routing.attached(pipe);
    } catch (PeerRefused e) {
      pipe.disown();
      throw e;
    }
    pipe.notice(opening);
    ledger.open(pipe, link);
    if (pipe.isClosed()) { // before there was an owner to tell
      turn.afterwards(sequel -> on(pipe, PipeSignal.ENDED, sequel));
    }
  }

  /**
   * The peer of an attached pipe is there, for the first time or again, and once it has left {@code
   * farewell} is received from its pipe; false if this side has closed the pipe, so that nothing
   * more than what is queued passes.
   */
  boolean joined(Pipe pipe, Peer peer, List<Message> farewell) throws PeerRefused {
    if (pipe.isOwnClosed()) {
      return false;
    }
    pipe.peer(peer);
    pipe.outdateControls();
    try {
      routing.connected(pipe);
    } catch (PeerRefused | RuntimeException | Error e) {
      pipe.peer(null); // it never joined, so it will not be counted out
      throw e;
    }
    pipe.farewell(farewell);
    ledger.joined();
    return true;
  }

  /** The peer of an attached pipe is out of reach. */
  void left(Pipe pipe) {
    var peer = pipe.peer();
    if (peer.isPresent()) {
      ledger.link(pipe).left(peer.get());
      pipe.peer(null);
      ledger.left();
    }
  }

  /** Ends a pipe from this side: what is queued in it still goes out. */
  void detach(Pipe pipe) {
    if (ledger.knows(pipe)) {
      left(pipe);
      if (closed == null && ledger.detach(pipe)) {
        routing.detached(pipe);
      }
      pipe.close();
      if (pipe.orphan()) { // there never was a peer, and nobody to tell when it is over
        ledger.settle(pipe, DropReason.NO_PEER);
      }
    }
  }

  /** Routing closed the pipe of a peer that is there: it has had enough of it. */
  private void dismiss(Pipe pipe) {
    var link = ledger.link(pipe);
    if (link != null) {
      turn.afterwards(sequel -> link.end(pipe));
    }
  }

  private void ended(Pipe pipe) {
    if (!ledger.knows(pipe)) {
      return; // refused, or told before
    }
    left(pipe);
    var givenUp = ledger.link(pipe).isGivenUp();
    var untold = ledger.detach(pipe);
    ledger.settle(pipe, givenUp ? DropReason.LINGER_EXPIRED : DropReason.PEER_GONE);
    // Routing may have closed the pipe itself when it was drained, before this was told.
    if (closed == null && untold) {
      if (pipe.isReadable() && pipe.disarmReadable()) { // its farewell can be polled from now on
        routing.readable(pipe);
      }
      routing.detached(pipe);
      if (pipe.isDrained()) {
        pipe.close();
      } else {
        ledger.drain(pipe);
      }
    }
    closeIfDeserted();
  }

  /** Closes a socket that is to end with its last peer, if that is gone and cannot come back. */
  void closeIfDeserted() {
    if (closed == null
        && options.get(SocketOptions.CLOSE_WITH_PEER)
        && ledger.isDeserted()
        && !isReconnecting.getAsBoolean()) {
      turn.afterwards(sequel -> closeNow.run());
    }
  }

  // ---- the pipes' owner

  @Override
  public void on(Pipe pipe, PipeSignal signal, Sequel sequel) {
    turn.post(new Signal.Told(pipe, signal), sequel);
  }

  @Override
  public void tell(Pipe far, PipeSignal signal) {
    if (signal == PipeSignal.ENDED) { // routing closes a pipe once it is drained
      var pipe = far.far();
      ledger.drained(pipe);
      if (closed == null && pipe.peer().isPresent() && !pipe.isFarClosed()) {
        dismiss(pipe);
      }
      closeIfDeserted();
    }
    turn.afterwards(sequel -> far.tell(signal, sequel));
  }

  // ---- operations

  private final class Send extends Operation<Void> {
    private final O item;
    private boolean forOnePipe;

    Send(O item) {
      this(new Ticket(environment), UNCONTENDED, item);
    }

    Send(Ticket ticket, Runnable contended, O item) {
      super(ticket, contended);
      this.item = item;
    }

    void waitFor(Outcome outcome) {
      forOnePipe = outcome instanceof Outcome.WaitFor;
    }

    @Override
    boolean attempt() {
      var outcome = route(item);
      waitFor(outcome);
      return outcome == Outcome.ACCEPTED || outcome instanceof Outcome.Dropped;
    }

    @Override
    boolean letsPass() {
      return forOnePipe;
    }

    @Override
    Waiters queue() {
      return senders;
    }
  }

  private Receive<I> receive(Ticket ticket, Runnable contended) {
    return new Receive<>(ticket, contended, this::take);
  }

  private final class Receive<R> extends Operation<R> {
    private final Supplier<R> take;

    Receive(Ticket ticket, Runnable contended, Supplier<R> take) {
      super(ticket, contended);
      this.take = take;
    }

    @Override
    boolean attempt() {
      var item = take.get();
      succeed(item);
      return item != null;
    }

    @Override
    Waiters queue() {
      return receivers;
    }
  }

  private final class Condition extends Operation<Void> {
    private final BooleanSupplier condition;

    Condition(BooleanSupplier condition) {
      super(new Ticket(environment), UNCONTENDED);
      this.condition = condition;
    }

    @Override
    boolean attempt() {
      return condition.getAsBoolean();
    }

    @Override
    boolean letsPass() {
      return true;
    }

    @Override
    Waiters queue() {
      return conditions;
    }
  }

  private final class Call<R> extends Operation<R> {
    private final Supplier<R> work;

    Call(Supplier<R> work) {
      super(new Ticket(environment), UNCONTENDED);
      this.work = work;
    }

    @Override
    boolean attempt() {
      succeed(work.get());
      return true;
    }

    @Override
    Waiters queue() {
      return null;
    }
  }
}
