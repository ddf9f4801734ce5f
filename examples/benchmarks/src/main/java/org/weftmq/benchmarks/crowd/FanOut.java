package org.weftmq.benchmarks.crowd;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.weftmq.benchmarks.contest.Child;
import org.weftmq.benchmarks.contest.Contest;
import org.weftmq.benchmarks.contest.Quantity;
import org.weftmq.benchmarks.contest.Target;
import org.weftmq.benchmarks.rival.Libzmq;

/**
 * One PUB to many SUBs in one process, which all want everything: how many messages per second
 * arrive while the publisher sends as fast as it can. It either drops what a full subscriber cannot
 * take, as is the default, or waits for it.
 */
public final class FanOut {
  private static final int SIZE = 64;
  private static final int DEADLINE = 60_000;
  private static final int INTERVAL = 50;
  private static final int UNTIMED = 1_500;
  private static final int TIMED = 1_000;

  private FanOut() {}

  /** The contests. */
  public static List<Contest> contests() {
    var contests = new ArrayList<Contest>();
    for (var manner : List.of("waits", "drops")) {
      contests.add(onPlatformThreads(contest("inproc", manner, 10), "inproc", manner, 10));
      contests.add(
          onPlatformThreads(contest("tcp", manner, 10), "tcp", manner, 10)
              .target(Target.times(2, "JeroMQ", "Weft", "")));
    }
    contests.add(contest("tcp", "waits", 100).target(Target.times(1.5, "libzmq", "Weft", "")));
    contests.add(contest("tcp", "drops", 100).target(Target.times(1.5, "libzmq", "Weft", "")));
    contests.add(contest("tcp", "waits", 1_000));
    return contests;
  }

  private static Contest contest(String transport, String manner, int subscribers) {
    var endpoint = endpoint(transport);
    return new Contest(
            "fan-out-" + subscribers + "-" + transport + "-" + manner,
            transport + ", a PUB that " + manner + " to " + subscribers + " SUBs, 64 bytes",
            Quantity.rate("", "delivered/s"))
        .add(
            "Weft",
            effort ->
                Child.measure(
                    FanOut.class,
                    arguments(endpoint, manner, subscribers, "weft", effort.of(TIMED))))
        .add(
            "libzmq",
            effort -> {
              var command = new ArrayList<>(List.of(Libzmq.program("libzmq_fan")));
              var timed = effort.of(TIMED);
              command.addAll(
                  List.of(endpoint, manner, "" + subscribers, "" + SIZE, "" + UNTIMED, "" + timed));
              return Child.measure(command);
            })
        .add(
            "JeroMQ",
            effort ->
                Child.measure(
                    FanOut.class,
                    arguments(endpoint, manner, subscribers, "jeromq", effort.of(TIMED))))
        .note(
            "High-water marks are 1000. Each subscriber and the publisher has a thread, with Weft a"
                + " virtual one if nothing else is said.");
  }

  private static Contest onPlatformThreads(
      Contest contest, String transport, String manner, int subscribers) {
    return contest.add(
        "Weft on platform threads",
        effort ->
            Child.measure(
                FanOut.class,
                arguments(endpoint(transport), manner, subscribers, "platform", effort.of(TIMED))));
  }

  private static String endpoint(String transport) {
    return transport.equals("tcp") ? "tcp://127.0.0.1:*" : "inproc://fan";
  }

  private static String[] arguments(
      String endpoint, String manner, int subscribers, String library, int timed) {
    return new String[] {library, endpoint, manner, "" + subscribers, "" + timed};
  }

  /** Measures: arguments are the library, the endpoint, the manner, subscribers, milliseconds. */
  public static void main(String[] args) throws Exception {
    var waits = args[2].equals("waits");
    var subscribers = Integer.parseInt(args[3]);
    var fan =
        switch (args[0]) {
          case "weft" -> new WeftFan(args[1], waits, subscribers, Thread.ofVirtual());
          case "platform" -> new WeftFan(args[1], waits, subscribers, Thread.ofPlatform());
          case "jeromq" -> new JeromqFan(args[1], waits, subscribers);
          default -> throw new IllegalArgumentException(args[0]);
        };
    System.out.println(delivered(fan, Integer.parseInt(args[4])));
    System.exit(0); // all are in the middle of something
  }

  /** A publisher and its subscribers. */
  interface Fan {
    /** What one thread each does for ever: receives, and counts. */
    List<Loop> subscribers();

    /** Threads for that. */
    Thread.Builder threads();

    /** Sends a message. */
    void publish(byte[] bytes) throws InterruptedException;
  }

  /** What a thread does again and again. */
  interface Loop {
    void once() throws InterruptedException;
  }

  /** What arrives per second, once something has arrived everywhere and it is warm. */
  private static double delivered(Fan fan, int millis) throws InterruptedException {
    var received = new LongAdder();
    var failure = new AtomicReference<Throwable>();
    var subscribers = fan.subscribers();
    var waiting = new CountDownLatch(subscribers.size());
    for (var subscriber : subscribers) {
      Loop loop =
          () -> {
            subscriber.once();
            received.increment();
          };
      fan.threads()
          .start(
              () -> {
                runs(loop, failure);
                waiting.countDown();
                forever(loop, failure);
              });
    }
    var attempts = DEADLINE / INTERVAL;
    while (!waiting.await(INTERVAL, TimeUnit.MILLISECONDS) && attempts-- > 0) {
      fan.publish(new byte[SIZE]); // seldom, so that all come to be connected
    }
    fan.threads().start(() -> forever(() -> fan.publish(new byte[SIZE]), failure));
    Thread.sleep(UNTIMED);
    var before = received.sum();
    var begun = System.nanoTime();
    Thread.sleep(millis);
    var count = received.sum() - before;
    var nanos = System.nanoTime() - begun;
    if (waiting.getCount() > 0 || failure.get() != null) {
      throw new IllegalStateException(
          waiting.getCount() + " subscribers have no message", failure.get());
    }
    return count * 1e9 / nanos;
  }

  private static void forever(Loop loop, AtomicReference<Throwable> failure) {
    while (runs(loop, failure)) {
      continue;
    }
  }

  /** Whether it ran without a failure. */
  private static boolean runs(Loop loop, AtomicReference<Throwable> failure) {
    try {
      loop.once();
      return true;
    } catch (InterruptedException | RuntimeException | Error e) {
      failure.set(e);
      return false;
    }
  }
}
