package org.weftmq.transport.stream;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.weftmq.Option;
import org.weftmq.Options;
import org.weftmq.spi.Environment;

/** An attempt to reach a peer at one address. */
public final class Reaching {
  /** How long it may take. */
  public static final Option<Duration> CONNECT_TIMEOUT =
      Option.time(
          "connect-timeout",
          Duration.ofSeconds(10),
          "how long an attempt to reach one address of a peer may take");

  private Reaching() {}

  /**
   * Connects {@code channel}; blocks until that is done. The caller closes the channel if it fails.
   *
   * @throws IOException if the peer cannot be reached; the text is the reason
   */
  public static void connect(
      SocketChannel channel, SocketAddress to, Options options, Environment environment)
      throws IOException, InterruptedException {
    var time = options.get(CONNECT_TIMEOUT);
    var deadline = Deadline.after(time, environment, () -> close(channel));
    try {
      channel.connect(to);
    } catch (ClosedByInterruptException e) {
      Thread.interrupted();
      throw new InterruptedException("interrupted while reaching " + to);
    } catch (ClosedChannelException e) {
      throw new IOException("nobody answered within " + time.toMillis() + " ms", e);
    } catch (IOException e) {
      throw Reason.of(e);
    } finally {
      deadline.close();
    }
  }

  /** Closes a channel that nobody needs any more. */
  public static void close(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // It is closed as far as this side is concerned.
    }
  }
}
