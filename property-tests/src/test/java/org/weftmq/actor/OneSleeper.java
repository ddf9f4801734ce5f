package org.weftmq.actor;

import java.io.Closeable;
import java.net.InetAddress;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.weftmq.spi.Datagrams;
import org.weftmq.spi.Environment;
import org.weftmq.spi.Wire;

/**
 * A world for Lincheck: time stands still, and only the thread that made it parks.
 *
 * <p>It parks by looking at a permit of its own, for Lincheck lets the JVM's parking return without
 * a cause, which hides every wake-up that is lost.
 */
public final class OneSleeper implements Environment {
  private final Thread sleeper = Thread.currentThread();
  private final AtomicInteger permit = new AtomicInteger();

  @Override
  public long nanoTime() {
    return 0;
  }

  @Override
  public void park(Object blocker) {
    while (!permit.compareAndSet(1, 0) && !sleeper.isInterrupted()) {
      Thread.onSpinWait();
    }
  }

  @Override
  public void parkNanos(Object blocker, long nanos) {
    park(blocker);
  }

  @Override
  public void unpark(Thread thread) {
    if (thread != sleeper) {
      throw new IllegalStateException("this one does not sleep: " + thread);
    }
    permit.set(1);
  }

  @Override
  public void spin() {
    Thread.onSpinWait();
  }

  @Override
  public void stepAside() {
    Thread.yield();
  }

  @Override
  public Thread start(String name, Runnable task) {
    throw new UnsupportedOperationException("all threads are the test's");
  }

  @Override
  public Closeable schedule(long delayNanos, Runnable task) {
    throw new UnsupportedOperationException("time stands still");
  }

  @Override
  public RandomGenerator random() {
    throw new UnsupportedOperationException("nothing is random");
  }

  @Override
  public InetAddress[] resolve(String host) {
    throw new UnsupportedOperationException("there is no network");
  }

  @Override
  public Wire wire(SocketChannel channel) {
    throw new UnsupportedOperationException("there is no network");
  }

  @Override
  public Datagrams datagrams(DatagramChannel channel) {
    throw new UnsupportedOperationException("there is no network");
  }
}
