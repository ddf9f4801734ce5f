package org.weftmq.test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.weftmq.Socket;
import org.weftmq.SocketEvent;
import org.weftmq.SocketEvents;

/**
 * A wait for what happens in the background, with a deadline: if it does not happen, the failure
 * says what was waited for, what was seen instead, and how the sockets in question stand.
 *
 * <pre>{@code
 * try (var context = Context.open();
 *     var pull = Pull.open(context).bind("inproc://work");
 *     var push = Push.open(context).connect("inproc://work")) {
 *   push.send("sort the mail");
 *   var soon = Eventually.within(Duration.ofSeconds(5)).showing(push, pull);
 *   soon.see("the message is queued", () -> push.stats().queued(), queued -> queued == 1);
 *   System.out.println(soon.that("there is a peer", () -> pull.stats().peers() == 1));
 * }
 * }</pre>
 *
 * <p>Immutable. The methods that wait block for at most the time that was given.
 */
public final class Eventually {
  private static final Duration STEP = Duration.ofMillis(2);
  private static final double PATIENCE =
      Double.parseDouble(System.getProperty("weft.patience", "1"));

  private final Duration time;
  private final List<Socket> shown;

  private Eventually(Duration time, List<Socket> shown) {
    this.time = time;
    this.shown = shown;
  }

  /**
   * A wait of at most {@code time}, or of {@code -Dweft.patience} times as much: more for a machine
   * that is slow, less where a failure is what is expected.
   */
  public static Eventually within(Duration time) {
    return new Eventually(Duration.ofNanos((long) (time.toNanos() * PATIENCE)), List.of());
  }

  /** The same wait; a failure shows the ledgers of these sockets. */
  public Eventually showing(Socket... sockets) {
    return new Eventually(time, List.of(sockets));
  }

  /**
   * Waits until {@code condition} holds; always true, so that it can stand in an expression.
   *
   * @param what the condition in words
   * @throws AssertionError if it does not hold in time
   * @throws InterruptedException if interrupted before it holds
   */
  public boolean that(String what, BooleanSupplier condition) throws InterruptedException {
    return see(what, condition::getAsBoolean, holds -> holds);
  }

  /**
   * Waits until what is {@code seen} is as {@code wanted}, and gives it.
   *
   * @param what what is waited for, in words
   * @throws AssertionError if it is not so in time; tells what was seen last
   * @throws InterruptedException if interrupted before it is so
   */
  public <T> T see(String what, Supplier<T> seen, Predicate<? super T> wanted)
      throws InterruptedException {
    var begun = System.nanoTime();
    while (true) {
      var last = seen.get();
      if (wanted.test(last)) {
        return last;
      }
      if (System.nanoTime() - begun >= time.toNanos()) {
        throw failure(what, "seen last: " + last);
      }
      LockSupport.parkNanos(this, STEP.toNanos());
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted before " + what);
      }
    }
  }

  /**
   * Waits for the next event of this {@code kind}, passing over all others, and gives it.
   *
   * @throws AssertionError if none comes in time; tells which others came
   * @throws InterruptedException if interrupted before it comes
   */
  public <E extends SocketEvent> E event(SocketEvents events, Class<E> kind)
      throws InterruptedException {
    return event(events, kind, event -> true);
  }

  /**
   * Waits for the next event of this {@code kind} that is as {@code wanted}, passing over all
   * others, and gives it.
   *
   * @throws AssertionError if none comes in time; tells which others came
   * @throws InterruptedException if interrupted before it comes
   */
  public <E extends SocketEvent> E event(
      SocketEvents events, Class<E> kind, Predicate<? super E> wanted) throws InterruptedException {
    var deadline = System.nanoTime() + time.toNanos();
    var others = new ArrayList<SocketEvent>();
    while (true) {
      var left = Math.max(0, deadline - System.nanoTime());
      var next = events.next(Duration.ofNanos(left));
      if (next.isEmpty()) {
        throw failure("an event " + kind.getSimpleName(), "there came: " + lines(others));
      }
      if (kind.isInstance(next.get()) && wanted.test(kind.cast(next.get()))) {
        return kind.cast(next.get());
      }
      others.add(next.get());
    }
  }

  private AssertionError failure(String what, String instead) {
    var text = new StringBuilder("not within " + time.toMillis() + " ms: " + what);
    text.append("\n  ").append(instead);
    for (var socket : shown) {
      text.append("\n  ").append(socket).append(": ").append(socket.stats());
    }
    return new AssertionError(text.toString());
  }

  private static String lines(List<?> things) {
    var text = new StringBuilder(things.isEmpty() ? "none" : "");
    things.forEach(thing -> text.append("\n    ").append(thing));
    return text.toString();
  }
}
