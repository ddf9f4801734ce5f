package org.weftmq.benchmarks.crowd;

import java.util.ArrayList;
import java.util.List;
import org.weftmq.Context;
import org.weftmq.pattern.pair.Pair;
import org.weftmq.pattern.pipeline.Pull;
import org.weftmq.pattern.pipeline.Push;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** Many sockets of a library, in the context of the process. */
enum Sockets {
  WEFT("Weft") {
    private final Context context = Context.open();

    @Override
    List<Object> openIdle(int count) {
      var sockets = new ArrayList<>();
      for (var i = 0; i < count; i++) {
        sockets.add(Pull.open(context));
      }
      return sockets;
    }

    @Override
    List<Object> openPairs(int count) throws InterruptedException {
      var sockets = new ArrayList<>();
      for (var i = 0; i < count; i++) {
        var endpoint = newEndpoint();
        var bound = Pair.open(context).bind(endpoint);
        var connected = Pair.open(context).connect(endpoint);
        connected.send("hello");
        bound.receive();
        sockets.addAll(List.of(bound, connected));
      }
      return sockets;
    }

    @Override
    List<Object> openConnections(int count) throws InterruptedException {
      var sockets = new ArrayList<>();
      var pull = Pull.open(context).bind("tcp://127.0.0.1:*");
      for (var i = 0; i < count; i++) {
        var push = Push.open(context).connect(pull.endpoint());
        push.send("hello");
        pull.receive();
        sockets.add(push);
      }
      return sockets;
    }
  },

  JEROMQ("JeroMQ") {
    private final ZContext context = new ZContext();

    {
      context.getContext().setMaxSockets(MOST);
    }

    private ZMQ.Socket open(SocketType type) {
      return context.createSocket(type);
    }

    @Override
    List<Object> openIdle(int count) {
      var sockets = new ArrayList<>();
      for (var i = 0; i < count; i++) {
        sockets.add(open(SocketType.PULL));
      }
      return sockets;
    }

    @Override
    List<Object> openPairs(int count) {
      var sockets = new ArrayList<>();
      for (var i = 0; i < count; i++) {
        var bound = open(SocketType.PAIR);
        var connected = open(SocketType.PAIR);
        var endpoint = newEndpoint();
        bound.bind(endpoint);
        connected.connect(endpoint);
        connected.send("hello");
        bound.recv(0);
        sockets.addAll(List.of(bound, connected));
      }
      return sockets;
    }

    @Override
    List<Object> openConnections(int count) {
      var sockets = new ArrayList<>();
      var pull = open(SocketType.PULL);
      pull.bind("tcp://127.0.0.1:*");
      for (var i = 0; i < count; i++) {
        var push = open(SocketType.PUSH);
        push.connect(pull.getLastEndpoint());
        push.send("hello");
        pull.recv(0);
        sockets.add(push);
      }
      return sockets;
    }
  };

  private static final int MOST = 30_000;

  private final String title;
  private int endpoints;

  Sockets(String title) {
    this.title = title;
  }

  /** What people call it. */
  String title() {
    return title;
  }

  /** Where nobody is bound yet. */
  final String newEndpoint() {
    return "inproc://pair-" + ++endpoints;
  }

  /** Sockets that nothing is done with. */
  abstract List<Object> openIdle(int count);

  /** Pairs of PAIRs over inproc, each of which has passed a message. */
  abstract List<Object> openPairs(int count) throws InterruptedException;

  /** PUSHes that are connected to a PULL over tcp, and have sent it a message. */
  abstract List<Object> openConnections(int count) throws InterruptedException;
}
