package org.weftmq.socket;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.weftmq.Message;
import org.weftmq.Option;
import org.weftmq.ProxyStats;
import org.weftmq.Sender;
import org.weftmq.Socket;
import org.weftmq.WrongStateException;
import org.weftmq.actor.Parker;
import org.weftmq.spi.Environment;
import org.weftmq.spi.SocketCore;

/**
 * The threads of a proxy: one a direction that moves messages, and one a socket that waits for its
 * end. Safe to use from any thread.
 */
public final class Relay {
  /** What the threads are to do. */
  enum Phase {
    /** Move messages. */
    RUNNING,
    /** Rest, with the message in hand. */
    PAUSED,
    /** Send the message in hand, then end: a socket is closed. */
    FINISHING,
    /** End. */
    CLOSED
  }

  // nobody's: immutable
  private final Environment environment;
  private final Optional<Forwarder> toBack;
  private final Optional<Forwarder> toFront;
  private final List<Thread> watchers;

  // any thread
  private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.RUNNING);
  private final Queue<Parker> waiting = new ConcurrentLinkedQueue<>();

  /**
   * Joins two sockets, or one with itself.
   *
   * @throws WrongStateException if messages could move neither way
   */
  public Relay(Socket front, Socket back, Optional<Sender> capture) {
    environment = front.core().environment();
    toBack = forwarder(front, back, capture);
    toFront = front == back ? Optional.empty() : forwarder(back, front, capture);
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

  /** Rests; blocks until no message moves, or the proxy ends or goes on. */
  public void pause() throws InterruptedException {
    turn(Phase.RUNNING, Phase.PAUSED);
    await(() -> !isPaused() || forwarders().allMatch(Forwarder::isResting), Option.FOREVER);
  }

  /** Goes on. */
  public void resume() {
    turn(Phase.PAUSED, Phase.RUNNING);
  }

  /** Whether it is to rest. */
  public boolean isPaused() {
    return phase() == Phase.PAUSED;
  }

  /** Whether no message moves any more, nor will. */
  public boolean isEnded() {
    return forwarders().allMatch(Forwarder::isEnded);
  }

  /** Waits until it has ended; false if the time is over. */
  public boolean awaitEnd(Duration timeout) throws InterruptedException {
    return await(this::isEnded, timeout);
  }

  /** Ends, whatever is in hand; blocks until no message moves. */
  public void close() {
    phase.set(Phase.CLOSED);
    wakeAll();
    try {
      awaitEnd(Option.FOREVER);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What it has moved so far. */
  public ProxyStats stats() {
    return new ProxyStats(traffic(toBack), traffic(toFront));
  }

  private static ProxyStats.Traffic traffic(Optional<Forwarder> forwarder) {
    return forwarder.map(Forwarder::traffic).orElse(ProxyStats.Traffic.NONE);
  }

  /** The messages in hand when it ended. */
  public List<Message> unsent() {
    return isEnded()
        ? forwarders().flatMap(forwarder -> forwarder.unsent().stream()).toList()
        : List.of();
  }

  private Stream<Forwarder> forwarders() {
    return Stream.concat(toBack.stream(), toFront.stream());
  }

  private void turn(Phase from, Phase to) {
    if (phase.compareAndSet(from, to)) {
      wakeAll();
    }
  }

  /** Interrupts make the forwarders look at the phase; what they wait for is cancel-safe. */
  private void wakeAll() {
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
    turn(Phase.RUNNING, Phase.FINISHING);
    turn(Phase.PAUSED, Phase.FINISHING);
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
    var deadline = Deadline.after(environment, timeout);
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
