package org.weftmq;

import java.util.Locale;

/**
 * How a thread waits that called a socket and finds nothing to receive, or no room to send.
 *
 * <p>A thread that sleeps has to be woken: a platform thread takes several microseconds for that, a
 * virtual one less than one. A thread that looks again is faster, and keeps a processor busy; a
 * virtual one lets others run on its carrier between two looks.
 *
 * @see SocketOptions#WAIT_STRATEGY
 */
public enum WaitStrategy {
  /** It sleeps at once, so who waits costs nothing. */
  PARK(0),

  /** It looks a thousand times, then sleeps. */
  SPIN_THEN_PARK(1000),

  /**
   * It looks until its call is over, and never sleeps: for as many threads as there are processors
   * to spare.
   */
  BUSY_SPIN(Long.MAX_VALUE);

  private final long looks;

  WaitStrategy(long looks) {
    this.looks = looks;
  }

  /** How often a thread looks again before it sleeps; {@link Long#MAX_VALUE} is for ever. */
  public long looks() {
    return looks;
  }

  /** The one of that name: {@code park}, {@code spin-then-park} or {@code busy-spin}. */
  static WaitStrategy of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** Its name on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
