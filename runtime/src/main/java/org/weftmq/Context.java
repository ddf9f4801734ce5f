package org.weftmq;

import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicLong;
import org.weftmq.socket.Registry;
import org.weftmq.spi.Environment;
import org.weftmq.spi.Routing;
import org.weftmq.spi.SocketCore;
import org.weftmq.spi.SocketProvider;
import org.weftmq.spi.Transport;
import org.weftmq.spi.Witness;
import org.weftmq.system.SystemEnvironment;

/**
 * What sockets live in: closing it closes them all. Names of {@code inproc://} endpoints belong to
 * one context; there may be any number of contexts.
 *
 * <p>Safe to use from any thread.
 */
public final class Context implements AutoCloseable {
  private final Environment environment;
  private final Registry registry;
  private final AtomicLong forks = new AtomicLong();

  private Context(Environment environment) {
    this.environment = environment;
    this.registry = new Registry(environment, ServiceLoader.load(Transport.class));
  }

  /** A new context. */
  public static Context open() {
    return open(new SystemEnvironment());
  }

  /** A new context in a world of the caller's making; for tests. */
  public static Context open(Environment environment) {
    var context = new Context(environment);
    Witness.tell(witness -> witness.opened(context));
    return context;
  }

  /** Where this context's threads, time and wires come from. */
  public Environment environment() {
    return environment;
  }

  /**
   * Opens the core of a socket; for those who make socket types. Users open {@code Push} and the
   * like.
   *
   * @param ownOptions the options that {@code routing} reads
   * @throws SocketClosedException if the context is closed
   */
  public <O, I> SocketCore<O, I> open(
      SocketType type, Routing<O, I> routing, List<Option<?>> ownOptions) {
    return registry.open(type, routing, ownOptions);
  }

  /**
   * Opens a socket of a type that is known only at run time, as one of plain messages; for tools.
   *
   * @throws WrongStateException if no module provides the type
   * @throws SocketClosedException if the context is closed
   */
  public Duplex open(SocketType type) {
    for (var provider : ServiceLoader.load(SocketProvider.class)) {
      if (provider.types().contains(type)) {
        return provider.open(type, this);
      }
    }
    throw new WrongStateException(
        "cannot open a " + type + ": no module on the path provides it; add weft-patterns");
  }

  /** What a forked thread does with its end of the pair. */
  @FunctionalInterface
  public interface ForkBody {
    /** Runs until the work is done, or the pair is closed. */
    void run(Duplex pair) throws Exception;
  }

  /**
   * Starts a virtual thread that is joined to its parent by a PAIR (31/EXPAIR): an actor with a
   * pipe. The child's end is closed when {@code body} returns or throws, the parent's end when the
   * child's is closed and what the child sent has been received, the child's end also when the
   * parent closes its own.
   *
   * @param name the thread's name
   * @return the parent's end
   */
  public Duplex fork(String name, ForkBody body) {
    return Fork.start(this, name, "inproc://weft-fork-" + forks.incrementAndGet(), body);
  }

  /** Whether the context is closed. */
  public boolean isClosed() {
    return registry.isClosed();
  }

  /**
   * Closes all sockets of the context, each with its own {@code LINGER}, all at the same time.
   * Closing again does nothing more.
   */
  @Override
  public void close() {
    registry.close();
    Witness.tell(witness -> witness.closed(this));
  }
}
