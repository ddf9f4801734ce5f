package org.weftmq.benchmarks;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.weftmq.Context;
import org.weftmq.Message;
import org.weftmq.pattern.pair.Pair;

/**
 * Records from one thread of a process to another: over a PAIR, by reference, and through the JDK's
 * blocking queues; all of them hold 2000 at most.
 */
final class ObjectThroughput {
  private static final int COUNT = 1_000_000;
  private static final int CAPACITY = 2000; // as much as both high-water marks of a pair

  private record Point(int x, int y) {}

  private ObjectThroughput() {}

  static void run(int rounds) throws Exception {
    new Contest("inproc PAIR of objects", "objects/s")
        .add("ArrayBlockingQueue, platform", () -> array(Thread.ofPlatform()))
        .add("ArrayBlockingQueue, virtual", () -> array(Thread.ofVirtual()))
        .add("LinkedBlockingQueue, platform", () -> linked(Thread.ofPlatform()))
        .add("LinkedBlockingQueue, virtual", () -> linked(Thread.ofVirtual()))
        .add("Weft, platform threads", () -> weft(Thread.ofPlatform()))
        .add("Weft, virtual threads", () -> weft(Thread.ofVirtual()))
        .run(rounds);
  }

  private static double weft(Thread.Builder threads) throws Exception {
    try (var context = Context.open();
        var to = Pair.open(context).bind("inproc://objects");
        var from = Pair.open(context).connect("inproc://objects")) {
      var nanos =
          Sides.time(
              threads,
              () -> {
                for (var i = 0; i < COUNT; i++) {
                  from.send(Message.ofObject(new Point(i, i)));
                }
              },
              () -> {
                for (var i = 0; i < COUNT; i++) {
                  check(i, to.receive().object(Point.class));
                }
              });
      return COUNT * 1e9 / nanos;
    }
  }

  private static double array(Thread.Builder threads) throws Exception {
    return queue(threads, new ArrayBlockingQueue<>(CAPACITY));
  }

  private static double linked(Thread.Builder threads) throws Exception {
    return queue(threads, new LinkedBlockingQueue<>(CAPACITY));
  }

  private static double queue(Thread.Builder threads, BlockingQueue<Point> queue) throws Exception {
    var nanos =
        Sides.time(
            threads,
            () -> {
              for (var i = 0; i < COUNT; i++) {
                queue.put(new Point(i, i));
              }
            },
            () -> {
              for (var i = 0; i < COUNT; i++) {
                check(i, queue.take());
              }
            });
    return COUNT * 1e9 / nanos;
  }

  private static void check(int expected, Point point) {
    if (point.x != expected || point.y != expected) {
      throw new AssertionError("got " + point + " instead of number " + expected);
    }
  }
}
