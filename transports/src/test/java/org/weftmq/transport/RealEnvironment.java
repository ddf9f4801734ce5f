package org.weftmq.transport;

import java.io.Closeable;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;
import java.util.random.RandomGenerator;
import org.weftmq.spi.Datagrams;
import org.weftmq.spi.Environment;
import org.weftmq.spi.Wire;
import org.weftmq.system.SystemEnvironment;

/** The real world, for a test to put something else in its place here and there. */
public class RealEnvironment implements Environment {
  private final Environment real = new SystemEnvironment();

  @Override
  public long nanoTime() {
    return real.nanoTime();
  }

  @Override
  public void park(Object blocker) {
    real.park(blocker);
  }

  @Override
  public void parkNanos(Object blocker, long nanos) {
    real.parkNanos(blocker, nanos);
  }

  @Override
  public void unpark(Thread thread) {
    real.unpark(thread);
  }

  @Override
  public void spin() {
    real.spin();
  }

  @Override
  public void stepAside() {
    real.stepAside();
  }

  @Override
  public Thread start(String name, Runnable task) {
    return real.start(name, task);
  }

  @Override
  public Closeable schedule(long delayNanos, Runnable task) {
    return real.schedule(delayNanos, task);
  }

  @Override
  public RandomGenerator random() {
    return real.random();
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException, InterruptedException {
    return real.resolve(host);
  }

  @Override
  public Wire wire(SocketChannel channel) {
    return real.wire(channel);
  }

  @Override
  public Datagrams datagrams(DatagramChannel channel) {
    return real.datagrams(channel);
  }
}
