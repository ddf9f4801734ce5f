package org.weftmq.socket;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.weftmq.Options;
import org.weftmq.SocketOptions;

/**
 * How long to wait before a connection is tried again: twice as long each time up to a maximum, a
 * random half of it taken off so that many clients of one server do not come back at once. Owned by
 * one thread.
 */
final class Backoff {
  private final RandomGenerator random;
  private final long first;
  private final long most;
  private long next;

  Backoff(Options options, RandomGenerator random) {
    this.random = random;
    this.first = Math.max(1, Deadline.nanos(options.get(SocketOptions.RECONNECT_INTERVAL)));
    this.most = Math.max(first, Deadline.nanos(options.get(SocketOptions.RECONNECT_INTERVAL_MAX)));
    this.next = first;
  }

  /** The next delay. */
  Duration delay() {
    var delay = next - random.nextLong(next / 2 + 1);
    next = next > most / 2 ? most : next * 2;
    return Duration.ofNanos(delay);
  }

  /** It worked: begins from the first delay again. */
  void reset() {
    next = first;
  }
}
