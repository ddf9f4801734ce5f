package org.weftmq.system;

import java.io.Closeable;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import org.weftmq.spi.Datagrams;
import org.weftmq.spi.Environment;
import org.weftmq.spi.Wire;
import org.weftmq.spi.Witness;

/** The real world. One per context: its timers share one thread, which ends when there are none. */
public final class SystemEnvironment implements Environment {
  /**
   * Two virtual threads that yield on one carrier yield to each other for ever, for it looks for
   * threads that were started or woken elsewhere only when it has none of its own. With one of them
   * asleep for a moment, it does.
   */
  private static final int YIELDS_TO_A_SLEEP = 64;

  private final ScheduledThreadPoolExecutor timers;

  /** A new one. */
  public SystemEnvironment() {
    timers = new ScheduledThreadPoolExecutor(1, Thread.ofVirtual().name("weft-timer").factory());
    timers.setRemoveOnCancelPolicy(true);
    timers.setKeepAliveTime(1, TimeUnit.SECONDS);
    timers.allowCoreThreadTimeOut(true);
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public void park(Object blocker) {
    LockSupport.park(blocker);
  }

  @Override
  public void parkNanos(Object blocker, long nanos) {
    LockSupport.parkNanos(blocker, nanos);
  }

  @Override
  public void unpark(Thread thread) {
    LockSupport.unpark(thread);
  }

  @Override
  public void spin() {
    Thread.onSpinWait();
  }

  @Override
  public void stepAside() {
    if (Thread.currentThread().isVirtual()
        && ThreadLocalRandom.current().nextInt(YIELDS_TO_A_SLEEP) == 0) {
      LockSupport.parkNanos(this, 1);
    } else {
      Thread.yield();
    }
  }

  @Override
  public Thread start(String name, Runnable task) {
    var thread = Thread.ofVirtual().name(name).start(task);
    Witness.tell(witness -> witness.started(thread));
    return thread;
  }

  @Override
  public Closeable schedule(long delayNanos, Runnable task) {
    // Not on the timers' own thread: a task that takes long must not delay the next.
    var timer =
        timers.schedule(() -> start("weft-timer-task", task), delayNanos, TimeUnit.NANOSECONDS);
    return () -> timer.cancel(false);
  }

  @Override
  public RandomGenerator random() {
    return ThreadLocalRandom.current();
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException, InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted before " + host + " was looked up");
    }
    var lookup = new FutureTask<>(() -> InetAddress.getAllByName(host));
    // A look-up is native code that would pin a carrier for as long as the name server takes.
    Thread.ofPlatform().daemon().name("weft-resolve").start(lookup);
    try {
      return lookup.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownHostException unknown) {
        throw unknown;
      }
      throw new UnknownHostException(host + ": " + e.getCause());
    }
  }

  @Override
  public Wire wire(SocketChannel channel) {
    return new ChannelWire(channel);
  }

  @Override
  public Datagrams datagrams(DatagramChannel channel) {
    return new ChannelDatagrams(channel);
  }
}
