package org.weftmq.pattern.stream;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.Supplier;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.Options;
import org.weftmq.Routed;
import org.weftmq.RoutingId;
import org.weftmq.SocketType;
import org.weftmq.WrongStateException;
import org.weftmq.pattern.strategy.Addressed;
import org.weftmq.pattern.strategy.RouteTable;
import org.weftmq.pattern.strategy.RoutedMessages;
import org.weftmq.pipe.Pipe;
import org.weftmq.spi.Outcome;
import org.weftmq.spi.PeerRefused;
import org.weftmq.spi.Routing;

/**
 * Each connection by an id that is made up, or was given. Beginnings and ends are told in turn with
 * bytes, so that many connections that come and go hold up nobody who talks: nothing is received of
 * one whose beginning is still to be told, and one whose end is to be told is drained.
 */
final class StreamRouting implements Routing<Routed, StreamEvent> {
  private final Addressed peers;
  private final Queue<StreamEvent> due = new ArrayDeque<>(2);
  // those whose beginnings are due, in the same order
  private final Queue<Pipe> newcomers = new ArrayDeque<>(2);
  private boolean isTurnOfBytes;
  private Supplier<Options> options = Options::initial;

  // those of endpoints that are connected under an id
  private final Set<RoutingId> reserved = new HashSet<>(0);

  // those whose end is still to be told
  private final Map<RoutingId, Pipe> present = new HashMap<>();

  /** {@code first} is where the numbers of the ids begin. */
  StreamRouting(int first) {
    peers = new Addressed(SocketType.STREAM, new RouteTable(first), this::drained);
  }

  void options(Supplier<Options> live) {
    options = live;
  }

  /** An id for the connections of an endpoint that is to be connected with the id as its note. */
  RoutingId generate() {
    return peers.generate();
  }

  @Override
  public void connecting(Object note) {
    var id = (RoutingId) note;
    if (peers.find(id).isPresent() || !reserved.add(id)) {
      throw new WrongStateException(
          "cannot connect under the id "
              + id
              + ": another connection of this STREAM has it or is to have it; disconnect that one,"
              + " or choose another");
    }
  }

  @Override
  public void disconnected(Object note) {
    reserved.remove(note);
  }

  @Override
  public void attached(Pipe pipe) {} // there is nobody as yet: see connected

  @Override
  public void connected(Pipe pipe) throws PeerRefused {
    checkRoom();
    var id = pipe.note() instanceof RoutingId given ? given : peers.generate();
    Optional.ofNullable(present.get(id)).ifPresent(this::finish);
    peers.name(id, pipe);
    present.put(id, pipe);
    if (tell(new StreamEvent.Connected(id, pipe.peer().orElseThrow().address()))) {
      newcomers.add(pipe);
    } else {
      peers.readable(pipe);
    }
  }

  /** Peers that come and go must not fill the memory with news of it. */
  private void checkRoom() throws PeerRefused {
    var most = options.get().get(Stream.MAX_EVENTS);
    if (most > 0 && due.size() >= most) {
      throw new PeerRefused(
          "nobody receives from this STREAM, and "
              + due.size()
              + " beginnings and ends of connections wait: "
              + Stream.MAX_EVENTS.name());
    }
  }

  /** The connection was lost and made again: what came by the former one goes before. */
  private void finish(Pipe former) {
    for (var item = former.poll(); item != null; item = former.poll()) {
      if (item instanceof Message bytes) {
        due.add(new StreamEvent.Data(RouteTable.idOf(former), bytes.first()));
      }
    }
    drained(former);
  }

  @Override
  public void readable(Pipe pipe) {
    peers.readable(pipe);
  }

  @Override
  public void detached(Pipe pipe) {
    if (pipe.isDrained() || !pipe.isFarClosed()) { // if this side ends it, the rest is forgotten
      drained(pipe);
    }
    peers.detached(pipe);
  }

  private void drained(Pipe pipe) {
    var id = RouteTable.idOf(pipe);
    if (present.remove(id, pipe)) {
      tell(new StreamEvent.Disconnected(id));
    }
  }

  private boolean tell(StreamEvent event) {
    return options.get().get(Stream.NOTIFY) && due.add(event);
  }

  @Override
  public Outcome send(Routed item) {
    var body = item.body();
    if (body.byteSize() == 0 && !body.hasObject() && disconnect(item.id())) {
      return Outcome.ACCEPTED;
    }
    return peers.send(item);
  }

  /** Whether there is such a connection; it ends once what is queued for it is written. */
  boolean disconnect(RoutingId id) {
    var found = peers.find(id);
    found.ifPresent(this::dismiss);
    return found.isPresent();
  }

  private void dismiss(Pipe pipe) {
    if (newcomers.contains(pipe)) {
      drained(pipe); // who is to be told of its beginning is to be told of its end
    } else {
      present.remove(RouteTable.idOf(pipe));
    }
    pipe.close();
  }

  @Override
  public StreamEvent receive() {
    isTurnOfBytes = !isTurnOfBytes;
    var event = isTurnOfBytes ? bytes() : null;
    if (event == null) {
      event = due();
    }
    if (event == null) {
      event = bytes();
    }
    return event == null ? due() : event; // perhaps what just turned out to be drained
  }

  private StreamEvent bytes() {
    var next = peers.receive();
    return next == null ? null : new StreamEvent.Data(next.id(), next.body().first());
  }

  private StreamEvent due() {
    var event = due.poll();
    if (event instanceof StreamEvent.Connected) {
      peers.readable(newcomers.remove());
    }
    return event;
  }

  @Override
  public Routed outgoing(Message message) {
    return RoutedMessages.addressed(message);
  }

  @Override
  public Message incoming(StreamEvent item) {
    var bytes =
        switch (item) {
          case StreamEvent.Data data -> data.bytes();
          case StreamEvent.Connected c -> Frame.empty();
          case StreamEvent.Disconnected d -> Frame.empty();
        };
    return Message.of(bytes).prepend(item.id().frame());
  }
}
