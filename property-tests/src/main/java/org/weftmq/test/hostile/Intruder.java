package org.weftmq.test.hostile;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.weftmq.Endpoint;
import org.weftmq.Frame;
import org.weftmq.SocketType;

/**
 * A raw peer over tcp or ipc that says what it likes and is no socket: it neither answers nor reads
 * by itself.
 *
 * <pre>{@code
 * try (var context = Context.open();
 *     var pull = Pull.open(context).bind("tcp://127.0.0.1:*");
 *     var intruder = Intruder.to(pull.endpoint())) {
 *   intruder.says(Speech.begin().joining(SocketType.PUSH).message("not", "a socket"));
 *   System.out.println(pull.receive().text(1));
 * }
 * }</pre>
 *
 * <p>One thread may say something while another listens; any thread may close it. To say something
 * blocks until the other side's machine has taken it; to hear something blocks for at most 20
 * seconds and then fails the test.
 */
public final class Intruder implements Closeable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final SocketChannel channel;

  Intruder(SocketChannel channel) throws IOException {
    this.channel = channel;
    if (isTcp()) {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }
  }

  /**
   * Connects to {@code endpoint}, as {@code socket.endpoint()} gives it: {@code
   * tcp://127.0.0.1:5555} or {@code ipc:///path}.
   *
   * @throws IOException if nobody listens there
   */
  public static Intruder to(String endpoint) throws IOException {
    return new Intruder(SocketChannel.open(address(Endpoint.parse(endpoint))));
  }

  private static SocketAddress address(Endpoint endpoint) {
    var address = endpoint.address();
    if (endpoint.scheme().equals("ipc")) {
      return UnixDomainSocketAddress.of(address);
    }
    var colon = address.lastIndexOf(':');
    return new InetSocketAddress(
        address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
  }

  private boolean isTcp() throws IOException {
    return channel.supportedOptions().contains(StandardSocketOptions.TCP_NODELAY);
  }

  /**
   * Says {@code speech} from its beginning to its end.
   *
   * @throws IOException if it has been cut off
   */
  public Intruder says(Speech speech) throws IOException {
    for (var deed : speech.deeds()) {
      switch (deed) {
        case Speech.Deed.Write(byte[] bytes) -> write(ByteBuffer.wrap(bytes));
        case Speech.Deed.Pause(Duration time) -> LockSupport.parkNanos(this, time.toNanos());
        case Speech.Deed.End(Speech.Manner manner) -> {
          switch (manner) {
            case FINISH -> channel.shutdownOutput();
            case RESET -> reset();
          }
        }
      }
    }
    return this;
  }

  /** Says greeting and READY, as a socket of that type. */
  public Intruder joins(SocketType type) throws IOException {
    return says(Speech.begin().joining(type));
  }

  private void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /**
   * The next {@code count} bytes of the other side; the first 64 are its greeting.
   *
   * @throws IOException if it ends before
   */
  public byte[] hears(int count) throws IOException {
    var bytes = ByteBuffer.allocate(count);
    while (bytes.hasRemaining()) {
      if (read(bytes) < 0) {
        throw new EOFException("the end came after " + bytes.position() + " bytes of " + count);
      }
    }
    return bytes.array();
  }

  /**
   * The next frame of the other side, once its greeting has been heard.
   *
   * @throws IOException if it ends before
   */
  public Heard hearsFrame() throws IOException {
    var flags = hears(1)[0];
    var size =
        (flags & Speech.LARGE) == 0
            ? hears(1)[0] & 0xFF
            : Math.toIntExact(ByteBuffer.wrap(hears(8)).getLong());
    return new Heard(flags, Frame.wrap(hears(size)));
  }

  /** Waits until the other side has ended the connection, and throws away what it says. */
  public void awaitEnd() {
    var bytes = ByteBuffer.allocate(4096);
    try {
      while (read(bytes.clear()) >= 0) {
        continue;
      }
    } catch (IOException e) {
      return; // cut off with a reset: an end, too
    }
  }

  /** Reads; what does not come in time fails the test, whatever it was to be. */
  private int read(ByteBuffer into) throws IOException {
    var late = new AtomicBoolean();
    var watch =
        Thread.startVirtualThread(
            () -> {
              LockSupport.parkNanos(this, PATIENCE.toNanos());
              if (!Thread.interrupted()) {
                late.set(true);
                close();
              }
            });
    try {
      return channel.read(into);
    } catch (IOException e) {
      if (late.get()) {
        throw new AssertionError("the other side said nothing for " + PATIENCE, e);
      }
      throw e;
    } finally {
      watch.interrupt();
    }
  }

  private void reset() throws IOException {
    if (isTcp()) {
      channel.setOption(StandardSocketOptions.SO_LINGER, 0);
    }
    channel.close();
  }

  /** Ends the connection; what was said before still arrives. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new AssertionError("cannot close " + channel, e);
    }
  }
}
