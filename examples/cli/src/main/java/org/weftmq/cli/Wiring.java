package org.weftmq.cli;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.weftmq.BadOptionException;
import org.weftmq.RoutingId;
import org.weftmq.Socket;
import org.weftmq.SocketOptions;

/**
 * How a socket is set up.
 *
 * @param console where it is told what a wildcard became
 * @param bind the endpoints to bind
 * @param connect the endpoints to connect
 * @param linger how long it lingers unless the settings say otherwise
 * @param settings its options
 */
record Wiring(
    Console console,
    List<String> bind,
    List<String> connect,
    Duration linger,
    List<OptionSetting> settings) {
  /**
   * Sets up a socket; gives it back.
   *
   * @throws BadOptionException if there is no such option, or it does not allow the value
   */
  <S extends Socket> S wire(S socket) {
    bind(socket);
    connect.forEach(socket::connect);
    return socket;
  }

  /** Like {@link #wire}, but does not connect. */
  void bind(Socket socket) {
    socket.set(SocketOptions.LINGER, linger);
    for (var setting : settings) {
      if (!setting.apply(socket)) {
        throw new BadOptionException(
            "there is no option " + setting.name() + "; there are " + setting.known(socket));
      }
    }
    for (var endpoint : bind) {
      socket.bind(endpoint);
      if (!socket.endpoint().equals(endpoint)) {
        console.err().println("bound " + socket.endpoint());
      }
    }
  }

  /**
   * Connects, like {@link #wire} does, a socket that has an id for each peer.
   *
   * @return the id if there is only one peer; else the ids are told
   */
  Optional<RoutingId> connect(Function<String, RoutingId> connectPeer) {
    Optional<RoutingId> only = Optional.empty();
    for (var endpoint : connect) {
      var id = connectPeer.apply(endpoint);
      if (isToOne()) {
        only = Optional.of(id);
      } else {
        console.err().println("connected " + endpoint + " as " + id);
      }
    }
    return only;
  }

  /** Whether there is only one peer: one endpoint is connected, and none bound. */
  boolean isToOne() {
    return connect.size() == 1 && bind.isEmpty();
  }

  /** Whether some endpoint is one of datagrams, where peers are not known. */
  boolean isUdp() {
    return Stream.concat(bind.stream(), connect.stream()).anyMatch(e -> e.startsWith("udp://"));
  }
}
