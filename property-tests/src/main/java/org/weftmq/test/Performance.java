package org.weftmq.test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.weftmq.Context;
import org.weftmq.Duplex;
import org.weftmq.Message;
import org.weftmq.Socket;
import org.weftmq.SocketOptions;
import org.weftmq.WeftException;
import org.weftmq.pattern.Sockets;

/**
 * What becomes of {@linkplain Operation operations} in a context: each is done or refused by name;
 * anything else that is thrown is thrown here, too. For one thread.
 */
public final class Performance {
  private static final String CLOSED = "not open";

  private final Context context;
  private final List<String> endpoints;
  private final Map<Integer, Duplex> sockets = new HashMap<>();
  private int sent;

  /** In that context, over that transport. */
  public Performance(Context context, Scheme scheme, int names) {
    this.context = context;
    this.endpoints = new ArrayList<>();
    for (var i = 0; i < names; i++) {
      endpoints.add(scheme.endpoint());
    }
  }

  /** The sockets that are open now. */
  public Collection<? extends Socket> sockets() {
    return sockets.values();
  }

  /** Does it; gives in a few words what came of it. */
  public String perform(Operation operation) {
    try {
      if (operation instanceof Operation.Open open) {
        return open(open);
      }
      var socket = sockets.get(operation.socket());
      return socket == null ? CLOSED : perform(operation, socket);
    } catch (WeftException e) {
      return e.getClass().getSimpleName();
    }
  }

  private String open(Operation.Open open) {
    close(open.socket());
    sockets.put(open.socket(), Sockets.open(context, open.type()));
    return "opened";
  }

  private String perform(Operation operation, Duplex socket) {
    switch (operation) {
      case Operation.Open o -> throw new AssertionError("has been done");
      case Operation.Bind(int number, int name) -> {
        socket.bind(endpoints.get(name));
        endpoints.set(name, socket.endpoint()); // a port is known now
      }
      case Operation.Unbind(int number, int name) -> socket.unbind(endpoints.get(name));
      case Operation.Connect(int number, int name) -> socket.connect(endpoints.get(name));
      case Operation.Disconnect(int number, int name) -> socket.disconnect(endpoints.get(name));
      case Operation.Send(int number, int frames) -> {
        return socket.trySend(message(frames)) ? "sent" : "no room";
      }
      case Operation.Receive r -> {
        return socket.tryReceive().map(message -> "received").orElse("nothing");
      }
      case Operation.Mark(int number, int mark) -> {
        socket.set(SocketOptions.SEND_HIGH_WATER_MARK, mark);
        socket.set(SocketOptions.RECEIVE_HIGH_WATER_MARK, mark);
      }
      case Operation.Close close -> close(close.socket());
    }
    return "done";
  }

  private Message message(int frames) {
    var texts = new ArrayList<String>();
    for (var i = 1; i < frames; i++) {
      texts.add("part " + i);
    }
    return Message.of("" + sent++, texts.toArray(String[]::new));
  }

  private void close(int number) {
    var socket = sockets.remove(number);
    if (socket != null) {
      socket.close(Duration.ZERO);
    }
  }

  /** The sockets and their ledgers. */
  @Override
  public String toString() {
    return sockets.entrySet().stream()
        .map(e -> e.getKey() + ": " + e.getValue() + " " + e.getValue().stats())
        .collect(Collectors.joining("\n"));
  }
}
