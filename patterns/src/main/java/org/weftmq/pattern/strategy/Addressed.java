package org.weftmq.pattern.strategy;

import java.util.Optional;
import java.util.function.Consumer;
import org.weftmq.DropReason;
import org.weftmq.NoRouteException;
import org.weftmq.Routed;
import org.weftmq.RoutingId;
import org.weftmq.SocketType;
import org.weftmq.pipe.Pipe;
import org.weftmq.spi.Outcome;

/**
 * Sends each message to the one peer that it is for, by routing id, and receives one message of
 * each in turn (28/REQREP, ROUTER; 41/CLISRV, SERVER; 51/P2P).
 */
public final class Addressed {
  private static final Outcome UNROUTABLE = new Outcome.Dropped(DropReason.NO_ROUTE);
  private static final Outcome FULL = new Outcome.Dropped(DropReason.PEER_FULL);

  private final SocketType type;
  private final RouteTable routes;
  private final FairQueue incoming;

  /** No peers as yet, of a socket of this type; {@code routes} is empty. */
  public Addressed(SocketType type, RouteTable routes) {
    this(type, routes, pipe -> {});
  }

  /**
   * No peers as yet, of a socket of this type; {@code routes} is empty; {@code drained} is told of
   * each pipe from which nothing will be received any more.
   */
  public Addressed(SocketType type, RouteTable routes, Consumer<Pipe> drained) {
    this.type = type;
    this.routes = routes;
    this.incoming = new FairQueue(drained);
  }

  /** An id that no other peer has. */
  public RoutingId generate() {
    return routes.generate();
  }

  /** A peer that is known by this id from now on, and takes it from the one that had it. */
  public void add(RoutingId id, Pipe pipe) {
    name(id, pipe);
    readable(pipe);
  }

  /** Like {@link #add}, but nothing of it is received before it is said to be readable. */
  public void name(RoutingId id, Pipe pipe) {
    routes.put(id, pipe);
  }

  /** The pipe of the peer that has that id, although it may have left just now. */
  public Optional<Pipe> owner(RoutingId id) {
    return routes.find(id);
  }

  /** The pipe of the peer with that id, if it is there still. */
  public Optional<Pipe> find(RoutingId id) {
    return routes.find(id).filter(pipe -> !pipe.isClosed());
  }

  /**
   * The pipe of the peer with that id, if it is there still.
   *
   * @param what is to be done with it, for the exception
   * @throws NoRouteException if there is no such peer
   */
  public Pipe pipe(RoutingId id, String what) {
    return find(id).orElseThrow(() -> noRoute(what, id));
  }

  /** A pipe that has something to poll again. */
  public void readable(Pipe pipe) {
    incoming.add(pipe);
  }

  /**
   * A pipe that is detached has its id no longer; what it holds is received all the same.
   *
   * @return whether it had its id until now
   */
  public boolean detached(Pipe pipe) {
    incoming.detached(pipe);
    return routes.remove(pipe);
  }

  /**
   * Sends to the peer that the item is for: ACCEPTED, or WAIT for that one if it is full.
   *
   * @throws NoRouteException if there is no such peer
   */
  public Outcome send(Routed item) {
    var pipe = routes.find(item.id()).orElseThrow(() -> noRoute("send to", item.id()));
    while (!pipe.offer(item.body())) {
      if (pipe.isClosed()) {
        throw noRoute("send to", item.id());
      }
      if (pipe.armWritable()) {
        return new Outcome.WaitFor(pipe);
      }
    }
    return Outcome.ACCEPTED;
  }

  /** Sends to the peer that the item is for, or drops it if that peer is full or not there. */
  public Outcome sendOrDrop(Routed item) {
    var pipe = find(item.id());
    if (pipe.isEmpty()) {
      return UNROUTABLE;
    }
    return pipe.get().offer(item.body()) ? Outcome.ACCEPTED : FULL;
  }

  private NoRouteException noRoute(String what, RoutingId id) {
    return new NoRouteException(
        "cannot "
            + what
            + " peer "
            + id
            + " of this "
            + type
            + ": none of its "
            + routes.size()
            + " peers has that routing id");
  }

  /** The next message and whose it is, or {@code null} if there is none now. */
  public Routed receive() {
    var body = incoming.receive();
    return body == null ? null : new Routed(RouteTable.idOf(incoming.from()), body);
  }
}
