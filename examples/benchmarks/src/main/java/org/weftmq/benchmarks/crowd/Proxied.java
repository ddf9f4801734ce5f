package org.weftmq.benchmarks.crowd;

import java.util.List;
import org.weftmq.Context;
import org.weftmq.Message;
import org.weftmq.Proxy;
import org.weftmq.benchmarks.contest.Child;
import org.weftmq.benchmarks.contest.Contest;
import org.weftmq.benchmarks.contest.Quantity;
import org.weftmq.benchmarks.contest.Repeated;
import org.weftmq.benchmarks.contest.Sides;
import org.weftmq.pattern.pipeline.Pull;
import org.weftmq.pattern.pipeline.Push;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** One PUSH to one PULL through a proxy of PULL and PUSH, all in one process. */
public final class Proxied {
  private static final int SIZE = 16;
  private static final int COUNT = 500_000;

  private Proxied() {}

  /** The contest. */
  public static Contest contest() {
    var contest =
        new Contest(
            "proxy", "inproc, PUSH to PULL through a proxy, 16 bytes", Quantity.rate("", "msg/s"));
    for (var way : List.of("Weft (virtual)", "Weft (platform)", "JeroMQ")) {
      contest.add(way, effort -> Child.measure(Proxied.class, way, effort.of(COUNT) + ""));
    }
    return contest.note("High-water marks are 1000.");
  }

  /** Measures: arguments are who, and how many messages. */
  public static void main(String[] args) throws Exception {
    var count = Integer.parseInt(args[1]);
    Repeated.print(
        () ->
            switch (args[0]) {
              case "Weft (virtual)" -> weft(Thread.ofVirtual(), count);
              case "Weft (platform)" -> weft(Thread.ofPlatform(), count);
              default -> jeromq(count);
            });
    System.exit(0); // the rival leaves threads behind
  }

  private static double weft(Thread.Builder threads, int count) throws Exception {
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
                for (var i = 0; i < count; i++) {
                  push.send(Message.wrap(new byte[SIZE]));
                }
              },
              () -> {
                for (var i = 0; i < count; i++) {
                  pull.receive();
                }
              });
      if (proxy.stats().toBack().undeliverable() > 0) {
        throw new IllegalStateException("the proxy dropped messages: " + proxy.stats());
      }
      return count * 1e9 / nanos;
    }
  }

  private static double jeromq(int count) throws Exception {
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
                for (var i = 0; i < count; i++) {
                  push.send(new byte[SIZE], 0);
                }
              },
              () -> {
                for (var i = 0; i < count; i++) {
                  pull.recv(0);
                }
              });
      return count * 1e9 / nanos;
    }
  }
}
