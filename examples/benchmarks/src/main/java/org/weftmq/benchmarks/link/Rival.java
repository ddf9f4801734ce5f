package org.weftmq.benchmarks.link;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.IntFunction;

/** What can link two threads of a process. */
public enum Rival {
  /** Weft's PAIR over inproc. */
  PAIR("Weft PAIR", WeftPair::new),
  /** Weft's PUSH and PULL over inproc. */
  PUSH_PULL("Weft PUSH to PULL", WeftPipeline::new),
  /** JeroMQ's PAIR over inproc. */
  JEROMQ("JeroMQ PAIR", JeromqPair::new),
  /** The JDK's blocking queue in an array. */
  ARRAY("ArrayBlockingQueue", capacity -> new Queues(() -> new ArrayBlockingQueue<>(capacity))),
  /** Jox, buffered channels. */
  JOX("Jox channel", JoxChannels::new),
  /** The Disruptor, one producer and one consumer that block. */
  DISRUPTOR("Disruptor", Disruptors::new),
  /** A bare JCTools ring whose ends spin: what no socket can beat. */
  RING("bare JCTools ring", Rings::new);

  private final String title;
  private final IntFunction<Link> opening;

  Rival(String title, IntFunction<Link> opening) {
    this.title = title;
    this.opening = opening;
  }

  /** What people call it. */
  public String title() {
    return title;
  }

  /** A link that holds up to {@code capacity} messages that wait in each direction, or about. */
  public Link open(int capacity) {
    return opening.apply(capacity);
  }
}
