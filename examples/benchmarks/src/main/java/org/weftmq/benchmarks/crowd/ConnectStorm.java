package org.weftmq.benchmarks.crowd;

import java.util.stream.Stream;
import org.weftmq.Context;
import org.weftmq.benchmarks.contest.Child;
import org.weftmq.benchmarks.contest.Contest;
import org.weftmq.benchmarks.contest.Quantity;
import org.weftmq.pattern.pipeline.Pull;
import org.weftmq.pattern.pipeline.Push;
import org.zeromq.SocketType;
import org.zeromq.ZContext;

/**
 * Thousands of PUSHes that connect to one PULL at once: how long until it has a message of each.
 */
public final class ConnectStorm {
  private static final int CLIENTS = 2_000;
  private static final String ENDPOINT = "tcp://127.0.0.1:*";

  private ConnectStorm() {}

  /** The contest. */
  public static Contest contest() {
    return new Contest(
            "connect-storm",
            "tcp, 2000 PUSHes connect to a PULL and send a message each, one process",
            Quantity.time("", "s"))
        .add("Weft", effort -> measure("weft", effort.of(CLIENTS)))
        .add("JeroMQ", effort -> measure("jeromq", effort.of(CLIENTS)))
        .note("The JVM has just started, as it has where a storm comes after a restart.");
  }

  private static double[] measure(String library, int clients) throws Exception {
    return Child.measure(ConnectStorm.class, library, clients + "");
  }

  /** Measures: arguments are the library and the number of clients. */
  public static void main(String[] args) throws Exception {
    var clients = Integer.parseInt(args[1]);
    var nanos = args[0].equals("weft") ? weft(clients) : jeromq(clients);
    System.out.println(nanos / 1e9);
    System.exit(0); // closing is not measured
  }

  private static long weft(int clients) throws InterruptedException {
    var context = Context.open();
    var pull = Pull.open(context).bind(ENDPOINT);
    var begun = System.nanoTime();
    for (var i = 0; i < clients; i++) {
      Push.open(context).connect(pull.endpoint()).send("here");
    }
    for (var i = 0; i < clients; i++) {
      pull.receive();
    }
    return System.nanoTime() - begun;
  }

  private static long jeromq(int clients) {
    var context = new ZContext();
    context.getContext().setMaxSockets(clients + 10);
    var pull = context.createSocket(SocketType.PULL);
    pull.bind(ENDPOINT);
    var begun = System.nanoTime();
    var pushes = Stream.generate(() -> context.createSocket(SocketType.PUSH)).limit(clients);
    pushes.forEach(
        push -> {
          push.connect(pull.getLastEndpoint());
          push.send("here");
        });
    for (var i = 0; i < clients; i++) {
      pull.recv(0);
    }
    return System.nanoTime() - begun;
  }
}
