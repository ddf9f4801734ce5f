package org.weftmq.benchmarks.link;

import java.io.IOException;
import java.util.List;
import org.weftmq.benchmarks.contest.Child;
import org.weftmq.benchmarks.contest.Contest;
import org.weftmq.benchmarks.contest.MissingRival;
import org.weftmq.benchmarks.contest.Quantity;
import org.weftmq.benchmarks.contest.Repeated;
import org.weftmq.benchmarks.contest.Sides;
import org.weftmq.benchmarks.contest.Target;
import org.weftmq.benchmarks.rival.Libzmq;

/** Links between threads of one process, in each shape. */
public final class InProcess {
  private InProcess() {}

  /** One contest for each shape. */
  public static List<Contest> contests() {
    return List.of(
        oneToOne(),
        contest("one-to-one-100", "one thread to another", Shape.ONE_TO_ONE, 100)
            .target(times(1, Rival.JOX)),
        contest("ping-pong", "to and fro between two threads", Shape.PING_PONG, 100)
            .target(times(1.3, Rival.HAND_OFF)),
        contest("chain-3", "three links in a row", Shape.CHAIN_OF_3, 100),
        contest("chain-1000", "a thousand links in a row", Shape.CHAIN_OF_1000, 100)
            .target(times(1, Rival.JOX)),
        contest("many-senders", "a thousand threads to one", Shape.MANY_SENDERS, 2_000),
        contest("crowd", "ten thousand links at once", Shape.CROWD, 100));
  }

  private static Contest oneToOne() {
    return contest("one-to-one", "one thread to another", Shape.ONE_TO_ONE, 2_000)
        .add("libzmq PAIR", effort -> libzmq("PAIR", "PAIR", effort.of(2_000)))
        .add("libzmq PUSH to PULL", effort -> libzmq("PULL", "PUSH", effort.of(2_000)))
        .target(times(3, Rival.RING))
        .note("Of the bare ring a third of the speed is an aim, not a bar.");
  }

  private static Target times(double bar, Rival rival) {
    var virtual = rival != Rival.RING;
    return Target.times(bar, rival.title(virtual), Rival.PAIR.title(virtual), "");
  }

  private static Contest contest(String name, String title, Shape shape, int capacity) {
    var contest =
        new Contest(
            name,
            title + ", 16 bytes, " + capacity + " may wait",
            Quantity.time("", shape == Shape.PING_PONG ? "ns one way" : "ns a message"));
    for (var virtual : new boolean[] {true, false}) {
      for (var rival : Rival.values()) {
        if (isPossible(shape, rival, virtual)) {
          contest.add(
              rival.title(virtual),
              effort ->
                  Child.measure(
                      InProcess.class,
                      shape.name(),
                      rival.name(),
                      virtual + "",
                      capacity + "",
                      effort.of(count(shape, rival, virtual)) + ""));
        }
      }
    }
    contest.note(
        "Queues, channels and rings are less than sockets: they know no peers, and a ring's ends"
            + " never sleep and are one thread each.");
    if (shape == Shape.MANY_SENDERS) { // where leave for more would be another shape
      return contest;
    }
    contest.add(
        "Pekko actors",
        effort ->
            Child.measure(
                Child.command(
                    List.of("-Dslf4j.internal.verbosity=ERROR"), // it has nowhere to log to
                    PekkoActors.class,
                    shape.name(),
                    capacity + "",
                    effort.of(shape.count()) + "")));
    return contest.note(
        "Pekko's mailboxes have no bound that makes a sender wait: instead the last actor gives the"
            + " first one leave for so many more.");
  }

  /**
   * More threads that spin than there are processors are of no use, nor are virtual threads that
   * spin, or hold their carriers as in JeroMQ's selectors; a PUSH and a PULL for each direction are
   * one link too many in a crowd; what hands over one message at a time is the limit only of those
   * who do the same; and not all are for many senders.
   */
  private static boolean isPossible(Shape shape, Rival rival, boolean virtual) {
    if (!virtual && shape.platformCount() == 0) {
      return false;
    }
    return switch (rival) {
      case HAND_OFF -> shape == Shape.PING_PONG;
      case RING, DISRUPTOR, JEROMQ -> !virtual;
      case BUSY_PAIR -> !virtual && shape.links() == 1;
      case PUSH_PULL -> shape.links() < 1_000;
      case PAIR, ARRAY, JOX -> true;
    };
  }

  /** To wake a platform thread takes as long as many messages between threads that spin. */
  private static int count(Shape shape, Rival rival, boolean virtual) {
    var wakes = shape != Shape.PING_PONG || rival != Rival.RING && rival != Rival.BUSY_PAIR;
    return virtual || !wakes ? shape.count() : shape.platformCount();
  }

  /** Nanoseconds a message between two threads. */
  private static double[] libzmq(String bound, String connected, int millis)
      throws MissingRival, IOException, InterruptedException {
    var ends = bound + ":receives:binds," + connected + ":sends";
    var part = Shape.SIZE + ":" + millis + ":" + millis;
    var program = Libzmq.program("libzmq_peer");
    try (var child = Child.start(List.of(program, "inproc://one", ends, part))) {
      child.line(); // the endpoint
      return new double[] {1e9 / child.numbers()[0]};
    }
  }

  /** Measures: arguments are the shape, the rival, whether threads are virtual, capacity, count. */
  public static void main(String[] args) throws Exception {
    var shape = Shape.valueOf(args[0]);
    var threads = Boolean.parseBoolean(args[2]) ? Thread.ofVirtual() : Thread.ofPlatform();
    var links = shape.open(Rival.valueOf(args[1]), Integer.parseInt(args[3]));
    var count = Integer.parseInt(args[4]);
    var sides = shape.sides(links, count).toArray(Sides.Side[]::new);
    Repeated.print(() -> Sides.time(threads, sides) / shape.messages(count));
    System.exit(0); // a rival leaves threads behind
  }
}
