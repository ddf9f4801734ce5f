package org.weftmq;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.weftmq.actor.Parker;
import org.weftmq.spi.Environment;
import org.weftmq.spi.SocketCore;

/**
 * A pair of sockets joined by threads that move every message of the one to the other, both ways if
 * both can send and receive.
 *
 * <p>Messages keep their order, and none is received before the last one was sent on, so a side
 * that cannot take any slows the other side down. Messages move in the form of {@code
 * Sockets.open}: what routes them is in front. A message for a peer that has left is counted and
 * dropped, as it would be by a ROUTER of libzmq. Meanwhile the sockets should be used by nobody
 * else; both stay open when the proxy ends.
 *
 * <p>The proxy ends when either socket, or the one that captures, is closed, or when {@link #close}
 * is called. Safe to use from any thread.
 *
 * <pre>{@code
 * try (var context = Context.open();
 *     var front = Router.open(context).bind("inproc://clients");
 *     var back = Dealer.open(context).bind("inproc://workers");
 *     var proxy = Proxy.start(front, back);
 *     var worker = Rep.open(context).connect("inproc://workers");
 *     var client = Req.open(context).connect("inproc://clients")) {
 *   Thread.startVirtualThread(() -> worker.serve(name -> Message.of("Hello " + name.text())));
 *   System.out.println(client.request(Message.of("World")).text());
 * }
 * }</pre>
 */
public final class Proxy implements AutoCloseable {
  /** What the threads of a proxy are to do. */
  enum Phase {
    /** Move messages. */
    RUNNING,
    /** Rest, with the message in hand. */
    PAUSED,
    /** Send the message in hand, then end: a socket is closed. */
    FINISHING,
    /** End. */
    CLOSED;

    boolean isOver() {
      return this == FINISHING || this == CLOSED;
    }
  }

  // nobody's: immutable
  private final Environment environment;
  private final Optional<Forwarder> toBack;
  private final Optional<Forwarder> toFront;
  private final List<Thread> watchers;

  // any thread
  private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.RUNNING);
  private final Queue<Parker> waiting = new ConcurrentLinkedQueue<>();

  private Proxy(Socket front, Socket back, Optional<Sender> capture, boolean isEcho) {
    environment = front.core().environment();
    toBack = forwarder(front, back, capture);
    toFront = isEcho ? Optional.empty() : forwarder(back, front, capture);
    if (toBack.isEmpty() && toFront.isEmpty()) {
      throw new WrongStateException(
          "cannot join a "
              + front.type()
              + " and a "
              + back.type()
              + ": neither can send what the other receives");
    }
    watchers =
        Stream.concat(Stream.of(front, back).distinct(), capture.stream())
            .map(socket -> environment.start("weft-proxy-watch", () -> watch(socket.core())))
            .toList();
    // Last, so that they find all the rest in place.
    toBack.ifPresent(forwarder -> forwarder.start(toFront));
    toFront.ifPresent(forwarder -> forwarder.start(toBack));
  }

  private Optional<Forwarder> forwarder(Socket from, Socket to, Optional<Sender> capture) {
    return from.type().receives() && to.type().sends()
        ? Optional.of(new Forwarder(this, from.core(), to.core(), capture))
        : Optional.empty();
  }

  /**
   * Joins two sockets.
   *
   * @throws WrongStateException if messages could move neither way, as between two PULLs
   */
  public static Proxy start(Socket front, Socket back) {
    return new Proxy(front, back, Optional.empty(), front == back);
  }

  /**
   * Joins two sockets, and sends a copy of each message to {@code capture} before it moves on. A
   * capturing socket that waits for room slows the proxy down; a PUB never does.
   *
   * @throws WrongStateException if messages could move neither way
   */
  public static Proxy start(Socket front, Socket back, Sender capture) {
    return new Proxy(front, back, Optional.of(capture), front == back);
  }

  /**
   * Sends whatever one socket receives back through the same socket: a ROUTER, REP or STREAM that
   * is an echo, a DEALER or PAIR that returns what it gets.
   *
   * @throws WrongStateException if its type cannot both send and receive
   */
  public static Proxy echo(Socket socket) {
    return start(socket, socket);
  }

  /**
   * Rests; blocks until no message moves any more. What is in hand is kept. Does nothing if the
   * proxy has ended.
   *
   * @throws InterruptedException if interrupted while waiting; the proxy will rest all the same
   */
  public void pause() throws InterruptedException {
    turnTo(Phase.RUNNING, Phase.PAUSED);
    await(
        () -> phase.get() != Phase.PAUSED || forwarders().allMatch(Forwarder::isResting),
        Option.FOREVER);
  }

  /** Goes on after {@link #pause}; else does nothing. */
  public void resume() {
    turnTo(Phase.PAUSED, Phase.RUNNING);
  }

  /** Whether it has been told to {@link #pause}. */
  public boolean isPaused() {
    return phase.get() == Phase.PAUSED;
  }

  /** Whether no message moves any more, nor will. */
  public boolean isEnded() {
    return forwarders().allMatch(Forwarder::isEnded);
  }

  /**
   * Waits until the proxy has ended.
   *
   * @return whether it has; false if the time is over
   */
  public boolean awaitEnd(Duration timeout) throws InterruptedException {
    return await(this::isEnded, timeout);
  }

  /** What it has moved so far. */
  public ProxyStats stats() {
    return new ProxyStats(traffic(toBack), traffic(toFront));
  }

  /**
   * The messages in hand when the proxy ended: received on one side, and the other side could not
   * take them. Empty before it has ended.
   */
  public List<Message> unsent() {
    return isEnded()
        ? forwarders().flatMap(forwarder -> forwarder.unsent().stream()).toList()
        : List.of();
  }

  /**
   * Ends the proxy and leaves its sockets open; blocks until no message moves. A message that the
   * other side cannot take is given up: see {@link #unsent}. Closing again does nothing more. An
   * interrupt ends the wait, and its flag is kept.
   */
  @Override
  public void close() {
    phase.set(Phase.CLOSED);
    tellAll();
    try {
      awaitEnd(Option.FOREVER);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static ProxyStats.Traffic traffic(Optional<Forwarder> forwarder) {
    return forwarder.map(Forwarder::traffic).orElse(ProxyStats.Traffic.NONE);
  }

  private Stream<Forwarder> forwarders() {
    return Stream.concat(toBack.stream(), toFront.stream());
  }

  private void turnTo(Phase from, Phase to) {
    if (phase.compareAndSet(from, to)) {
      tellAll();
    }
  }

  /** Interrupts make the forwarders look at the phase; what they wait for is cancel-safe. */
  private void tellAll() {
    forwarders().forEach(Forwarder::wake);
  }

  private void watch(SocketCore<?, ?> core) {
    try {
      core.awaitClosed();
      finish();
    } catch (InterruptedException e) {
      // The proxy has ended: there is nothing to watch any more.
    }
  }

  // ---- the forwarders

  Environment environment() {
    return environment;
  }

  Phase phase() {
    return phase.get();
  }

  /** A socket is closed. */
  void finish() {
    turnTo(Phase.RUNNING, Phase.FINISHING);
    turnTo(Phase.PAUSED, Phase.FINISHING);
  }

  /** A forwarder rests or has ended. */
  void changed() {
    waiting.forEach(Parker::wake);
    if (isEnded()) {
      watchers.forEach(Thread::interrupt);
    }
  }

  /**
   * No wake-up is lost: a parker is listed before the condition is looked at, and woken after the
   * condition was made true.
   */
  private boolean await(BooleanSupplier condition, Duration timeout) throws InterruptedException {
    var parker = new Parker(environment);
    var deadline = environment.nanoTime() + TimeUnit.NANOSECONDS.convert(timeout);
    waiting.add(parker);
    try {
      while (!condition.getAsBoolean()) {
        if (!parker.await(deadline)) {
          return condition.getAsBoolean();
        }
      }
      return true;
    } finally {
      waiting.remove(parker);
    }
  }
}
