package org.weftmq.transport.tcp;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.NetworkChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.weftmq.Endpoint;
import org.weftmq.Option;
import org.weftmq.Options;
import org.weftmq.SocketType;
import org.weftmq.spi.ChannelTransport;
import org.weftmq.spi.Connection;
import org.weftmq.spi.Environment;
import org.weftmq.spi.Listener;
import org.weftmq.spi.NumericAddress;
import org.weftmq.transport.ip.HostPort;
import org.weftmq.transport.ip.Hosts;
import org.weftmq.transport.stream.ChannelListener;
import org.weftmq.transport.stream.Reaching;
import org.weftmq.transport.stream.Reason;
import org.weftmq.transport.stream.StreamConnection;

/**
 * The transport over TCP: {@code tcp://host:port}.
 *
 * <p><b>bind</b>: the host is an IPv4 or IPv6 address, the name of a network interface or of this
 * machine, or {@code *} for every IPv4 address ({@code [::]} is every address of both kinds); the
 * port is a number, or {@code *} or 0 for any free one. <b>connect</b>: {@code host:port}, or
 * {@code source;host:port} to connect from a certain address of this machine; a name is looked up
 * anew at each attempt, and all its addresses are tried in order.
 */
public final class TcpTransport implements ChannelTransport {
  /**
   * The size of the kernel's buffer for what is sent, over ipc and udp, too; 0 leaves it to the
   * system, and over ipc to the transport.
   */
  public static final Option<Integer> SEND_BUFFER =
      Option.number(
          "send-buffer",
          0,
          0,
          Integer.MAX_VALUE,
          "the size of the kernel's send buffer in bytes; 0 leaves it to the system");

  /**
   * The size of the kernel's buffer for what is received, over udp, too; 0 leaves it to the system.
   */
  public static final Option<Integer> RECEIVE_BUFFER =
      Option.number(
          "receive-buffer",
          0,
          0,
          Integer.MAX_VALUE,
          "the size of the kernel's receive buffer in bytes; 0 leaves it to the system");

  /** Whether the kernel probes peers that have been silent for long. */
  public static final Option<Boolean> KEEP_ALIVE =
      Option.flag("tcp-keep-alive", true, "let the kernel probe peers that are silent for long");

  /** How many connections may wait to be accepted. */
  public static final Option<Integer> BACKLOG =
      Option.number(
          "backlog", 1024, 1, Integer.MAX_VALUE, "how many connections may wait to be accepted");

  /** The one way it works. */
  public TcpTransport() {}

  @Override
  public String scheme() {
    return "tcp";
  }

  @Override
  public boolean serves(SocketType type) {
    return !type.isRaw() || type == SocketType.STREAM;
  }

  @Override
  public List<Option<?>> options() {
    var options = new ArrayList<>(StreamConnection.options());
    options.addAll(List.of(SEND_BUFFER, RECEIVE_BUFFER, KEEP_ALIVE, BACKLOG));
    return options;
  }

  @Override
  public void check(Endpoint to) {
    Route.read(to);
  }

  @Override
  public Listener listen(Endpoint at, Options options, Environment environment)
      throws IOException, InterruptedException {
    var host = HostPort.read(at.address(), at);
    try {
      var address = Hosts.local(host, environment);
      var channel = open(() -> ServerSocketChannel.open(family(address)));
      try {
        channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        buffer(channel, StandardSocketOptions.SO_RCVBUF, options.get(RECEIVE_BUFFER));
        channel.bind(address, options.get(BACKLOG));
        var bound = (InetSocketAddress) channel.getLocalAddress();
        var endpoint = new Endpoint(scheme(), NumericAddress.text(bound));
        return new ChannelListener(
            channel, endpoint, environment, accepted -> tune(accepted, options), () -> {});
      } catch (IOException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw Reason.of(e);
    }
  }

  @Override
  public Connection connect(Endpoint to, Options options, Environment environment)
      throws IOException, InterruptedException {
    var route = Route.read(to);
    try {
      var source = route.source(environment);
      var failure = new IOException("there is no address to connect to");
      for (var address : Hosts.remote(route.target(), environment)) {
        try {
          return reach(address, source, options, environment);
        } catch (IOException e) {
          failure = e; // the last one counts
        }
      }
      throw failure;
    } catch (IOException e) {
      throw Reason.of(e);
    }
  }

  private static Connection reach(
      InetSocketAddress to,
      Optional<InetSocketAddress> source,
      Options options,
      Environment environment)
      throws IOException, InterruptedException {
    var channel = open(() -> SocketChannel.open(family(to)));
    var reached = false;
    try {
      tune(channel, options);
      buffer(channel, StandardSocketOptions.SO_RCVBUF, options.get(RECEIVE_BUFFER));
      if (source.isPresent()) {
        channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        channel.bind(source.get());
      }
      Reaching.connect(channel, to, options, environment);
      if (channel.getLocalAddress().equals(channel.getRemoteAddress())) {
        // Both sides of TCP's simultaneous open: nobody listens, and the port was free for us.
        throw new IOException("it connected to itself: nobody listens there");
      }
      reached = true;
      return new StreamConnection(environment.wire(channel), channel::shutdownOutput);
    } finally {
      if (!reached) {
        Reaching.close(channel);
      }
    }
  }

  private interface Opening<C> {
    C open() throws IOException;
  }

  private static <C> C open(Opening<C> opening) throws IOException {
    try {
      return opening.open();
    } catch (UnsupportedOperationException e) {
      throw new IOException("this machine has no addresses of that kind", e);
    }
  }

  private static StandardProtocolFamily family(InetSocketAddress address) {
    return address.getAddress() instanceof Inet4Address
        ? StandardProtocolFamily.INET
        : StandardProtocolFamily.INET6;
  }

  private static void tune(SocketChannel channel, Options options) throws IOException {
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.setOption(StandardSocketOptions.SO_KEEPALIVE, options.get(KEEP_ALIVE));
    buffer(channel, StandardSocketOptions.SO_SNDBUF, options.get(SEND_BUFFER));
  }

  private static void buffer(NetworkChannel channel, java.net.SocketOption<Integer> which, int size)
      throws IOException {
    if (size > 0) {
      channel.setOption(which, size);
    }
  }
}
