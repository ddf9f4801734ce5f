package org.weftmq.pattern.strategy;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.weftmq.RoutingId;
import org.weftmq.pipe.Pipe;

/** The peers of a socket that addresses them one by one, by routing id (28/REQREP, ROUTER). */
public final class RouteTable {
  private final Map<RoutingId, Pipe> routes = new HashMap<>();
  private final IntFunction<RoutingId> naming;
  private int next;

  /** An empty table; {@code first} is where the numbers of made-up ids begin. */
  public RouteTable(int first) {
    this(RoutingId::generated, first);
  }

  private RouteTable(IntFunction<RoutingId> naming, int first) {
    this.naming = naming;
    next = first;
  }

  /** An empty table whose ids are all made up, each of just a number that is not 0 (41/CLISRV). */
  public static RouteTable ofNumbers(int first) {
    return new RouteTable(n -> n == 0 ? RoutingId.none() : RoutingId.numbered(n), first);
  }

  /** An id for an anonymous peer that no other peer has. */
  public RoutingId generate() {
    RoutingId id;
    do {
      id = naming.apply(next++);
    } while (id.isNone() || routes.containsKey(id));
    return id;
  }

  /** The pipe of the peer with that id. */
  public Optional<Pipe> find(RoutingId id) {
    return Optional.ofNullable(routes.get(id));
  }

  /** Gives an id to a pipe, and takes it from the one that had it. */
  public void put(RoutingId id, Pipe pipe) {
    pipe.note(id);
    routes.put(id, pipe);
  }

  /** Takes the id from a pipe, if it has it still; whether it had. */
  public boolean remove(Pipe pipe) {
    return routes.remove(idOf(pipe), pipe);
  }

  /** The id that the pipe has, or had when it was in the table. */
  public static RoutingId idOf(Pipe pipe) {
    return (RoutingId) pipe.note();
  }

  /** How many peers there are. */
  public int size() {
    return routes.size();
  }
}
