package org.weftmq.benchmarks;

import org.weftmq.Context;
import org.weftmq.Message;
import org.weftmq.pattern.pipeline.Pull;
import org.weftmq.pattern.pipeline.Push;
import org.zeromq.SocketType;
import org.zeromq.ZContext;

/** One PUSH to one PULL between two threads of a process; both have the high-water mark 1000. */
final class InprocThroughput {
  private static final int SIZE = 16;
  private static final int COUNT = 1_000_000;

  private InprocThroughput() {}

  static void run() throws Exception {
    new Contest("inproc PUSH to PULL, " + SIZE + " bytes", "msg/s")
        .add("JeroMQ, platform threads", () -> jeromq(Thread.ofPlatform()))
        .add("JeroMQ, virtual threads", () -> jeromq(Thread.ofVirtual()))
        .add("Weft, platform threads", () -> weft(Thread.ofPlatform()))
        .add("Weft, virtual threads", () -> weft(Thread.ofVirtual()))
        .run(5);
  }

  private static double weft(Thread.Builder threads) throws Exception {
    try (var context = Context.open();
        var pull = Pull.open(context).bind("inproc://thr");
        var push = Push.open(context).connect("inproc://thr")) {
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
      return COUNT * 1e9 / nanos;
    }
  }

  private static double jeromq(Thread.Builder threads) throws Exception {
    try (var context = new ZContext()) {
      var pull = context.createSocket(SocketType.PULL);
      var push = context.createSocket(SocketType.PUSH);
      pull.setHWM(1000);
      push.setHWM(1000);
      pull.bind("inproc://thr");
      push.connect("inproc://thr");
      var nanos =
          Sides.time(
              threads,
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
