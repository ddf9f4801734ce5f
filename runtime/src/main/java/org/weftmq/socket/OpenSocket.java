package org.weftmq.socket;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.weftmq.CloseReport;
import org.weftmq.Endpoint;
import org.weftmq.ObjectCodec;
import org.weftmq.Option;
import org.weftmq.Options;
import org.weftmq.Select;
import org.weftmq.SocketClosedException;
import org.weftmq.SocketEvent;
import org.weftmq.SocketEvents;
import org.weftmq.SocketOptions;
import org.weftmq.SocketStats;
import org.weftmq.SocketType;
import org.weftmq.TimedOutException;
import org.weftmq.pipe.BlockingPipe;
import org.weftmq.pipe.Conflation;
import org.weftmq.pipe.Pipe;
import org.weftmq.spi.Environment;
import org.weftmq.spi.Outcome;
import org.weftmq.spi.Peer;
import org.weftmq.spi.PeerRefused;
import org.weftmq.spi.Routing;
import org.weftmq.spi.SocketCore;

/**
 * A socket of a context: its actor, and what serves its endpoints.
 *
 * @param <O> what is sent
 * @param <I> what is received
 */
final class OpenSocket<O, I> implements SocketCore<O, I> {
  // the turn's
  private final Services services = new Services();

  // nobody's: immutable
  private final Registry registry;
  private final List<Option<?>> ownOptions;
  private final SocketActor<O, I> actor;
  private final Monitor monitor = new Monitor();
  private final Closing closing;
  private final Serving serving;
  private final LongSupplier sendPatience = () -> nanos(SocketOptions.SEND_TIMEOUT);
  private final LongSupplier receivePatience = () -> nanos(SocketOptions.RECEIVE_TIMEOUT);

  // any thread
  private final AtomicLong connections = new AtomicLong();

  OpenSocket(
      Registry registry, SocketType type, Routing<O, I> routing, List<Option<?>> ownOptions) {
    this.registry = registry;
    this.ownOptions = ownOptions;
    this.actor =
        new SocketActor<>(
            registry.environment(), type, routing, this::closeNow, services::isReconnecting);
    this.closing = new Closing(this, services);
    this.serving = new Serving(this, services);
  }

  SocketActor<O, I> actor() {
    return actor;
  }

  Closing closing() {
    return closing;
  }

  /** What begins and ends the services. */
  Serving serving() {
    return serving;
  }

  Registry registry() {
    return registry;
  }

  Monitor monitor() {
    return monitor;
  }

  long nextConnection() {
    return connections.incrementAndGet();
  }

  void report(SocketEvent event) {
    monitor.report(event);
  }

  void checkType(Peer peer) throws PeerRefused {
    if (!peer.isRaw() && !type().mayTalkTo(peer.type())) {
      throw new PeerRefused("a " + type() + " cannot talk to a " + peer.type());
    }
  }

  /** A pipe between the socket and a connection of an endpoint with these options. */
  Pipe newPipe(Options options) {
    var pipe = Pipe.open();
    pipe.conflate(Conflation.of(type(), options));
    return pipe;
  }

  /** The connection's end of such a pipe. */
  BlockingPipe farEnd(Pipe near, Options options) {
    var encodes = options.get(SocketOptions.OBJECT_CODEC) != ObjectCodec.NONE;
    return new BlockingPipe(near.far(), actor.environment(), encodes);
  }

  /** What {@code work} gives in the turn, whether or not the socket is closed. */
  <R> R turn(Supplier<R> work) {
    return actor.callers().inTurn(work);
  }

  /** Does {@code work} in the turn, whether or not the socket is closed. */
  void turn(Runnable work) {
    turn(
        () -> {
          work.run();
          return null;
        });
  }

  /**
   * Why the socket does not take a peer, or {@code null} if it did; {@code attach} runs in turn.
   */
  PeerRefused refusalOf(Supplier<PeerRefused> attach) {
    try {
      return turn(attach);
    } catch (SocketClosedException e) {
      return new PeerRefused("the socket is closed");
    }
  }

  /** Routing threw what it may not, or the last peer is gone: there is nothing to linger for. */
  private void closeNow() {
    registry.environment().start("weft-close", () -> closing.close(Duration.ZERO));
  }

  private long nanos(Option<Duration> option) {
    return Deadline.nanos(options().get(option));
  }

  // ---- messages

  @Override
  public SocketType type() {
    return actor.type();
  }

  @Override
  public Environment environment() {
    return actor.environment();
  }

  @Override
  public Routing<O, I> routing() {
    return actor.routing();
  }

  @Override
  public Outcome offer(O item) {
    return actor.callers().offer(item);
  }

  @Override
  public void send(O item) throws InterruptedException {
    if (!actor.callers().send(item, sendPatience)) {
      throw new TimedOutException(
          "cannot send from this "
              + type()
              + ": no peer could take the message within send-timeout");
    }
  }

  @Override
  public boolean send(O item, Duration timeout) throws InterruptedException {
    return actor.callers().send(item, () -> Deadline.nanos(timeout));
  }

  @Override
  public Optional<I> poll() {
    return Optional.ofNullable(actor.callers().poll());
  }

  @Override
  public I receive() throws InterruptedException {
    var item = actor.callers().receive(receivePatience);
    if (item == null) {
      throw new TimedOutException(
          "cannot receive from this " + type() + ": nothing came within receive-timeout");
    }
    return item;
  }

  @Override
  public Optional<I> receive(Duration timeout) throws InterruptedException {
    return Optional.ofNullable(actor.callers().receive(() -> Deadline.nanos(timeout)));
  }

  @Override
  public <R> Optional<R> receiveBy(Supplier<Optional<R>> attempt, Duration timeout)
      throws InterruptedException {
    return actor.callers().receiveBy(attempt, Deadline.nanos(timeout));
  }

  @Override
  public <R> Select.Clause<R> receiving(Function<? super I, ? extends R> then) {
    return actor.callers().receiving(then);
  }

  @Override
  public <R> Select.Clause<R> sending(O item, Supplier<? extends R> then) {
    return actor.callers().sending(item, then);
  }

  @Override
  public <R> R inTurn(Supplier<R> work) {
    return turn(
        () -> {
          actor.checkOpen();
          return work.get();
        });
  }

  @Override
  public boolean awaitPeers(int count, Duration timeout) throws InterruptedException {
    return awaitThat(() -> actor.ledger().peers() >= count, timeout);
  }

  @Override
  public boolean awaitThat(BooleanSupplier condition, Duration timeout)
      throws InterruptedException {
    var holds =
        actor
            .callers()
            .awaitThat(() -> actor.isClosed() || condition.getAsBoolean(), Deadline.nanos(timeout));
    actor.checkOpen();
    return holds;
  }

  @Override
  public void awaitClosed() throws InterruptedException {
    actor.callers().awaitThat(actor::isClosed, Deadline.nanos(Option.FOREVER));
  }

  // ---- endpoints

  @Override
  public Endpoint bind(String text) {
    return serving.bind(text);
  }

  @Override
  public Endpoint connect(String text) {
    return serving.connect(text);
  }

  @Override
  public Endpoint connect(String text, Object note) {
    return serving.connect(text, note);
  }

  @Override
  public void unbind(String text) {
    serving.unbind(text);
  }

  @Override
  public void disconnect(String text) {
    serving.disconnect(text);
  }

  @Override
  public void disconnect(Pipe pipe) {
    serving.disconnect(pipe);
  }

  @Override
  public List<Endpoint> endpoints() {
    return serving.bound();
  }

  // ---- options, events, the ledger

  @Override
  public <T> void set(Option<T> option, T value) {
    turn(
        () -> {
          actor.checkOpen();
          actor.set(option, value);
        });
  }

  @Override
  public Options options() {
    return actor.options();
  }

  @Override
  public List<Option<?>> knownOptions() {
    return Stream.of(SocketOptions.all().stream(), ownOptions.stream(), registry.transportOptions())
        .<Option<?>>flatMap(Function.identity())
        .toList();
  }

  @Override
  public SocketEvents events() {
    actor.checkOpen();
    return monitor.listen(registry.environment());
  }

  @Override
  public SocketStats stats() {
    return turn(() -> actor.ledger().stats());
  }

  // ---- the end

  @Override
  public CloseReport close(Duration linger) {
    return closing.close(linger);
  }

  @Override
  public boolean isClosed() {
    return actor.isClosed();
  }
}
