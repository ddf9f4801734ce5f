package org.weftmq.test;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.weftmq.Endpoint;
import org.weftmq.Option;
import org.weftmq.Options;
import org.weftmq.spi.ChannelTransport;
import org.weftmq.spi.Connection;
import org.weftmq.spi.Environment;
import org.weftmq.spi.Listener;
import org.weftmq.transport.stream.StreamConnection;

/**
 * The transport {@code memory://name}: all of ZMTP, over wires inside the process. Names belong to
 * one context; {@code memory://*} is a new one.
 */
public final class MemoryTransport implements ChannelTransport {
  /** Small, so that whoever writes soon has to wait for whoever reads. */
  private static final int CAPACITY = 4096;

  // any thread
  private final Map<Endpoint, Arrivals> bound = new ConcurrentHashMap<>();
  private final AtomicInteger numbers = new AtomicInteger();

  /** For {@link java.util.ServiceLoader}. */
  public MemoryTransport() {}

  @Override
  public String scheme() {
    return "memory";
  }

  @Override
  public List<Option<?>> options() {
    return StreamConnection.options();
  }

  @Override
  public void check(Endpoint to) {
    if (to.address().equals("*")) {
      throw to.bad("* is for bind; to connect, name what is bound");
    }
  }

  @Override
  public Listener listen(Endpoint at, Options options, Environment environment) throws IOException {
    var endpoint =
        at.address().equals("*") ? new Endpoint(scheme(), "" + numbers.incrementAndGet()) : at;
    var arrivals = new Arrivals(endpoint);
    if (bound.putIfAbsent(endpoint, arrivals) != null) {
      throw new IOException("address in use");
    }
    return arrivals;
  }

  @Override
  public Connection connect(Endpoint to, Options options, Environment environment)
      throws IOException {
    var wire = MemoryWire.open(CAPACITY);
    var arrivals = bound.get(to);
    if (arrivals == null || !arrivals.add(wire.far())) {
      throw new IOException("nothing is bound to that name");
    }
    return connection(wire);
  }

  private static Connection connection(MemoryWire wire) {
    return new StreamConnection(wire, wire);
  }

  /** Those who have come to an endpoint and are not accepted yet; the empty one ends it. */
  private final class Arrivals implements Listener {
    private final Endpoint endpoint;
    private final BlockingQueue<Optional<MemoryWire>> queue = new LinkedBlockingQueue<>();

    Arrivals(Endpoint endpoint) {
      this.endpoint = endpoint;
    }

    @Override
    public Endpoint endpoint() {
      return endpoint;
    }

    boolean add(MemoryWire wire) {
      queue.add(Optional.of(wire));
      return bound.get(endpoint) == this || !queue.remove(Optional.of(wire));
    }

    @Override
    public Connection accept() throws IOException {
      try {
        var next = queue.take();
        if (next.isEmpty()) {
          queue.add(next); // for whoever asks again
          throw new ClosedChannelException();
        }
        return connection(next.get());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new ClosedByInterruptException();
      }
    }

    @Override
    public void close() {
      bound.remove(endpoint, this);
      for (var wire = queue.poll(); wire != null; wire = queue.poll()) {
        wire.ifPresent(MemoryWire::close);
      }
      queue.add(Optional.empty());
    }
  }
}
