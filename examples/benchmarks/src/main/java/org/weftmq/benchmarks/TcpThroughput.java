package org.weftmq.benchmarks;

import java.util.List;
import org.weftmq.Context;
import org.weftmq.Message;
import org.weftmq.Option;
import org.weftmq.SocketOptions;
import org.weftmq.pattern.pipeline.Pull;
import org.weftmq.pattern.pipeline.Push;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/**
 * One PUSH to one PULL over loopback tcp, each in a process of its own; the one that sends is new
 * in each round, so what it sends first is not timed.
 */
final class TcpThroughput {
  private static final int SIZE = 16;
  private static final int UNTIMED = 1_000_000;
  private static final int COUNT = 1_000_000;

  private TcpThroughput() {}

  static void run(int rounds) throws Exception {
    new Contest("tcp PUSH to PULL, two processes, " + SIZE + " bytes", "msg/s")
        .add("JeroMQ", TcpThroughput::jeromq)
        .add("Weft", TcpThroughput::weft)
        .run(rounds);
  }

  private static double weft() throws Exception {
    try (var context = Context.open();
        var pull = Pull.open(context).bind("tcp://127.0.0.1:*")) {
      var child = Child.start(List.of(), WeftSender.class, pull.endpoint());
      Sides.time(Thread.ofVirtual(), () -> receive(pull, UNTIMED));
      var nanos = Sides.time(Thread.ofVirtual(), () -> receive(pull, COUNT));
      Child.join(child);
      return COUNT * 1e9 / nanos;
    }
  }

  private static void receive(Pull pull, int count) throws InterruptedException {
    for (var i = 0; i < count; i++) {
      pull.receive();
    }
  }

  /** Sends with Weft to the endpoint that is its argument. */
  static final class WeftSender {
    private WeftSender() {}

    public static void main(String[] args) throws Exception {
      try (var context = Context.open();
          var push = Push.open(context).set(SocketOptions.LINGER, Option.FOREVER)) {
        push.connect(args[0]);
        Sides.time(
            Thread.ofVirtual(),
            () -> {
              for (var i = 0; i < UNTIMED + COUNT; i++) {
                push.send(Message.wrap(new byte[SIZE]));
              }
            });
      }
    }
  }

  private static double jeromq() throws Exception {
    try (var context = new ZContext()) {
      var pull = context.createSocket(SocketType.PULL);
      pull.setHWM(1000);
      var port = pull.bindToRandomPort("tcp://127.0.0.1");
      var child = Child.start(List.of(), JeroMqSender.class, "tcp://127.0.0.1:" + port);
      receive(pull, UNTIMED);
      var begun = System.nanoTime();
      receive(pull, COUNT);
      var nanos = System.nanoTime() - begun;
      Child.join(child);
      return COUNT * 1e9 / nanos;
    }
  }

  private static void receive(ZMQ.Socket pull, int count) {
    for (var i = 0; i < count; i++) {
      pull.recv(0);
    }
  }

  /** Sends with JeroMQ to the endpoint that is its argument. */
  static final class JeroMqSender {
    private JeroMqSender() {}

    public static void main(String[] args) {
      try (var context = new ZContext()) {
        var push = context.createSocket(SocketType.PUSH);
        push.setHWM(1000);
        push.setLinger(-1);
        push.connect(args[0]);
        for (var i = 0; i < UNTIMED + COUNT; i++) {
          push.send(new byte[SIZE], 0);
        }
      }
    }
  }
}
