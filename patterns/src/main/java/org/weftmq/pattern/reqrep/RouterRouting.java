package org.weftmq.pattern.reqrep;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Supplier;
import org.weftmq.DropReason;
import org.weftmq.Message;
import org.weftmq.NoRouteException;
import org.weftmq.Options;
import org.weftmq.Routed;
import org.weftmq.RoutingId;
import org.weftmq.WrongStateException;
import org.weftmq.pattern.strategy.FairQueue;
import org.weftmq.pattern.strategy.RouteTable;
import org.weftmq.pipe.Pipe;
import org.weftmq.spi.Outcome;
import org.weftmq.spi.PeerRefused;
import org.weftmq.spi.Routing;

/** Each peer by its routing id (28/REQREP). */
final class RouterRouting implements Routing<Routed, Routed> {
  private static final Outcome UNROUTABLE = new Outcome.Dropped(DropReason.NO_ROUTE);
  private static final Outcome FULL = new Outcome.Dropped(DropReason.PEER_FULL);

  private final RouteTable routes;
  private final FairQueue incoming = new FairQueue();
  private final Queue<Routed> backlog = new ArrayDeque<>(0);
  private Supplier<Options> options = Options::initial;

  /** {@code first} is where the numbers of made-up routing ids begin. */
  RouterRouting(int first) {
    routes = new RouteTable(first);
  }

  void options(Supplier<Options> live) {
    options = live;
  }

  @Override
  public void attached(Pipe pipe) {} // a peer without a name cannot be talked to: see connected

  @Override
  public void connected(Pipe pipe) throws PeerRefused {
    var chosen = pipe.peer().orElseThrow().identity();
    if (chosen.isNone()) {
      routes.put(routes.generate(), pipe);
    } else {
      claim(chosen);
      routes.put(chosen, pipe);
    }
    incoming.add(pipe);
  }

  private void claim(RoutingId chosen) throws PeerRefused {
    if (chosen.isGenerated()) { // 28/REQREP: those are for anonymous peers
      throw new PeerRefused("the routing id " + chosen + " begins with a zero byte");
    }
    var owner = routes.find(chosen).filter(pipe -> !pipe.isClosed());
    if (owner.isPresent()) {
      if (!options.get().get(Router.HANDOVER)) {
        throw new PeerRefused("the routing id " + chosen + " is in use by another peer");
      }
      keepWhatCame(chosen, owner.get());
      owner.get().sever("another peer took its routing id over");
    }
  }

  /** What the former owner of an id sent before it lost it is received all the same. */
  private void keepWhatCame(RoutingId id, Pipe former) {
    for (var item = former.poll(); item != null; item = former.poll()) {
      if (item instanceof Message body) {
        backlog.add(new Routed(id, body));
      }
    }
  }

  @Override
  public void readable(Pipe pipe) {
    incoming.add(pipe);
  }

  @Override
  public void detached(Pipe pipe) {
    routes.remove(pipe);
    incoming.detached(pipe);
  }

  @Override
  public Outcome send(Routed item) {
    var found = routes.find(item.id());
    if (found.isEmpty()) {
      return unroutable(item.id());
    }
    var pipe = found.get();
    while (!pipe.offer(item.body())) {
      if (pipe.isClosed()) {
        return unroutable(item.id());
      }
      if (!options.get().get(Router.MANDATORY)) {
        return FULL;
      }
      if (pipe.armWritable()) {
        return new Outcome.WaitFor(pipe);
      }
    }
    return Outcome.ACCEPTED;
  }

  private Outcome unroutable(RoutingId id) {
    if (!options.get().get(Router.MANDATORY)) {
      return UNROUTABLE; // 28/REQREP: discard silently
    }
    throw new NoRouteException(
        "cannot send to peer "
            + id
            + " of this ROUTER: none of its "
            + routes.size()
            + " peers has that routing id");
  }

  @Override
  public Routed receive() {
    if (!backlog.isEmpty()) {
      return backlog.poll();
    }
    var body = incoming.receive();
    return body == null ? null : new Routed(RouteTable.idOf(incoming.from()), body);
  }

  @Override
  public Routed outgoing(Message message) {
    if (message.size() < 2) {
      throw new WrongStateException(
          "cannot send a message of one frame from a ROUTER: the first frame is the routing id");
    }
    return new Routed(RoutingId.of(message.first()), message.skip(1));
  }

  @Override
  public Message incoming(Routed item) {
    return item.body().prepend(item.id().frame());
  }
}
