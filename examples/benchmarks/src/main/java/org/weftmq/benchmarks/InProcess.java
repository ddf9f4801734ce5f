package org.weftmq.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.weftmq.benchmarks.link.Link;
import org.weftmq.benchmarks.link.Port;
import org.weftmq.benchmarks.link.Rival;

/**
 * Ways between threads of one process, in shapes: each measurement has a process of its own, which
 * runs the shape some times to warm up, and then prints what the next time cost.
 */
final class InProcess {
  private static final int WARM_UPS = 3;
  private static final int SIZE = 16;

  /** What is done with links. */
  enum Shape {
    /** One thread sends, another receives: nanoseconds a message. */
    ONE_TO_ONE(4_000_000) {
      @Override
      List<Link> links(Rival rival, int capacity) {
        return List.of(rival.open(capacity));
      }

      @Override
      List<Sides.Side> sides(List<Link> links, int count) {
        var near = links.getFirst().near();
        var far = links.getFirst().far();
        return List.of(
            () -> {
              for (var i = 0; i < count; i++) {
                near.send(new byte[SIZE]);
              }
            },
            () -> {
              for (var i = 0; i < count; i++) {
                far.receive();
              }
            });
      }
    },

    /** A message goes to and fro: nanoseconds one way. */
    PING_PONG(200_000) {
      @Override
      List<Link> links(Rival rival, int capacity) {
        return List.of(rival.open(capacity));
      }

      @Override
      List<Sides.Side> sides(List<Link> links, int count) {
        var near = links.getFirst().near();
        var far = links.getFirst().far();
        return List.of(
            () -> {
              for (var i = 0; i < count / 2; i++) {
                near.send(new byte[SIZE]);
                near.receive();
              }
            },
            () -> {
              for (var i = 0; i < count / 2; i++) {
                far.receive();
                far.send(new byte[SIZE]);
              }
            });
      }
    },

    /** A thousand threads in a row, each passes on what it receives: nanoseconds a message. */
    CHAIN(10_000) {
      @Override
      List<Link> links(Rival rival, int capacity) {
        return many(rival, capacity, 1_000);
      }

      @Override
      List<Sides.Side> sides(List<Link> links, int count) {
        var sides = new ArrayList<Sides.Side>();
        sides.add(
            () -> {
              var out = links.getFirst().near();
              for (var i = 0; i < count; i++) {
                out.send(new byte[SIZE]);
              }
            });
        for (var i = 1; i < links.size(); i++) {
          var in = links.get(i - 1).far();
          var out = links.get(i).near();
          sides.add(() -> passOn(in, out, count));
        }
        sides.add(
            () -> {
              var in = links.getLast().far();
              for (var i = 0; i < count; i++) {
                in.receive();
              }
            });
        return sides;
      }
    },

    /** Ten thousand links at once, each between two threads: nanoseconds a message. */
    MANY(100) {
      @Override
      List<Link> links(Rival rival, int capacity) {
        return many(rival, capacity, 10_000);
      }

      @Override
      List<Sides.Side> sides(List<Link> links, int count) {
        return links.stream()
            .flatMap(link -> ONE_TO_ONE.sides(List.of(link), count).stream())
            .toList();
      }
    };

    private final int count;

    Shape(int count) {
      this.count = count;
    }

    abstract List<Link> links(Rival rival, int capacity);

    abstract List<Sides.Side> sides(List<Link> links, int count);

    /** How many messages one run sends altogether. */
    private double messages(List<Link> links) {
      return this == MANY ? (double) count * links.size() : count;
    }
  }

  private InProcess() {}

  private static List<Link> many(Rival rival, int capacity, int count) {
    var links = new ArrayList<Link>();
    for (var i = 0; i < count; i++) {
      links.add(rival.open(capacity));
    }
    return links;
  }

  private static void passOn(Port in, Port out, int count) throws Exception {
    for (var i = 0; i < count; i++) {
      in.receive();
      out.send(new byte[SIZE]);
    }
  }

  /** Compares those rivals in that shape, with room for that many messages that wait. */
  static void compare(Shape shape, int capacity, int rounds, List<Rival> rivals) throws Exception {
    var name = shape.name().toLowerCase(Locale.ROOT);
    var contest =
        new Contest(name + " in process, 16 bytes, " + capacity + " may wait", "ns a message");
    for (var rival : rivals) {
      for (var threads : List.of("platform", "virtual")) {
        if (isPossible(shape, rival, threads)) {
          var args = new String[] {shape.name(), rival.name(), threads, "" + capacity};
          contest.add(rival.title() + ", " + threads, () -> Child.measure(InProcess.class, args));
        }
      }
    }
    contest.runWithoutWarmUp(rounds);
  }

  /**
   * Thousands of platform threads, or virtual ones that spin or hold their carriers, are of no use;
   * and a PUSH and a PULL for each direction are one link too many in a crowd.
   */
  private static boolean isPossible(Shape shape, Rival rival, String threads) {
    var many = shape == Shape.CHAIN || shape == Shape.MANY;
    if (threads.equals("virtual")) {
      return rival != Rival.RING
          && rival != Rival.DISRUPTOR
          && !(many && (rival == Rival.JEROMQ || rival == Rival.PUSH_PULL));
    }
    return !many;
  }

  /** Prints one measurement: arguments are the shape, the rival, the threads and the capacity. */
  public static void main(String[] args) throws Exception {
    var shape = Shape.valueOf(args[0]);
    var threads = args[2].equals("virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
    var links = shape.links(Rival.valueOf(args[1]), Integer.parseInt(args[3]));
    var sides = shape.sides(links, shape.count).toArray(Sides.Side[]::new);
    for (var i = 0; i < WARM_UPS; i++) {
      Sides.time(threads, sides);
    }
    var nanos = new long[3];
    for (var i = 0; i < nanos.length; i++) {
      nanos[i] = Sides.time(threads, sides);
    }
    Arrays.sort(nanos);
    System.out.println(nanos[1] / shape.messages(links));
    System.exit(0); // the rival leaves threads behind
  }
}
