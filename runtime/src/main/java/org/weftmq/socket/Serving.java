package org.weftmq.socket;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.weftmq.BindFailedException;
import org.weftmq.Endpoint;
import org.weftmq.NoSuchEndpointException;
import org.weftmq.Options;
import org.weftmq.RoutingId;
import org.weftmq.SocketEvent;
import org.weftmq.SocketOptions;
import org.weftmq.WrongStateException;
import org.weftmq.pipe.Pipe;
import org.weftmq.spi.ChannelTransport;
import org.weftmq.spi.DirectTransport;
import org.weftmq.spi.PeerRefused;
import org.weftmq.spi.Witness;

/**
 * How a socket is served at its endpoints: begins what binds and connects them, and ends it. For
 * threads that hold no turn; what it throws is what {@link org.weftmq.Socket} says.
 */
final class Serving {
  // nobody's: immutable
  private final ServedSocket socket;

  // the turn's
  private final Services services;

  Serving(ServedSocket socket, Services services) {
    this.socket = socket;
    this.services = services;
  }

  /** Binds an endpoint. */
  Endpoint bind(String text) {
    socket.actor().checkOpen();
    var at = Endpoint.parse(text);
    var options = socket.actor().options();
    socket.turn(() -> announce(options, Optional.empty()));
    try {
      var service =
          switch (socket.registry().transport(at, socket.type())) {
            case ChannelTransport t ->
                new Acceptor(
                    socket, Listening.at(t, at, options, socket.registry().environment()), options);
            case DirectTransport t -> {
              var direct =
                  new DirectService(
                      socket, at, options, false, Optional.empty(), s -> t.bind(at, s));
              direct.open();
              yield direct;
            }
          };
      begin(service, () -> services.addBound(service));
      Witness.tell(witness -> witness.bound(socket.core(), service.endpoint()));
      return service.endpoint();
    } catch (IOException e) {
      throw new BindFailedException("cannot bind " + at + ": " + PeerConnection.reason(e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BindFailedException("cannot bind " + at + ": interrupted", e);
    }
  }

  /** Connects an endpoint; its peer gets the routing id that was set for the next one. */
  Endpoint connect(String text) {
    return connect(text, this::announceNext);
  }

  /** Connects an endpoint whose pipes routing finds with this note. */
  Endpoint connect(String text, Object note) {
    return connect(text, options -> announce(options, Optional.of(note)));
  }

  /** {@code announcing} runs in the turn, and says what is to be noted on the pipes. */
  private Endpoint connect(String text, Function<Options, Optional<Object>> announcing) {
    socket.actor().checkOpen();
    var to = Endpoint.parse(text);
    var transport = socket.registry().transport(to, socket.type());
    if (transport instanceof ChannelTransport t) {
      t.check(to);
    }
    var options = socket.actor().options();
    var note = socket.turn(() -> announcing.apply(options));
    try {
      switch (transport) {
        case ChannelTransport t -> connect(new Connector(socket, t, to, options, note));
        case DirectTransport t ->
            connect(new DirectService(socket, to, options, true, note, s -> t.connect(to, s)));
      }
    } catch (RuntimeException e) {
      socket.turn(() -> forget(note));
      throw e;
    }
    return to;
  }

  /** The name that the socket was given for its next peer is for that one alone. */
  private Optional<Object> announceNext(Options options) {
    var id = options.get(SocketOptions.CONNECT_ROUTING_ID);
    if (id.isNone()) {
      return announce(options, Optional.empty());
    }
    var note = announce(options, Optional.of(id));
    socket.actor().set(SocketOptions.CONNECT_ROUTING_ID, RoutingId.none());
    return note;
  }

  /** Routing may object to what is to be bound or connected. */
  private Optional<Object> announce(Options options, Optional<Object> note) {
    socket.actor().routing().notices(options);
    note.ifPresent(socket.actor().routing()::connecting);
    return note;
  }

  private Optional<Object> forget(Optional<Object> note) {
    note.ifPresent(socket.actor().routing()::disconnected);
    return note;
  }

  private void connect(Connector connector) {
    begin(
        connector,
        () -> {
          try {
            connector.prepare();
          } catch (PeerRefused e) {
            throw new WrongStateException(
                "cannot connect " + connector.endpoint() + ": " + e.getMessage());
          }
          services.addConnected(connector);
        });
  }

  private void connect(DirectService direct) {
    try {
      direct.open();
    } catch (IOException e) {
      socket.actor().checkOpen(); // it may be this side that refused, as it is closed
      if (e.getCause() instanceof PeerRefused) {
        throw new WrongStateException(
            "cannot connect " + direct.endpoint() + ": " + PeerConnection.reason(e));
      }
      throw direct.endpoint().bad(PeerConnection.reason(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WrongStateException("cannot connect " + direct.endpoint() + ": interrupted");
    }
    begin(direct, () -> services.addConnected(direct));
  }

  /** Lists a service, unless the socket was closed meanwhile, and starts it. */
  private void begin(Service service, Runnable list) {
    var listed =
        socket.turn(
            () -> {
              if (!socket.actor().isClosed()) {
                list.run();
              }
              return !socket.actor().isClosed();
            });
    if (!listed) {
      service.abort();
      socket.actor().checkOpen();
    }
    service.start();
  }

  /** Ends what is bound there; what is queued still goes out. */
  void unbind(String text) {
    var endpoint = Endpoint.parse(text);
    end(
        socket.turn(() -> services.takeBound(endpoint)),
        () -> "cannot unbind " + endpoint + ": bound are " + bound());
  }

  /** Ends what is connected there; what is queued still goes out. */
  void disconnect(String text) {
    var endpoint = Endpoint.parse(text);
    end(
        socket.turn(() -> services.takeConnected(endpoint)),
        () -> "cannot disconnect " + endpoint + ": it is not connected");
  }

  /** Ends the way to the peer of a pipe: the endpoint if this side connected it. */
  void disconnect(Pipe pipe) {
    socket.actor().checkOpen();
    socket
        .turn(() -> Optional.ofNullable(socket.actor().ledger().link(pipe)))
        .ifPresent(link -> link.end(pipe));
  }

  /** Ends what connect began, if that has not been done before. */
  void endConnected(Service service) {
    if (socket.turn(() -> services.takeConnected(service))) {
      socket.closing().end(service);
    }
  }

  private void end(Optional<Service> taken, Supplier<String> otherwise) {
    socket.actor().checkOpen();
    var service = taken.orElseThrow(() -> new NoSuchEndpointException(otherwise.get()));
    socket.closing().end(service);
  }

  /** A service has ended, with all its threads. */
  void ended(Service service) {
    socket.report(new SocketEvent.Stopped(service.endpoint())); // before close() learns of it
    var timer =
        socket.turn(
            () -> {
              var pending = services.ended(service);
              forget(service.note());
              socket.actor().pipes().closeIfDeserted();
              return pending;
            });
    timer.ifPresent(Closing::cancel);
  }

  /** What is bound. */
  List<Endpoint> bound() {
    return socket.turn(services::endpoints);
  }
}
