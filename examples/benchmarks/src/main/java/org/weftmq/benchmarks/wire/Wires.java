package org.weftmq.benchmarks.wire;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.weftmq.benchmarks.contest.Contest;
import org.weftmq.benchmarks.contest.Effort;
import org.weftmq.benchmarks.contest.MissingRival;
import org.weftmq.benchmarks.contest.Quantity;
import org.weftmq.benchmarks.contest.Target;

/**
 * One to one, over each transport and with messages of each size: between two processes over tcp
 * and ipc, between two threads over inproc.
 */
public final class Wires {
  /** What the two ends are, and do. */
  private enum Shape {
    PUSH_PULL("push-pull", "PUSH to PULL", "PULL:receives:binds", "PUSH:sends"),
    PAIR("pair", "PAIR to PAIR", "PAIR:receives:binds", "PAIR:sends"),
    REQ_REP("req-rep", "REQ and REP, to and fro", "REP:answers:binds", "REQ:asks"),
    PING_PONG("pair-ping-pong", "PAIR and PAIR, to and fro", "PAIR:answers:binds", "PAIR:asks");

    final String name;
    final String title;
    final String bound;
    final String connected;

    Shape(String name, String title, String bound, String connected) {
      this.name = name;
      this.title = title;
      this.bound = bound;
      this.connected = connected;
    }

    boolean isThroughput() {
      return this == PUSH_PULL || this == PAIR;
    }
  }

  /** A size of messages, and what people call it. */
  private enum Size {
    B16("16 B", 16),
    B256("256 B", 256),
    K1("1 KiB", 1024),
    K64("64 KiB", 65_536),
    M1("1 MiB", 1 << 20);

    final String title;
    final int bytes;

    Size(String title, int bytes) {
      this.title = title;
      this.bytes = bytes;
    }
  }

  // milliseconds
  private static final int WARM_UP = 6_000;

  /**
   * So few calls a second come to compilers' thresholds late: they are at work for nine seconds.
   */
  private static final int WARM_UP_TO_AND_FRO = 12_000;

  private static final int WARM_UP_OF_NEXT = 2_000;
  private static final int TIMED = 1_000;

  private static final String MEDIAN = " median";
  private static final String P99 = " 99 %";

  private Wires() {}

  /** One contest for each transport and shape, which measures all sizes. */
  public static List<Contest> contests() {
    var contests = new ArrayList<Contest>();
    for (var transport : List.of("tcp", "ipc", "inproc")) {
      for (var shape : Shape.values()) {
        contests.add(contest(transport, shape, List.of(Size.values())));
      }
    }
    return contests;
  }

  /** The same contests for one size each, for who works on it; their names end in the bytes. */
  public static List<Contest> contestsOfOneSize() {
    return Stream.of("tcp", "ipc", "inproc")
        .flatMap(
            transport ->
                Stream.of(Shape.values())
                    .flatMap(
                        shape ->
                            Stream.of(Size.values())
                                .map(size -> contest(transport, shape, List.of(size)))))
        .toList();
  }

  private static Contest contest(String transport, Shape shape, List<Size> sizes) {
    var place = transport.equals("inproc") ? "two threads" : "two processes";
    var contest =
        new Contest(
            transport + "-" + shape.name,
            transport + ", " + shape.title + ", " + place,
            sizes.stream().flatMap(size -> quantities(shape, size)).toList());
    for (var library : Library.over(transport)) {
      contest.add(
          library.title(),
          effort -> measure(library, transport, shape, parts(shape, sizes, effort)));
    }
    if (transport.equals("ipc")) {
      contest.note("JeroMQ's ipc is tcp on the loopback interface, so it is not measured.");
    }
    if (!transport.equals("inproc")) {
      contest.note(
          "On one carrier: with -Djdk.virtualThreadScheduler.parallelism=1, so all virtual threads"
              + " of a process run in turns.");
    }
    sizes.forEach(size -> targets(contest, transport, shape, size));
    return contest
        .note(
            "High-water marks are 1000 at both ends. Calls are made by virtual threads with Weft,"
                + " by platform threads with the others.")
        .note("JVMs have their whole heap, 15 % of the memory, before they are measured.");
  }

  private static Stream<Quantity> quantities(Shape shape, Size size) {
    return shape.isThroughput()
        ? Stream.of(Quantity.rate(size.title, "msg/s"))
        : Stream.of(
            Quantity.time(size.title + MEDIAN, "µs one way"),
            Quantity.time(size.title + P99, "µs one way"));
  }

  private static void targets(Contest contest, String transport, Shape shape, Size size) {
    var weft = Library.WEFT.title();
    var libzmq = Library.LIBZMQ.title();
    var jeromq = Library.JEROMQ.title();
    switch (transport + " " + shape.name + " " + size.title) {
      case "tcp push-pull 16 B" ->
          contest
              .target(Target.times(1.6, 2.2, libzmq, weft, size.title))
              .target(Target.times(2, 3, jeromq, weft, size.title));
      case "tcp push-pull 1 KiB" -> contest.target(Target.times(1.5, libzmq, weft, size.title));
      case "ipc push-pull 16 B" -> contest.target(Target.times(1.6, 2.2, libzmq, weft, size.title));
      case "tcp push-pull 64 KiB",
          "tcp push-pull 1 MiB",
          "ipc push-pull 64 KiB",
          "ipc push-pull 1 MiB" ->
          contest.target(Target.times(1, libzmq, weft, size.title));
      case "tcp req-rep 16 B", "ipc req-rep 16 B" ->
          contest
              .target(Target.times(1, libzmq, weft, size.title + MEDIAN))
              .target(Target.times(1, libzmq, weft, size.title + P99));
      case "inproc push-pull 16 B", "inproc pair 16 B" ->
          contest
              .target(Target.times(3, 5, libzmq, weft, size.title))
              .target(Target.times(2, 3, jeromq, weft, size.title));
      case "inproc pair-ping-pong 16 B" ->
          contest
              .target(Target.times(0.2, libzmq, weft, size.title + MEDIAN))
              .target(Target.times(0.2, jeromq, weft, size.title + MEDIAN));
      default -> {}
    }
  }

  /**
   * The first size warms everything up, the others only their own paths: compilers take more than a
   * second for those of long messages.
   */
  private static List<Part> parts(Shape shape, List<Size> sizes, Effort effort) {
    var first = shape.isThroughput() ? WARM_UP : WARM_UP_TO_AND_FRO;
    return sizes.stream()
        .map(
            size ->
                new Part(
                    size.bytes,
                    effort.of(size == sizes.getFirst() ? first : WARM_UP_OF_NEXT),
                    effort.of(TIMED)))
        .toList();
  }

  private static double[] measure(Library library, String transport, Shape shape, List<Part> parts)
      throws IOException, InterruptedException, MissingRival {
    if (transport.equals("inproc")) {
      return library.measure("inproc://one", shape.bound + "," + shape.connected, parts);
    }
    var folder = Files.createTempDirectory("weft-bench");
    var any = transport.equals("tcp") ? "tcp://127.0.0.1:*" : "ipc://" + folder + "/socket";
    try (var bound = library.start(any, shape.bound, parts);
        var connected = library.start(bound.line(), shape.connected, parts)) {
      bound.needs(connected);
      connected.needs(bound);
      return (shape.isThroughput() ? bound : connected).numbers();
    } finally {
      Files.deleteIfExists(folder.resolve("socket"));
      Files.delete(folder);
    }
  }
}
