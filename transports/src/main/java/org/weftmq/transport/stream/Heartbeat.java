package org.weftmq.transport.stream;

import java.time.Duration;
import java.util.List;
import org.weftmq.Frame;
import org.weftmq.Option;
import org.weftmq.Options;
import org.weftmq.spi.Environment;
import org.weftmq.zmtp.Command;

/**
 * The heartbeat of a connection (37/ZMTP, "connection heartbeating"): sends PINGs and expects a
 * sign of life after each, and heeds the TTL in those of the peer.
 */
public final class Heartbeat {
  /** How often a PING is sent; 0 is never. */
  public static final Option<Duration> INTERVAL =
      Option.time("heartbeat-interval", Duration.ZERO, "how often a PING is sent; 0 is never");

  /** How long after a PING a sign of life must come; 0 is as long as the interval. */
  public static final Option<Duration> TIMEOUT =
      Option.time(
          "heartbeat-timeout",
          Duration.ZERO,
          "how long after a PING a sign of life must come; 0 is the interval");

  /** After how long a silence the peer may give this side up; 0 is never. */
  public static final Option<Duration> TTL =
      new Option<>(
          "heartbeat-ttl",
          Duration.ZERO,
          time -> !time.isNegative() && time.compareTo(Duration.ofMillis(100 * 0xFFFF)) <= 0,
          "a time up to 6553.5 s: milliseconds, or such as PT1.5S",
          INTERVAL.parser(),
          false,
          "after how long a silence the peer may give this socket up; 0 is never");

  private static final int TENTH_IN_MILLIS = 100;

  private final Environment environment;
  private final Life life;
  private final Outbound outbound;
  private final Duration interval;
  private final Duration timeout;
  private final Command.Ping ping;
  private final Watch afterOurs;
  private final Watch afterTheirs;

  // timers write, whoever closes reads
  private volatile Deadline next = Deadline.never();
  private volatile boolean closed;

  Heartbeat(Options options, Environment environment, Life life, Outbound outbound) {
    this.environment = environment;
    this.life = life;
    this.outbound = outbound;
    this.interval = options.get(INTERVAL);
    this.timeout = options.get(TIMEOUT).isZero() ? interval : options.get(TIMEOUT);
    this.ping =
        new Command.Ping((int) options.get(TTL).toMillis() / TENTH_IN_MILLIS, Frame.empty());
    this.afterOurs = new Watch(environment, life, "the peer gave no sign of life after a PING");
    this.afterTheirs = new Watch(environment, life, "the peer was silent for longer than its TTL");
  }

  /** The options it reads. */
  static List<Option<?>> options() {
    return List.of(INTERVAL, TIMEOUT, TTL);
  }

  /** Begins to send PINGs, if the options want them. */
  void start() {
    if (!interval.isZero() && !closed) {
      next = Deadline.after(interval, environment, this::beat);
    }
  }

  /** PINGs go out whether or not there is other traffic, and whether or not this side reads. */
  private void beat() {
    if (!closed) {
      outbound.ping(ping);
      afterOurs.arm(timeout);
      start();
    }
  }

  /** A PING of the peer has come: it is answered, and something must follow it in time. */
  void pinged(Command.Ping received) {
    outbound.pong(received.context());
    if (received.ttl() > 0) {
      afterTheirs.arm(Duration.ofMillis((long) received.ttl() * TENTH_IN_MILLIS));
    }
  }

  /** A sign of life must come within this time, and is passed on; any thread. */
  void probe(Duration within, String reason, Runnable alive) {
    if (!closed) {
      life.tellOfNext(alive);
      new Watch(environment, life, reason).arm(within);
      outbound.ping(ping);
    }
  }

  void close() {
    closed = true;
    next.close();
    afterOurs.close();
    afterTheirs.close();
  }
}
