package org.weftmq.pattern.reqrep;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.weftmq.ConnectionMessages;
import org.weftmq.Message;
import org.weftmq.Options;
import org.weftmq.Routed;
import org.weftmq.RoutingId;
import org.weftmq.SocketType;
import org.weftmq.WrongStateException;
import org.weftmq.pattern.strategy.Addressed;
import org.weftmq.pattern.strategy.ConnectionNotices;
import org.weftmq.pattern.strategy.RouteTable;
import org.weftmq.pattern.strategy.RoutedMessages;
import org.weftmq.pipe.Pipe;
import org.weftmq.spi.Notices;
import org.weftmq.spi.Outcome;
import org.weftmq.spi.Peer;
import org.weftmq.spi.PeerRefused;

/** Each peer by the routing id it chose or was given, or one that is made up (28/REQREP). */
final class RouterRouting implements RoutedMessages {
  /** What it knows of the messages around a connection. */
  static final ConnectionNotices NOTICES =
      ConnectionNotices.of(
          ConnectionMessages.HELLO, ConnectionMessages.DISCONNECT, ConnectionMessages.PROBE_ROUTER);

  private static final Message NOTIFICATION = Message.of("");

  private final Addressed peers;
  private final Predecessors predecessors = new Predecessors();
  private final Set<RoutingId> reserved = new HashSet<>(0);
  private Supplier<Options> options = Options::initial;

  /** {@code first} is where the numbers of made-up routing ids begin. */
  RouterRouting(int first) {
    peers = new Addressed(SocketType.ROUTER, new RouteTable(first));
  }

  void options(Supplier<Options> live) {
    options = live;
  }

  @Override
  public Notices notices(Options endpoint) {
    var notices = NOTICES.with(endpoint);
    return options.get().get(Router.NOTIFY_DISCONNECT)
        ? new Notices(notices.opening(), notified(notices.left()), notified(notices.broken()))
        : notices;
  }

  private static List<Message> notified(List<Message> messages) {
    return Stream.concat(Stream.of(NOTIFICATION), messages.stream()).toList();
  }

  @Override
  public void connecting(Object note) {
    var id = (RoutingId) note;
    if (peers.find(id).isPresent()) {
      throw new WrongStateException(
          "cannot connect a peer under the routing id "
              + id
              + ": another peer of this ROUTER has it; choose another");
    }
    if (!reserved.add(id)) {
      throw new WrongStateException(
          "cannot connect a peer under the routing id "
              + id
              + ": this ROUTER is connected to another under that id; disconnect that one, or"
              + " choose another");
    }
  }

  @Override
  public void disconnected(Object note) {
    reserved.remove(note);
  }

  @Override
  public void attached(Pipe pipe) {} // a peer without a name cannot be talked to: see connected

  @Override
  public void connected(Pipe pipe) throws PeerRefused {
    var id = name(pipe);
    predecessors.succeeded(id);
    peers.add(id, pipe);
    if (options.get().get(Router.NOTIFY_CONNECT)) {
      predecessors.add(id, NOTIFICATION);
    }
  }

  private RoutingId name(Pipe pipe) throws PeerRefused {
    if (pipe.note() instanceof RoutingId given) {
      claim(given);
      return given;
    }
    var chosen = pipe.peer().orElseThrow().identity();
    if (chosen.isNone()) {
      return peers.generate();
    }
    if (chosen.isGenerated()) { // 28/REQREP: those are for anonymous peers
      throw new PeerRefused("the routing id " + chosen + " begins with a zero byte");
    }
    if (reserved.contains(chosen)) {
      throw new PeerRefused(
          "the routing id " + chosen + " is kept for a peer that this ROUTER connects itself");
    }
    claim(chosen);
    return chosen;
  }

  private void claim(RoutingId id) throws PeerRefused {
    var owner = peers.owner(id);
    if (owner.isPresent()) {
      var former = owner.get();
      if (!former.isClosed() && !options.get().get(Router.HANDOVER)) {
        throw inUse(id, former);
      }
      predecessors.succeeded(id, former);
      if (!former.isClosed()) {
        former.sever("another peer took its routing id over");
      }
    }
  }

  private PeerRefused inUse(RoutingId id, Pipe owner) {
    var reason = "the routing id " + id + " is in use by another peer";
    var patience = options.get().get(Router.PROBE_TIMEOUT);
    return patience.isZero()
        ? new PeerRefused(reason)
        : new PeerRefused(reason, new PeerRefused.Rival(owner, patience));
  }

  @Override
  public void readable(Pipe pipe) {
    peers.readable(pipe);
  }

  @Override
  public void detached(Pipe pipe) {
    if (peers.detached(pipe)) {
      predecessors.left(pipe);
    }
  }

  @Override
  public Outcome send(Routed item) {
    var body = item.body();
    if (body.byteSize() == 0 && !body.hasObject() && dismiss(item.id())) {
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
    var first = predecessors.poll();
    return first == null ? peers.receive() : first;
  }
}
