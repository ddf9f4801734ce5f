package org.weftmq.transport.stream;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.weftmq.Endpoint;
import org.weftmq.spi.Connection;
import org.weftmq.spi.Environment;
import org.weftmq.spi.Listener;

/** A bound channel whose peers speak ZMTP. */
public final class ChannelListener implements Listener {
  /** What an accepted channel needs before it is used. */
  @FunctionalInterface
  public interface Tuning {
    /** Sets the channel's options. */
    void apply(SocketChannel channel) throws IOException;
  }

  private final ServerSocketChannel channel;
  private final Endpoint endpoint;
  private final Environment environment;
  private final Tuning tuning;
  private final Closeable name;

  /**
   * Takes over {@code channel}, which is bound to {@code endpoint}, and {@code name}, which is
   * closed first.
   */
  public ChannelListener(
      ServerSocketChannel channel,
      Endpoint endpoint,
      Environment environment,
      Tuning tuning,
      Closeable name) {
    this.channel = channel;
    this.endpoint = endpoint;
    this.environment = environment;
    this.tuning = tuning;
    this.name = name;
  }

  @Override
  public Endpoint endpoint() {
    return endpoint;
  }

  @Override
  public Connection accept() throws IOException {
    var accepted = channel.accept();
    try {
      tuning.apply(accepted);
      return new StreamConnection(environment.wire(accepted), accepted::shutdownOutput);
    } catch (IOException e) { // the peer may be gone already
      Reaching.close(accepted);
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      name.close();
    }
  }
}
