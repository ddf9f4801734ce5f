package org.weftmq.pattern.reqrep;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Supplier;
import org.weftmq.Message;
import org.weftmq.Options;
import org.weftmq.Routed;
import org.weftmq.RoutingId;
import org.weftmq.SocketType;
import org.weftmq.pattern.strategy.Addressed;
import org.weftmq.pattern.strategy.RouteTable;
import org.weftmq.pattern.strategy.RoutedMessages;
import org.weftmq.pipe.Pipe;
import org.weftmq.spi.Outcome;
import org.weftmq.spi.Peer;
import org.weftmq.spi.PeerRefused;

/** Each peer by the routing id it chose, or one that is made up (28/REQREP). */
final class RouterRouting implements RoutedMessages {
  private final Addressed peers;
  private final Queue<Routed> backlog = new ArrayDeque<>(0);
  private Supplier<Options> options = Options::initial;

  /** {@code first} is where the numbers of made-up routing ids begin. */
  RouterRouting(int first) {
    peers = new Addressed(SocketType.ROUTER, new RouteTable(first));
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
      peers.add(peers.generate(), pipe);
    } else {
      claim(chosen);
      peers.add(chosen, pipe);
    }
  }

  private void claim(RoutingId chosen) throws PeerRefused {
    if (chosen.isGenerated()) { // 28/REQREP: those are for anonymous peers
      throw new PeerRefused("the routing id " + chosen + " begins with a zero byte");
    }
    var owner = peers.find(chosen);
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
    peers.readable(pipe);
  }

  @Override
  public void detached(Pipe pipe) {
    peers.detached(pipe);
  }

  @Override
  public Outcome send(Routed item) {
    if (item.body().byteSize() == 0 && dismiss(item.id())) {
      return Outcome.ACCEPTED;
    }
    return options.get().get(Router.MANDATORY) ? peers.send(item) : peers.sendOrDrop(item);
  }

  /** No bytes at all have no form on a raw connection: they end it. Whether it is one. */
  private boolean dismiss(RoutingId id) {
    var raw = peers.find(id).filter(pipe -> pipe.peer().filter(Peer::isRaw).isPresent());
    raw.ifPresent(Pipe::close);
    return raw.isPresent();
  }

  @Override
  public Routed receive() {
    return backlog.isEmpty() ? peers.receive() : backlog.poll();
  }
}
