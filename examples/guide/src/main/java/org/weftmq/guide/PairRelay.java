package org.weftmq.guide;

import org.weftmq.Context;
import org.weftmq.Duplex;
import org.weftmq.SocketClosedException;
import org.weftmq.pattern.pair.Pair;

/**
 * A relay race: a baton goes through a chain of threads, each joined to the next by a PAIR.
 *
 * <pre>
 *   main             stage 1              stage N             main
 *   +------+      +------+------+      +------+------+      +------+
 *   | PAIR | ---> | PAIR | PAIR | ---> | PAIR | PAIR | ---> | PAIR |
 *   +------+      +------+------+      +------+------+      +------+
 * </pre>
 *
 * A stage is a virtual thread that waits for the baton. A thousand of them cost little: an idle
 * socket owns no thread, and a waiting virtual thread no carrier.
 */
public final class PairRelay {
  private PairRelay() {}

  /** Runs as many stages as the argument says, 1000 without one. */
  public static void main(String[] args) throws InterruptedException {
    var stages = args.length > 0 ? Integer.parseInt(args[0]) : 1000;
    try (var context = Context.open();
        var start = Pair.open(context).bind("inproc://baton-0");
        var finish = Pair.open(context).connect("inproc://baton-" + stages)) {

      for (var stage = 1; stage <= stages; stage++) {
        var from = Pair.open(context).connect("inproc://baton-" + (stage - 1));
        var to = Pair.open(context).bind("inproc://baton-" + stage);
        Thread.ofVirtual().name("stage-" + stage).start(() -> pass(from, to));
      }
      start.send("0");
      var baton = finish.receive().text();
      System.out.println("the baton went through " + baton + " of " + stages + " stages");
    }
  }

  private static void pass(Duplex from, Duplex to) {
    try (from;
        to) {
      var passed = Integer.parseInt(from.receive().text());
      to.send("" + (passed + 1));
    } catch (SocketClosedException | InterruptedException e) {
      // the race was called off
    }
  }
}
