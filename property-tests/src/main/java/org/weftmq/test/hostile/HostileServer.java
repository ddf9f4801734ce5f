package org.weftmq.test.hostile;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A place where {@link Intruder}s wait for sockets that connect. For one thread; {@link #accept}
 * blocks until a socket comes.
 */
public final class HostileServer implements Closeable {
  private static final int BACKLOG = 50;

  private final ServerSocketChannel channel;
  private final String endpoint;
  private final Optional<Path> file;

  private HostileServer(ServerSocketChannel channel, String endpoint, Optional<Path> file) {
    this.channel = channel;
    this.endpoint = endpoint;
    this.file = file;
  }

  /** At a free port of the loopback. */
  public static HostileServer overTcp() throws IOException {
    var channel = ServerSocketChannel.open(StandardProtocolFamily.INET);
    channel.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), BACKLOG);
    var port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
    return new HostileServer(channel, "tcp://127.0.0.1:" + port, Optional.empty());
  }

  /** At {@code path}, where nothing may be as yet; the file is removed in the end. */
  public static HostileServer overIpc(Path path) throws IOException {
    var channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    channel.bind(UnixDomainSocketAddress.of(path), BACKLOG);
    return new HostileServer(channel, "ipc://" + path, Optional.of(path));
  }

  /** What a socket connects to in order to come here. */
  public String endpoint() {
    return endpoint;
  }

  /** The next one that comes, as the intruder at its other end. */
  public Intruder accept() throws IOException {
    return new Intruder(channel.accept());
  }

  @Override
  public void close() throws IOException {
    channel.close();
    if (file.isPresent()) {
      Files.deleteIfExists(file.get());
    }
  }
}
