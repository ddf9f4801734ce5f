package org.weftmq.spi;

import java.io.Closeable;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;
import java.util.random.RandomGenerator;

/**
 * Everything a context takes from the world outside: threads, time, parking, randomness, names and
 * wires. All of Weft goes through the one environment of its context, so a test can put another
 * world in its place.
 *
 * <p>Implementations are safe to use from any thread.
 */
public interface Environment {
  /** A clock that only goes forward, in nanoseconds from an arbitrary origin that may overflow. */
  long nanoTime();

  /** Parks the calling thread until it is unparked or interrupted, or for no reason at all. */
  void park(Object blocker);

  /** Like {@link #park}, but at most {@code nanos} nanoseconds. */
  void parkNanos(Object blocker, long nanos);

  /** Lets {@code thread} go on if it is parked, or not park the next time. */
  void unpark(Thread thread);

  /** Passes a few nanoseconds of a wait that is expected to end at once; never parks. */
  void spin();

  /** Lets other threads run, if any are to, and goes on soon; now and then it sleeps for that. */
  void stepAside();

  /** Starts a virtual thread of this name. */
  Thread start(String name, Runnable task);

  /**
   * Runs {@code task} on a thread of its own, {@code delayNanos} nanoseconds from now.
   *
   * @return closing it cancels the task unless it has begun; closing never blocks or throws
   */
  Closeable schedule(long delayNanos, Runnable task);

  /** Where random numbers come from: jitter, first routing ids. */
  RandomGenerator random();

  /**
   * The addresses of {@code host}, at least one. May block for long, but pins no carrier: a look-up
   * runs on a platform thread.
   *
   * @throws UnknownHostException if there is no such name
   */
  InetAddress[] resolve(String host) throws UnknownHostException, InterruptedException;

  /** The wire over a connected, blocking channel. */
  Wire wire(SocketChannel channel);

  /** The datagrams through a bound, blocking channel. */
  Datagrams datagrams(DatagramChannel channel);
}
