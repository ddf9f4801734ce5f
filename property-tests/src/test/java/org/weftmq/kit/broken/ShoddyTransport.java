package org.weftmq.kit.broken;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.List;
import org.weftmq.Endpoint;
import org.weftmq.Option;
import org.weftmq.Options;
import org.weftmq.spi.ChannelTransport;
import org.weftmq.spi.Connection;
import org.weftmq.spi.Environment;
import org.weftmq.spi.Listener;
import org.weftmq.spi.Wire;
import org.weftmq.test.WrappedEnvironment;
import org.weftmq.transport.tcp.TcpTransport;

/** A transport like tcp, whose scheme says what is wrong with it. */
abstract class ShoddyTransport implements ChannelTransport {
  private final TcpTransport tcp = new TcpTransport();
  private final Fault fault;

  private ShoddyTransport(Fault fault) {
    this.fault = fault;
  }

  /** Found by the service loader. */
  public static final class Right extends ShoddyTransport {
    /** Nothing is wrong. */
    public Right() {
      super(Fault.NONE);
    }
  }

  /** Found by the service loader. */
  public static final class Losing extends ShoddyTransport {
    /** Loses messages. */
    public Losing() {
      super(Fault.LOSES);
    }
  }

  /** Found by the service loader. */
  public static final class Reordering extends ShoddyTransport {
    /** Changes the order of messages. */
    public Reordering() {
      super(Fault.REORDERS);
    }
  }

  /** Found by the service loader. */
  public static final class Tearing extends ShoddyTransport {
    /** Makes several messages of one. */
    public Tearing() {
      super(Fault.TEARS);
    }
  }

  @Override
  public String scheme() {
    return "tcp" + fault.name().toLowerCase(java.util.Locale.ROOT);
  }

  @Override
  public List<Option<?>> options() {
    return List.of(); // those of tcp, which are known already
  }

  @Override
  public void check(Endpoint to) {
    tcp.check(overTcp(to));
  }

  @Override
  public Listener listen(Endpoint at, Options options, Environment environment)
      throws IOException, InterruptedException {
    return new Renamed(tcp.listen(overTcp(at), options, shoddy(environment)));
  }

  @Override
  public Connection connect(Endpoint to, Options options, Environment environment)
      throws IOException, InterruptedException {
    return tcp.connect(overTcp(to), options, shoddy(environment));
  }

  private static Endpoint overTcp(Endpoint endpoint) {
    return new Endpoint("tcp", endpoint.address());
  }

  private Environment shoddy(Environment environment) {
    return new WrappedEnvironment(environment) {
      @Override
      public Wire wire(SocketChannel channel) {
        return new ShoddyWire(super.wire(channel), fault);
      }
    };
  }

  private final class Renamed implements Listener, Closeable {
    private final Listener real;

    Renamed(Listener real) {
      this.real = real;
    }

    @Override
    public Endpoint endpoint() {
      return new Endpoint(scheme(), real.endpoint().address());
    }

    @Override
    public Connection accept() throws IOException {
      return real.accept();
    }

    @Override
    public void close() throws IOException {
      real.close();
    }
  }
}
