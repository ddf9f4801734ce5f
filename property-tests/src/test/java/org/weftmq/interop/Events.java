package org.weftmq.interop;

import static org.weftmq.interop.ForeignPeer.PATIENCE;

import java.time.Duration;
import java.util.Optional;
import org.weftmq.SocketEvent;
import org.weftmq.SocketEvents;

/** Waits for events of a socket; those before the one that is waited for are skipped. */
final class Events {
  private Events() {}

  /** The next event of that kind. */
  static <E extends SocketEvent> E await(SocketEvents events, Class<E> kind)
      throws InterruptedException {
    return within(PATIENCE, events, kind)
        .orElseThrow(() -> new AssertionError("no " + kind.getSimpleName()));
  }

  /** The next event of that kind, if one comes in time. */
  static <E extends SocketEvent> Optional<E> within(
      Duration time, SocketEvents events, Class<E> kind) throws InterruptedException {
    var deadline = System.nanoTime() + time.toNanos();
    while (true) {
      var left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
      var event = events.next(left);
      if (event.isEmpty() || kind.isInstance(event.get())) {
        return event.map(kind::cast);
      }
    }
  }
}
