package org.weftmq.benchmarks;

import org.weftmq.Context;
import org.weftmq.Message;
import org.weftmq.Proxy;
import org.weftmq.pattern.pipeline.Pull;
import org.weftmq.pattern.pipeline.Push;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** One PUSH to one PULL through a proxy of PULL and PUSH, all in one process. */
final class ProxyThroughput {
  private static final int SIZE = 16;
  private static final int COUNT = 500_000;

  private ProxyThroughput() {}

  static void run(int rounds) throws Exception {
    new Contest("inproc PUSH to PULL through a proxy, " + SIZE + " bytes", "msg/s")
        .add("JeroMQ, platform threads", ProxyThroughput::jeromq)
        .add("Weft, platform threads", () -> weft(Thread.ofPlatform()))
        .add("Weft, virtual threads", () -> weft(Thread.ofVirtual()))
        .run(rounds);
  }

  private static double weft(Thread.Builder threads) throws Exception {
    try (var context = Context.open();
        var front = Pull.open(context).bind("inproc://front");
        var back = Push.open(context).bind("inproc://back");
        var push = Push.open(context).connect("inproc://front");
        var pull = Pull.open(context).connect("inproc://back");
        var proxy = Proxy.start(front, back)) {
      var nanos =
          Sides.time(
              threads,
              () -> {
                for (var i = 0; i < COUNT; i++) {
                  push.send(Message.wrap(new byte[SIZE]));
                }
              },
              () -> {
                for (var i = 0; i < COUNT; i++) {
                  pull.receive();
                }
              });
      if (proxy.stats().toBack().undeliverable() > 0) {
        throw new IllegalStateException("the proxy dropped messages: " + proxy.stats());
      }
      return COUNT * 1e9 / nanos;
    }
  }

  private static double jeromq() throws Exception {
    try (var context = new ZContext()) {
      var front = context.createSocket(SocketType.PULL);
      var back = context.createSocket(SocketType.PUSH);
      var push = context.createSocket(SocketType.PUSH);
      var pull = context.createSocket(SocketType.PULL);
      front.bind("inproc://front");
      back.bind("inproc://back");
      push.connect("inproc://front");
      pull.connect("inproc://back");
      Thread.ofPlatform().daemon().start(() -> ZMQ.proxy(front, back, null));
      var nanos =
          Sides.time(
              Thread.ofPlatform(),
              () -> {
                for (var i = 0; i < COUNT; i++) {
                  push.send(new byte[SIZE], 0);
                }
              },
              () -> {
                for (var i = 0; i < COUNT; i++) {
                  pull.recv(0);
                }
              });
      return COUNT * 1e9 / nanos;
    }
  }
}
