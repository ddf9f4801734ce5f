package org.weftmq.test;

import java.io.Closeable;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import org.weftmq.spi.Datagrams;
import org.weftmq.spi.Environment;
import org.weftmq.spi.Wire;

/**
 * A world in which nothing happens by itself: time passes when the test says so, and what is
 * started waits until the test runs it.
 *
 * <p>Parking is real, so several threads may meet in it; a time-out ends when {@link #pass} has
 * brought the clock there. There is no network.
 */
public final class ManualEnvironment implements Environment {
  private record Timer(long due, long number, Runnable task) implements Comparable<Timer> {
    @Override
    public int compareTo(Timer other) { // by difference: the clock may overflow
      return due == other.due ? Long.compare(number, other.number) : Long.signum(due - other.due);
    }
  }

  private final AtomicLong now;
  private final AtomicLong parks = new AtomicLong();
  private final AtomicLong unparks = new AtomicLong();
  private final AtomicLong timersMade = new AtomicLong();
  private final ConcurrentHashMap<Thread, Long> sleepers = new ConcurrentHashMap<>();
  private final Queue<Runnable> started = new ConcurrentLinkedQueue<>();
  private final ConcurrentSkipListSet<Timer> timers = new ConcurrentSkipListSet<>();
  private final RandomGenerator random = new Random(0);

  /** A world whose clock begins at zero. */
  public ManualEnvironment() {
    this(0);
  }

  /** A world whose clock begins at {@code origin} nanoseconds; it may overflow. */
  public ManualEnvironment(long origin) {
    now = new AtomicLong(origin);
  }

  // ---- the test's

  /**
   * Lets time pass: wakes those whose time-out is over and starts the timers that are due. Who is
   * only about to park counts from when it does.
   */
  public void pass(Duration time) {
    var moment = now.addAndGet(time.toNanos());
    sleepers.forEach(
        (thread, until) -> {
          if (until - moment <= 0) {
            LockSupport.unpark(thread);
          }
        });
    for (var timer : timers) {
      if (timer.due() - moment <= 0 && timers.remove(timer)) {
        started.add(timer.task());
      }
    }
  }

  /** How many tasks were started and not run. */
  public int waiting() {
    return started.size();
  }

  /** Runs on this thread, one after another, what was started, and what that starts. */
  public void runAll() {
    for (var task = started.poll(); task != null; task = started.poll()) {
      task.run();
    }
  }

  /** How often a thread parked. */
  public long parks() {
    return parks.get();
  }

  /** How often a thread was unparked. */
  public long unparks() {
    return unparks.get();
  }

  // ---- the environment

  @Override
  public long nanoTime() {
    return now.get();
  }

  @Override
  public void park(Object blocker) {
    parks.incrementAndGet();
    LockSupport.park(blocker);
  }

  @Override
  public void parkNanos(Object blocker, long nanos) {
    parks.incrementAndGet();
    var until = now.get() + nanos;
    sleepers.put(Thread.currentThread(), until);
    try {
      if (until - now.get() > 0) { // else time passed before it was seen to sleep
        LockSupport.park(blocker);
      }
    } finally {
      sleepers.remove(Thread.currentThread());
    }
  }

  @Override
  public void unpark(Thread thread) {
    unparks.incrementAndGet();
    LockSupport.unpark(thread);
  }

  @Override
  public void spin() {
    Thread.onSpinWait();
  }

  @Override
  public void stepAside() {
    Thread.yield();
  }

  /** Keeps the task until {@link #runAll}; the thread that is returned never runs. */
  @Override
  public Thread start(String name, Runnable task) {
    started.add(task);
    return Thread.ofVirtual().name(name).unstarted(task);
  }

  @Override
  public Closeable schedule(long delayNanos, Runnable task) {
    var timer = new Timer(now.get() + delayNanos, timersMade.incrementAndGet(), task);
    timers.add(timer);
    return () -> timers.remove(timer);
  }

  @Override
  public RandomGenerator random() {
    return random;
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    throw new UnknownHostException(host + ": this world has no network");
  }

  @Override
  public Wire wire(SocketChannel channel) {
    throw new UnsupportedOperationException("this world has no network");
  }

  @Override
  public Datagrams datagrams(DatagramChannel channel) {
    throw new UnsupportedOperationException("this world has no network");
  }
}
