package org.weftmq.benchmarks.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** What one end of a measurement does, whatever the library; it prints what it finds. */
final class Measured {
  /** One end that receives. */
  interface Receiving {
    void receive() throws Exception;
  }

  /** One end that asks. */
  interface Asking {
    void ask() throws Exception;
  }

  private Measured() {}

  /** Blocks until the input ends: who leaves too early may take messages with it. */
  static void stay() throws IOException {
    System.in.transferTo(OutputStream.nullOutputStream());
  }

  /** Prints how many messages arrive per second, once the first have. */
  static void throughput(Receiving receiving, int untimed, int count) throws Exception {
    for (var i = 0; i < untimed; i++) {
      receiving.receive();
    }
    var begun = System.nanoTime();
    for (var i = 0; i < count; i++) {
      receiving.receive();
    }
    System.out.println(count * 1e9 / (System.nanoTime() - begun));
  }

  /** Prints the median and the 99th percentile of the microseconds of one way. */
  static void latency(Asking asking, int untimed, int count) throws Exception {
    var nanos = new long[count];
    for (var i = -untimed; i < count; i++) {
      var begun = System.nanoTime();
      asking.ask();
      if (i >= 0) {
        nanos[i] = System.nanoTime() - begun;
      }
    }
    Arrays.sort(nanos);
    System.out.println(nanos[count / 2] / 2e3);
    System.out.println(nanos[(int) (count * 99L / 100)] / 2e3);
  }
}
