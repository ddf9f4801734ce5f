package org.weftmq.socket;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.weftmq.CloseReport;
import org.weftmq.Endpoint;
import org.weftmq.Option;
import org.weftmq.Options;
import org.weftmq.Select;
import org.weftmq.SocketEvents;
import org.weftmq.SocketOptions;
import org.weftmq.SocketStats;
import org.weftmq.SocketType;
import org.weftmq.TimedOutException;
import org.weftmq.pipe.Pipe;
import org.weftmq.spi.Environment;
import org.weftmq.spi.Outcome;
import org.weftmq.spi.Routing;
import org.weftmq.spi.SocketCore;

/**
 * A socket of a context, as its callers see it: each call goes to those who {@linkplain Callers
 * call} its actor, or to those who {@linkplain ServedSocket serve} its endpoints.
 *
 * @param <O> what is sent
 * @param <I> what is received
 */
final class OpenSocket<O, I> implements SocketCore<O, I> {
  // nobody's: immutable
  private final List<Option<?>> ownOptions;
  private final SocketActor<O, I> actor;
  private final ServedSocket served;
  private final LongSupplier sendPatience = () -> nanos(SocketOptions.SEND_TIMEOUT);
  private final LongSupplier receivePatience = () -> nanos(SocketOptions.RECEIVE_TIMEOUT);

  OpenSocket(
      Registry registry, SocketType type, Routing<O, I> routing, List<Option<?>> ownOptions) {
    var services = new Services();
    this.ownOptions = ownOptions;
    this.actor =
        new SocketActor<>(
            registry.environment(), type, routing, this::closeNow, services::isReconnecting);
    this.served = new ServedSocket(registry, this, actor, services);
  }

  /** Ends the socket, without waiting until it has. */
  void beginClosing() {
    served.closing().begin();
  }

  /** Routing threw what it may not, or the last peer is gone: there is nothing to linger for. */
  private void closeNow() {
    environment().start("weft-close", () -> close(Duration.ZERO));
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
    return served.turn(
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
    return served.serving().bind(text);
  }

  @Override
  public Endpoint connect(String text) {
    return served.serving().connect(text);
  }

  @Override
  public Endpoint connect(String text, Object note) {
    return served.serving().connect(text, note);
  }

  @Override
  public void unbind(String text) {
    served.serving().unbind(text);
  }

  @Override
  public void disconnect(String text) {
    served.serving().disconnect(text);
  }

  @Override
  public void disconnect(Pipe pipe) {
    served.serving().disconnect(pipe);
  }

  @Override
  public List<Endpoint> endpoints() {
    return served.serving().bound();
  }

  // ---- options, events, the ledger

  @Override
  public <T> void set(Option<T> option, T value) {
    served.turn(
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
    return Stream.of(
            SocketOptions.all().stream(), ownOptions.stream(), served.registry().transportOptions())
        .<Option<?>>flatMap(Function.identity())
        .toList();
  }

  @Override
  public SocketEvents events() {
    actor.checkOpen();
    return served.monitor().listen(environment());
  }

  @Override
  public SocketStats stats() {
    return served.turn(() -> actor.ledger().stats());
  }

  // ---- the end

  @Override
  public CloseReport close(Duration linger) {
    return served.closing().close(linger);
  }

  @Override
  public boolean isClosed() {
    return actor.isClosed();
  }
}
