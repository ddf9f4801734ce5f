package org.weftmq.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.weftmq.SocketEvent;
import org.weftmq.SocketEvent.Accepted;
import org.weftmq.SocketEvent.Connected;
import org.weftmq.SocketEvent.HandshakeFailed;
import org.weftmq.SocketEvent.PeerJoined;
import org.weftmq.SocketEvent.PeerLeft;

/**
 * The courses that the events of a connection may take, from the first to the last that a socket
 * told before it was closed: each begins once and ends once, with a reason.
 */
final class EventGrammar {
  private static final List<List<Class<?>>> COURSES =
      List.of(
          List.of(Accepted.class, HandshakeFailed.class),
          List.of(Accepted.class, PeerJoined.class, PeerLeft.class),
          List.of(Connected.class, HandshakeFailed.class),
          List.of(Connected.class, PeerJoined.class, PeerLeft.class),
          // transports that have no connections have only the middle
          List.of(PeerJoined.class, PeerLeft.class));

  /** What refusals bear that no connection came before. */
  private static final long NO_CONNECTION = 0;

  private final Map<Long, List<Class<?>>> connections = new HashMap<>();
  private final List<SocketEvent> events;

  /** All events of a socket that is closed by now. */
  EventGrammar(List<SocketEvent> events) {
    this.events = List.copyOf(events);
    this.events.forEach(this::sort);
  }

  private void sort(SocketEvent event) {
    switch (event) {
      case Accepted(var e, long number, var address) -> add(number, event, "");
      case Connected(var e, long number) -> add(number, event, "");
      case PeerJoined(var e, long number, var peer) -> add(number, event, "");
      case PeerLeft(var e, long number, var peer, var reason) -> add(number, event, reason);
      case HandshakeFailed(var e, long number, var reason) -> add(number, event, reason);
      default -> {} // between connections
    }
  }

  private void add(long number, SocketEvent event, String reason) {
    if (number != NO_CONNECTION) {
      connections.computeIfAbsent(number, n -> new ArrayList<>()).add(event.getClass());
    }
    if (event instanceof PeerLeft || event instanceof HandshakeFailed) {
      assertThat(reason).as("the reason of %s", event).isNotBlank();
    }
  }

  /** Whether all events are there; a stream that nobody reads fast enough loses some. */
  boolean isComplete() {
    return events.stream().noneMatch(SocketEvent.Missed.class::isInstance);
  }

  /** How many connections began. */
  int connections() {
    return connections.size();
  }

  /** Fails if a connection took a course that there is not. */
  void check() {
    if (isComplete()) {
      connections.forEach(
          (number, course) ->
              assertThat(course).as("course of connection %s in %s", number, events).isIn(COURSES));
    }
  }
}
