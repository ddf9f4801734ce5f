package org.weftmq.socket;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.weftmq.BadEndpointException;
import org.weftmq.Endpoint;
import org.weftmq.Option;
import org.weftmq.SocketClosedException;
import org.weftmq.SocketOptions;
import org.weftmq.SocketType;
import org.weftmq.spi.Environment;
import org.weftmq.spi.Routing;
import org.weftmq.spi.SocketCore;
import org.weftmq.spi.Transport;
import org.weftmq.spi.Witness;

/** What a context holds: its transports by scheme, and its open sockets. Any thread. */
public final class Registry {
  private final Environment environment;
  private final Map<String, Transport> transports = new TreeMap<>(); // immutable once filled
  private final Set<OpenSocket<?, ?>> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /** With instances of its own of every transport that can be found. */
  public Registry(Environment environment, ServiceLoader<Transport> found) {
    this.environment = environment;
    for (var transport : found) {
      var other = transports.put(transport.scheme(), transport);
      if (other != null) {
        throw new IllegalStateException(
            "two transports for the scheme \""
                + transport.scheme()
                + "\": "
                + other
                + " and "
                + transport);
      }
    }
  }

  Environment environment() {
    return environment;
  }

  /** Opens a socket. */
  public <O, I> SocketCore<O, I> open(
      SocketType type, Routing<O, I> routing, List<Option<?>> ownOptions) {
    var socket = new OpenSocket<>(this, type, routing, ownOptions);
    open.add(socket);
    Witness.tell(witness -> witness.opened(socket));
    if (closed) { // by a thread that may not have seen this socket
      socket.beginClosing();
      closed(socket);
      throw new SocketClosedException("cannot open a " + type + ": the context is closed");
    }
    return socket;
  }

  void closed(SocketCore<?, ?> socket) {
    open.remove(socket);
    Witness.tell(witness -> witness.closed(socket));
  }

  /** The transport of an endpoint, for a socket of that type. */
  Transport transport(Endpoint endpoint, SocketType type) {
    var transport = transport(endpoint);
    if (!transport.serves(type)) {
      var others = transports.values().stream().filter(t -> t.serves(type)).map(Transport::scheme);
      throw endpoint.bad(
          "a " + type + " cannot use " + transport.scheme() + "; it can use " + others.toList());
    }
    return transport;
  }

  private Transport transport(Endpoint endpoint) {
    var transport = transports.get(endpoint.scheme());
    if (transport == null) {
      throw new BadEndpointException(
          endpoint.toString(),
          "there is no transport \"" + endpoint.scheme() + "\"; there are " + transports.keySet());
    }
    return transport;
  }

  Stream<Option<?>> transportOptions() {
    return transports.values().stream().flatMap(t -> t.options().stream());
  }

  /** The schemes of the transports. */
  public Set<String> schemes() {
    return transports.keySet();
  }

  /** Whether the context is closed. */
  public boolean isClosed() {
    return closed;
  }

  /** Closes all sockets, together: each lingers as long as its own option says. */
  public void close() {
    closed = true;
    var closing = new ArrayList<>(open);
    closing.forEach(OpenSocket::beginClosing);
    // All lingers began just now, so in this order nobody waits behind one who has more time.
    closing.sort(Comparator.comparing(Registry::linger));
    closing.forEach(socket -> socket.close(linger(socket)));
  }

  private static Duration linger(OpenSocket<?, ?> socket) {
    return socket.options().get(SocketOptions.LINGER);
  }
}
