package org.weftmq.socket;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.weftmq.CloseReport;
import org.weftmq.SocketClosedException;
import org.weftmq.SocketOptions;

/**
 * How a socket, or one of its endpoints, ends: take nothing new, let what is queued for connections
 * be written, and cut off what lingers too long.
 */
final class Closing {
  /** What was told to end now does so at once; this bounds the wait for it all the same. */
  private static final Duration ABORT_TIME = Duration.ofSeconds(5);

  /** How long a socket that never sent a message lets its connections end in good order. */
  private static final Duration NOTHING_SENT = Duration.ofMillis(100);

  private final ServedSocket socket;
  private final Services services; // owned by the socket's turn

  // the socket's turn
  private boolean told;

  Closing(ServedSocket socket, Services services) {
    this.socket = socket;
    this.services = services;
  }

  /** Ends one endpoint in the background. */
  void end(Service service) {
    service.stop();
    var linger = Deadline.nanos(socket.options().get(SocketOptions.LINGER));
    if (linger < Long.MAX_VALUE) {
      var timer = socket.actor().environment().schedule(linger, () -> abortIfWorking(service));
      if (!socket.turn(() -> services.abortBy(timer, service))) {
        cancel(timer);
      }
    }
  }

  /** A service has ended: nothing need abort it any more. */
  static void cancel(Closeable timer) {
    try {
      timer.close();
    } catch (IOException e) {
      throw new AssertionError("cancelling a timer never throws", e);
    }
  }

  private void abortIfWorking(Service service) {
    if (socket.turn(() -> services.working().contains(service))) {
      service.abort();
    }
  }

  /** Ends the socket: those who wait are woken, and what serves it is told to finish. */
  void begin() {
    var actor = socket.actor();
    var why = new SocketClosedException("this " + socket.type() + " is closed");
    var first =
        socket.turn(
            () -> {
              actor.shut(why); // unless it has ended by itself
              var untold = !told;
              told = true;
              return untold;
            });
    if (first) {
      working().forEach(Service::stop);
    }
  }

  /** Ends the socket and waits until it has; what is not written within {@code linger} is lost. */
  CloseReport close(Duration linger) {
    begin();
    var interrupted = false;
    var idle = false;
    try {
      idle = awaitIdle(remaining(worthWhile(linger)));
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (!idle) {
      interrupted |= abort();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    socket.registry().closed(socket.core());
    var actor = socket.actor();
    return socket.turn(
        () -> {
          actor.pipes().leaveAll(); // before nobody hears of it
          socket.monitor().end();
          return actor.ledger().report();
        });
  }

  /** Cuts off what still works; whether the wait for that, which is short, was interrupted. */
  private boolean abort() {
    working().forEach(Service::abort);
    var interrupted = false;
    for (var idle = false; !idle; ) {
      try {
        awaitIdle(Deadline.nanos(ABORT_TIME));
        idle = true;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    return interrupted;
  }

  /** Lingering is for messages; subscriptions that are not written yet are nothing to wait for. */
  private Duration worthWhile(Duration linger) {
    var nothingSent = socket.turn(() -> socket.actor().ledger().stats().offered() == 0);
    return nothingSent && linger.compareTo(NOTHING_SENT) > 0 ? NOTHING_SENT : linger;
  }

  /** What is left of {@code linger}, which counts from when the socket began to close. */
  private long remaining(Duration linger) {
    var nanos = Deadline.nanos(linger);
    var actor = socket.actor();
    var passed = actor.environment().nanoTime() - socket.turn(actor::closedAt);
    return nanos == Long.MAX_VALUE ? nanos : Math.max(0, nanos - passed);
  }

  private List<Service> working() {
    return socket.turn(services::working);
  }

  /** Whether all have ended in time. */
  private boolean awaitIdle(long nanos) throws InterruptedException {
    var actor = socket.actor();
    return socket.turn(services::isIdle) || actor.callers().awaitThat(services::isIdle, nanos);
  }
}
