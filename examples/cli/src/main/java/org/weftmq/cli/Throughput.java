package org.weftmq.cli;

import java.util.List;
import java.util.Locale;
import org.weftmq.Message;
import org.weftmq.Receiver;

/**
 * How fast messages came in.
 *
 * @param size bytes of each message
 * @param count how many there were
 * @param nanos from the first to the last
 */
record Throughput(int size, long count, long nanos) {
  /** Receives so many messages, and times them from the first. */
  static Throughput receive(Receiver<Message> socket, int size, long count) throws Exception {
    Measurement.receive(socket, size, 1);
    var begun = System.nanoTime();
    Measurement.receive(socket, size, count - 1);
    return new Throughput(size, count, Math.max(1, System.nanoTime() - begun));
  }

  /** The result in the lines of libzmq's local_thr and inproc_thr. */
  List<String> lines() {
    var perSecond = count * 1e9 / nanos;
    return List.of(
        "message size: " + size + " [B]",
        "message count: " + count,
        "mean throughput: " + (long) perSecond + " [msg/s]",
        String.format(Locale.ROOT, "mean throughput: %.3f [Mb/s]", perSecond * size * 8 / 1e6));
  }
}
