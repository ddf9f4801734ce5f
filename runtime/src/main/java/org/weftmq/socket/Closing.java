package org.weftmq.socket;

import java.time.Duration;
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

  private final OpenSocket<?, ?> socket;
  private final Services services; // owned by the socket's turn

  Closing(OpenSocket<?, ?> socket, Services services) {
    this.socket = socket;
    this.services = services;
  }

  /** Ends one endpoint in the background. */
  void end(Service service) {
    service.stop();
    var environment = socket.actor().environment();
    var linger = Deadline.nanos(socket.options().get(SocketOptions.LINGER));
    if (linger < Long.MAX_VALUE) {
      environment.schedule(linger, () -> abortIfWorking(service));
    }
  }

  private void abortIfWorking(Service service) {
    if (socket.actor().inTurn(() -> services.working().contains(service))) {
      service.abort();
    }
  }

  /** Ends the socket: those who wait are woken, and what serves it is told to finish. */
  void begin() {
    var actor = socket.actor();
    var why = new SocketClosedException("this " + socket.type() + " is closed");
    if (actor.inTurn(() -> actor.shut(why))) {
      working().forEach(Service::stop);
    }
  }

  /** Ends the socket and waits until it has; what is not written within {@code linger} is lost. */
  CloseReport close(Duration linger) {
    var actor = socket.actor();
    begin();
    if (!awaitIdle(Deadline.nanos(linger))) {
      actor.inTurn(
          () -> {
            actor.giveUpLeftOver();
            return null;
          });
      working().forEach(Service::abort);
      awaitIdle(Deadline.nanos(ABORT_TIME));
    }
    socket.registry().closed(socket);
    socket.monitor().end();
    return actor.inTurn(() -> actor.ledger().report());
  }

  private java.util.List<Service> working() {
    return socket.actor().inTurn(services::working);
  }

  /** Whether all have ended in time; an interrupt is an end of time, and its flag is kept. */
  private boolean awaitIdle(long nanos) {
    if (socket.actor().inTurn(services::isIdle)) {
      return true;
    }
    var interrupted = false;
    try {
      return socket.actor().awaitThat(services::isIdle, nanos);
    } catch (InterruptedException e) {
      interrupted = true;
      return false;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
