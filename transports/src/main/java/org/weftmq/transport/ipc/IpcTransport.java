package org.weftmq.transport.ipc;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.weftmq.Endpoint;
import org.weftmq.Option;
import org.weftmq.Options;
import org.weftmq.SocketType;
import org.weftmq.spi.ChannelTransport;
import org.weftmq.spi.Connection;
import org.weftmq.spi.Environment;
import org.weftmq.spi.Listener;
import org.weftmq.transport.stream.ChannelListener;
import org.weftmq.transport.stream.Reaching;
import org.weftmq.transport.stream.Reason;
import org.weftmq.transport.stream.StreamConnection;
import org.weftmq.transport.tcp.TcpTransport;

/**
 * The transport between processes of one machine, over Unix domain sockets: {@code ipc://path}, the
 * path absolute or relative to the working directory. {@code bind} takes {@code ipc://*}, too: a
 * new socket in a private directory, which is removed when it is unbound.
 *
 * <p>The kernel's send buffer has half a MiB, as far as the kernel allows, unless {@link
 * TcpTransport#SEND_BUFFER} says otherwise.
 */
public final class IpcTransport implements ChannelTransport {
  /**
   * What Linux has room for by itself, 208 KiB, is less than one write of a long message: writer
   * and reader would wake one another several times for each. The kernel may allow less than this.
   */
  private static final int SEND_BUFFER = 512 * 1024;

  /** The one way it works. */
  public IpcTransport() {}

  @Override
  public String scheme() {
    return "ipc";
  }

  @Override
  public boolean serves(SocketType type) {
    return !type.isRaw() || type == SocketType.STREAM;
  }

  @Override
  public List<Option<?>> options() {
    var options = new ArrayList<>(StreamConnection.options());
    options.add(TcpTransport.SEND_BUFFER);
    return options;
  }

  @Override
  public void check(Endpoint to) {
    if (SocketPath.isWildcard(to)) {
      throw to.bad("* is for bind; to connect, name the path that is bound");
    }
    SocketPath.of(to);
  }

  @Override
  public Listener listen(Endpoint at, Options options, Environment environment)
      throws IOException, InterruptedException {
    try {
      var wildcard = SocketPath.isWildcard(at);
      var name = wildcard ? BoundName.inPrivateDirectory() : new BoundName(SocketPath.of(at));
      var endpoint = wildcard ? new Endpoint(scheme(), name.path().toString()) : at;
      var channel = name.bind(environment);
      return new ChannelListener(
          channel, endpoint, environment, accepted -> tune(accepted, options), name);
    } catch (IOException e) {
      throw Reason.of(e);
    }
  }

  @Override
  public Connection connect(Endpoint to, Options options, Environment environment)
      throws IOException, InterruptedException {
    var path = SocketPath.of(to);
    var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    var reached = false;
    try {
      tune(channel, options);
      Reaching.connect(channel, UnixDomainSocketAddress.of(path), options, environment);
      reached = true;
      return new StreamConnection(environment.wire(channel), channel::shutdownOutput);
    } catch (IOException e) {
      throw isMissing(path) ? new IOException("nothing is bound to that path", e) : e;
    } finally {
      if (!reached) {
        Reaching.close(channel);
      }
    }
  }

  static void tune(SocketChannel channel, Options options) throws IOException {
    var wanted = options.get(TcpTransport.SEND_BUFFER);
    channel.setOption(StandardSocketOptions.SO_SNDBUF, wanted > 0 ? wanted : SEND_BUFFER);
  }

  private static boolean isMissing(Path path) {
    return Files.notExists(path);
  }
}
