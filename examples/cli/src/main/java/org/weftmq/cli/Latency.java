package org.weftmq.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;
import org.weftmq.Duplex;
import org.weftmq.Message;

/** How long messages took one way: half of each round trip. */
final class Latency {
  private static final double[] PERCENTILES = {50, 90, 99, 99.9, 99.99};

  private final int size;
  private final long count;
  private final Histogram roundTrips = new Histogram(3);
  private long nanos;

  private Latency(int size, long count) {
    this.size = size;
    this.count = count;
  }

  /** Sends a message there and back so many times, and times each. */
  static Latency measure(Duplex socket, int size, long count) throws Exception {
    var latency = new Latency(size, count);
    latency.run(socket);
    return latency;
  }

  private void run(Duplex socket) throws Exception {
    var message = Message.wrap(new byte[size]);
    var begun = System.nanoTime();
    var last = begun;
    for (long i = 0; i < count; i++) {
      socket.send(message);
      message = socket.receive();
      Measurement.check(message, size);
      var now = System.nanoTime();
      roundTrips.recordValue(now - last);
      last = now;
    }
    nanos = last - begun;
  }

  /** Sends so many messages back to where they come from. */
  static void echo(Duplex socket, int size, long count) throws Exception {
    for (long i = 0; i < count; i++) {
      var message = socket.receive();
      Measurement.check(message, size);
      socket.send(message);
    }
  }

  /** The result in the lines of libzmq's remote_lat and inproc_lat, then the percentiles. */
  List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add("message size: " + size + " [B]");
    lines.add("roundtrip count: " + count);
    lines.add(line("average latency", (double) nanos / count));
    for (var percentile : PERCENTILES) {
      var name = "latency p" + (percentile % 1 == 0 ? "" + (int) percentile : "" + percentile);
      lines.add(line(name, roundTrips.getValueAtPercentile(percentile)));
    }
    lines.add(line("latency max", roundTrips.getMaxValue()));
    return lines;
  }

  private static String line(String name, double roundTripNanos) {
    return String.format(Locale.ROOT, "%s: %.3f [us]", name, roundTripNanos / 2 / 1000);
  }
}
