package org.weftmq.benchmarks.link;

import java.util.function.Supplier;

/**
 * A way between two threads, in both directions, with a bound for what waits in each.
 *
 * @param near the end of one thread
 * @param far the end of the other
 */
record Link(Port near, Port far) implements AutoCloseable {
  /** A link of two lanes. */
  static Link of(Supplier<Lane> lanes) {
    var there = lanes.get();
    var back = lanes.get();
    return new Link(new LaneEnd(there, back), new LaneEnd(back, there));
  }

  @Override
  public void close() {
    near.close();
    far.close();
  }

  private record LaneEnd(Lane out, Lane in) implements Port {
    @Override
    public void send(byte[] bytes) throws Exception {
      out.put(bytes);
    }

    @Override
    public Object receive() throws Exception {
      return in.take();
    }

    @Override
    public void close() {
      out.close();
    }
  }
}
