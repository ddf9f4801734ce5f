package org.weftmq.socket;

import java.io.Closeable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.weftmq.Endpoint;

/** What serves the endpoints of a socket. Owned by the socket's turn. */
final class Services {
  private final List<Service> bound = new ArrayList<>(0);
  private final List<Service> connected = new ArrayList<>(0);
  private final List<Service> working = new ArrayList<>(0);
  // a map of its own from the first on: a service mostly ends by itself
  private Map<Service, Closeable> timers = Collections.emptyMap();

  void addBound(Service service) {
    bound.add(service);
    working.add(service);
  }

  void addConnected(Service service) {
    connected.add(service);
    working.add(service);
  }

  List<Endpoint> endpoints() {
    return bound.stream().map(Service::endpoint).toList();
  }

  /** Takes the one that is bound to {@code endpoint} from the list; it works on until it ended. */
  Optional<Service> takeBound(Endpoint endpoint) {
    return take(bound, endpoint);
  }

  /** Takes the one that was first connected to {@code endpoint} from the list, likewise. */
  Optional<Service> takeConnected(Endpoint endpoint) {
    return take(connected, endpoint);
  }

  /** Takes this one from the list of those that are connected; false if it is not in it. */
  boolean takeConnected(Service service) {
    return connected.remove(service);
  }

  private static Optional<Service> take(List<Service> from, Endpoint endpoint) {
    var found = from.stream().filter(s -> s.endpoint().equals(endpoint)).findFirst();
    found.ifPresent(from::remove);
    return found;
  }

  /** Those that have not ended. */
  List<Service> working() {
    return List.copyOf(working);
  }

  /** Whether a peer that has left may come back. */
  boolean isReconnecting() {
    return connected.stream().anyMatch(Service::isReconnecting);
  }

  boolean isIdle() {
    return working.isEmpty();
  }

  /** What will abort a service that is still working; false if it has ended already. */
  boolean abortBy(Closeable timer, Service service) {
    if (!working.contains(service)) {
      return false;
    }
    if (timers.isEmpty()) {
      timers = new HashMap<>(1);
    }
    timers.put(service, timer);
    return true;
  }

  /** A service has ended; gives what would have aborted it. */
  Optional<Closeable> ended(Service service) {
    bound.remove(service);
    connected.remove(service);
    working.remove(service);
    return Optional.ofNullable(timers.remove(service));
  }
}
