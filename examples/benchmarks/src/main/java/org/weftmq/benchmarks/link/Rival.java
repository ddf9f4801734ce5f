package org.weftmq.benchmarks.link;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.IntFunction;
import org.weftmq.WaitStrategy;

/** What can link two threads of a process. */
enum Rival {
  /** Weft's PAIR over inproc. */
  PAIR("Weft PAIR", capacity -> WeftPair.link(capacity, WaitStrategy.PARK)),
  /** The same, whose callers never sleep. */
  BUSY_PAIR("Weft PAIR that spins", capacity -> WeftPair.link(capacity, WaitStrategy.BUSY_SPIN)),
  /** Weft's PUSH and PULL over inproc. */
  PUSH_PULL("Weft PUSH to PULL", capacity -> Link.of(() -> new WeftPipeline(capacity))),
  /** JeroMQ's PAIR over inproc. */
  JEROMQ("JeroMQ PAIR", JeromqPair::link),
  /** The JDK's blocking queue in an array. */
  ARRAY(
      "ArrayBlockingQueue",
      capacity -> Link.of(() -> new BlockingLane(new ArrayBlockingQueue<>(capacity)))),
  /** Jox, buffered channels. */
  JOX("Jox channel", capacity -> Link.of(() -> new JoxLane(capacity))),
  /** The Disruptor, one producer and one consumer that block. */
  DISRUPTOR("Disruptor", capacity -> Link.of(() -> new DisruptorLane(capacity))),
  /** A bare JCTools ring whose ends spin: what no socket can beat. */
  RING("bare JCTools ring", capacity -> Link.of(() -> new RingLane(capacity))),
  /** A place whose ends park, whatever the capacity: what no ping-pong of a socket can beat. */
  HAND_OFF("bare park and unpark", capacity -> Link.of(HandOff::new));

  private final String title;
  private final IntFunction<Link> opening;

  Rival(String title, IntFunction<Link> opening) {
    this.title = title;
    this.opening = opening;
  }

  /** What people call it with that kind of threads. */
  String title(boolean virtual) {
    return title + (virtual ? " (virtual)" : " (platform)");
  }

  /** A link that holds up to {@code capacity} messages that wait in each direction, or about. */
  Link open(int capacity) {
    return opening.apply(capacity);
  }
}
