package org.weftmq.benchmarks.wire;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleConsumer;

/**
 * What one end of a measurement does, as in libzmq_peer.c. Who receives or asks finds something for
 * each size, and is done; the others go on until they are killed.
 */
enum Duty {
  /** Sends messages of each size, for some time longer than the other end will count. */
  SENDS(false) {
    @Override
    void perform(End end, List<Part> parts, DoubleConsumer found) throws Exception {
      for (var part : parts) {
        var until = System.nanoTime() + (part.untimed() + part.timed() + SLACK) * MILLI;
        var isLast = part == parts.getLast();
        while (isLast || System.nanoTime() < until) {
          for (var i = part.stride(); i > 0; i--) {
            end.send(part.size());
          }
        }
      }
    }
  },

  /** Finds how many messages of each size arrive per second. */
  RECEIVES(true) {
    @Override
    void perform(End end, List<Part> parts, DoubleConsumer found) throws Exception {
      var arrivals = new Arrivals(end);
      for (var part : parts) {
        arrivals.skipTo(part);
        arrivals.count(part, part.untimed());
        found.accept(arrivals.count(part, part.timed()));
      }
    }
  },

  /** Finds the median and the 99th percentile of the microseconds of one way. */
  ASKS(true) {
    @Override
    void perform(End end, List<Part> parts, DoubleConsumer found) throws Exception {
      var nanos = new long[MOST_SAMPLES];
      for (var part : parts) {
        var timed = System.nanoTime() + part.untimed() * MILLI;
        var over = timed + part.timed() * MILLI;
        var count = 0;
        for (var begun = System.nanoTime(); count == 0 || begun < over && count < nanos.length; ) {
          end.send(part.size());
          check(end.receive(), part);
          var ended = System.nanoTime();
          if (begun >= timed) {
            nanos[count++] = ended - begun;
          }
          begun = ended;
        }
        Arrays.sort(nanos, 0, count);
        found.accept(nanos[count / 2] / 2e3);
        found.accept(nanos[(int) (count * 99L / 100)] / 2e3);
      }
    }
  },

  /** Sends back what it receives. */
  ANSWERS(false) {
    @Override
    void perform(End end, List<Part> parts, DoubleConsumer found) throws Exception {
      for (; ; ) {
        end.answer();
      }
    }
  };

  private static final long MILLI = 1_000_000;
  private static final int MOST_SAMPLES = 1 << 20;

  /** What is still queued of one size when the next one begins takes that long at most. */
  private static final int SLACK = 300;

  private final boolean ends;

  Duty(boolean ends) {
    this.ends = ends;
  }

  /** Whether it is ever done. */
  boolean ends() {
    return ends;
  }

  abstract void perform(End end, List<Part> parts, DoubleConsumer found) throws Exception;

  private static void check(int size, Part part) {
    if (size != part.size()) {
      throw new IllegalStateException("received " + size + " bytes in the part " + part);
    }
  }

  /** What arrives at an end, where one size follows the other. */
  private static final class Arrivals {
    private final End end;
    private int size;

    Arrivals(End end) throws Exception {
      this.end = end;
      size = end.receive();
    }

    void skipTo(Part part) throws Exception {
      while (size != part.size()) {
        size = end.receive();
      }
    }

    /** Messages per second, for so long or until the next size comes. */
    double count(Part part, int millis) throws Exception {
      check(size, part);
      var begun = System.nanoTime();
      var ended = begun;
      var count = 0L;
      while (size == part.size() && (count == 0 || ended - begun < millis * MILLI)) {
        for (var i = part.stride(); i > 0 && size == part.size(); i--) {
          size = end.receive();
          count++;
        }
        ended = System.nanoTime();
      }
      return count * 1e9 / (ended - begun);
    }
  }
}
