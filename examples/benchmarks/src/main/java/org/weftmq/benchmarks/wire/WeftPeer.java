package org.weftmq.benchmarks.wire;

import java.util.Arrays;
import org.weftmq.Context;
import org.weftmq.Message;
import org.weftmq.Option;
import org.weftmq.SocketOptions;
import org.weftmq.pattern.pipeline.Pull;
import org.weftmq.pattern.pipeline.Push;
import org.weftmq.pattern.reqrep.Rep;
import org.weftmq.pattern.reqrep.Req;

/** Weft at one end; arguments as those of libzmq_peer. Its calls come from a virtual thread. */
final class WeftPeer {
  private WeftPeer() {}

  public static void main(String[] args) throws Exception {
    var failure = new Throwable[1];
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                run(args);
              } catch (Exception | Error e) {
                failure[0] = e;
              }
            })
        .join();
    if (failure[0] != null) {
      throw new IllegalStateException("failed: " + Arrays.toString(args), failure[0]);
    }
  }

  private static void run(String[] args) throws Exception {
    var endpoint = args[1];
    var size = Integer.parseInt(args[2]);
    var untimed = Integer.parseInt(args[3]);
    var count = Integer.parseInt(args[4]);
    try (var context = Context.open()) {
      switch (args[0]) {
        case "PULL" -> {
          try (var pull = Pull.open(context).bind(endpoint)) {
            System.out.println(pull.endpoint());
            Measured.throughput(() -> check(pull.receive(), size), untimed, count);
          }
        }
        case "PUSH" -> {
          try (var push = Push.open(context).set(SocketOptions.LINGER, Option.FOREVER)) {
            push.connect(endpoint);
            for (var i = 0; i < untimed + count; i++) {
              push.send(Message.wrap(new byte[size]));
            }
            Measured.stay();
          }
        }
        case "REP" -> {
          try (var rep = Rep.open(context).set(SocketOptions.LINGER, Option.FOREVER)) {
            System.out.println(rep.bind(endpoint).endpoint());
            for (var i = 0; i < untimed + count; i++) {
              var exchange = rep.receive();
              exchange.reply(check(exchange.request(), size));
            }
          }
        }
        case "REQ" -> {
          try (var req = Req.open(context).connect(endpoint)) {
            Measured.latency(
                () -> {
                  req.send(Message.wrap(new byte[size]));
                  check(req.receive(), size);
                },
                untimed,
                count);
          }
        }
        default -> throw new IllegalArgumentException(args[0]);
      }
    }
  }

  private static Message check(Message message, int size) {
    if (message.first().size() != size) {
      throw new IllegalStateException("received " + message);
    }
    return message;
  }
}
