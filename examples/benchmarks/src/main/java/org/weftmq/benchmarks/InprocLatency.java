package org.weftmq.benchmarks;

import org.weftmq.Context;
import org.weftmq.Message;
import org.weftmq.pattern.pair.Pair;
import org.zeromq.SocketType;
import org.zeromq.ZContext;

/** A message that goes to and fro between two PAIRs of a process; the time is that of one way. */
final class InprocLatency {
  private static final int COUNT = 100_000;

  private InprocLatency() {}

  static void run() throws Exception {
    new Contest("inproc PAIR ping-pong, one way", "us")
        .add("JeroMQ, platform threads", () -> jeromq(Thread.ofPlatform()))
        .add("JeroMQ, virtual threads", () -> jeromq(Thread.ofVirtual()))
        .add("Weft, platform threads", () -> weft(Thread.ofPlatform()))
        .add("Weft, virtual threads", () -> weft(Thread.ofVirtual()))
        .run(5);
  }

  private static double weft(Thread.Builder threads) throws Exception {
    try (var context = Context.open();
        var ping = Pair.open(context).bind("inproc://lat");
        var pong = Pair.open(context).connect("inproc://lat")) {
      var ball = Message.of("ball");
      var nanos =
          Sides.time(
              threads,
              () -> {
                for (var i = 0; i < COUNT; i++) {
                  ping.send(ball);
                  ping.receive();
                }
              },
              () -> {
                for (var i = 0; i < COUNT; i++) {
                  pong.send(pong.receive());
                }
              });
      return nanos / 2000.0 / COUNT;
    }
  }

  private static double jeromq(Thread.Builder threads) throws Exception {
    try (var context = new ZContext()) {
      var ping = context.createSocket(SocketType.PAIR);
      var pong = context.createSocket(SocketType.PAIR);
      ping.bind("inproc://lat");
      pong.connect("inproc://lat");
      var ball = "ball".getBytes();
      var nanos =
          Sides.time(
              threads,
              () -> {
                for (var i = 0; i < COUNT; i++) {
                  ping.send(ball, 0);
                  ping.recv(0);
                }
              },
              () -> {
                for (var i = 0; i < COUNT; i++) {
                  pong.send(pong.recv(0), 0);
                }
              });
      return nanos / 2000.0 / COUNT;
    }
  }
}
