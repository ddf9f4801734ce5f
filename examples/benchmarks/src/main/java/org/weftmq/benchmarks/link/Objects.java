package org.weftmq.benchmarks.link;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.weftmq.Context;
import org.weftmq.Message;
import org.weftmq.benchmarks.contest.Child;
import org.weftmq.benchmarks.contest.Contest;
import org.weftmq.benchmarks.contest.Quantity;
import org.weftmq.benchmarks.contest.Repeated;
import org.weftmq.benchmarks.contest.Sides;
import org.weftmq.pattern.pair.Pair;

/**
 * Records from one thread of a process to another: over a PAIR, by reference, and through the JDK's
 * blocking queues; all of them hold 2000 at most.
 */
public final class Objects {
  private static final int COUNT = 1_000_000;
  private static final int CAPACITY = 2000; // as much as both high-water marks of a pair

  private record Point(int x, int y) {}

  private Objects() {}

  /** The contest. */
  public static Contest contest() {
    var contest =
        new Contest(
            "objects",
            "objects by reference, one thread to another",
            Quantity.rate("", "objects/s"));
    for (var virtual : new boolean[] {true, false}) {
      for (var way : Way.values()) {
        contest.add(
            way.title + (virtual ? " (virtual)" : " (platform)"),
            effort ->
                Child.measure(Objects.class, way.name(), virtual + "", effort.of(COUNT) + ""));
      }
    }
    return contest.note("At most 2000 wait.");
  }

  /** How they go. */
  private enum Way {
    WEFT("Weft PAIR") {
      @Override
      double measure(Thread.Builder threads, int count) throws Exception {
        return weft(threads, count);
      }
    },
    ARRAY("ArrayBlockingQueue") {
      @Override
      double measure(Thread.Builder threads, int count) throws Exception {
        return queue(threads, count, new ArrayBlockingQueue<>(CAPACITY));
      }
    },
    LINKED("LinkedBlockingQueue") {
      @Override
      double measure(Thread.Builder threads, int count) throws Exception {
        return queue(threads, count, new LinkedBlockingQueue<>(CAPACITY));
      }
    };

    private final String title;

    Way(String title) {
      this.title = title;
    }

    abstract double measure(Thread.Builder threads, int count) throws Exception;
  }

  /** Measures: arguments are the way, whether threads are virtual, and how many objects. */
  public static void main(String[] args) throws Exception {
    var way = Way.valueOf(args[0]);
    var threads = Boolean.parseBoolean(args[1]) ? Thread.ofVirtual() : Thread.ofPlatform();
    var count = Integer.parseInt(args[2]);
    Repeated.print(() -> way.measure(threads, count));
  }

  private static double weft(Thread.Builder threads, int count) throws Exception {
    try (var context = Context.open();
        var to = Pair.open(context).bind("inproc://objects");
        var from = Pair.open(context).connect("inproc://objects")) {
      var nanos =
          Sides.time(
              threads,
              () -> {
                for (var i = 0; i < count; i++) {
                  from.send(Message.ofObject(new Point(i, i)));
                }
              },
              () -> {
                for (var i = 0; i < count; i++) {
                  check(i, to.receive().object(Point.class));
                }
              });
      return count * 1e9 / nanos;
    }
  }

  private static double queue(Thread.Builder threads, int count, BlockingQueue<Point> queue)
      throws Exception {
    var nanos =
        Sides.time(
            threads,
            () -> {
              for (var i = 0; i < count; i++) {
                queue.put(new Point(i, i));
              }
            },
            () -> {
              for (var i = 0; i < count; i++) {
                check(i, queue.take());
              }
            });
    return count * 1e9 / nanos;
  }

  private static void check(int expected, Point point) {
    if (point.x != expected || point.y != expected) {
      throw new AssertionError("got " + point + " instead of number " + expected);
    }
  }
}
