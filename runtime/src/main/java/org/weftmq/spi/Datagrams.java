package org.weftmq.spi;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/**
 * A way for datagrams to and from any number of peers. One thread receives while another sends; any
 * thread may close, which ends both with an {@link IOException}.
 */
public interface Datagrams extends Closeable {
  /**
   * Blocks until a datagram comes, then puts it into {@code into}; what does not fit is lost.
   *
   * @return where it came from
   */
  InetSocketAddress receive(ByteBuffer into) throws IOException;

  /**
   * Gives the bytes that remain in {@code from} to the kernel as one datagram; blocks until it has
   * room.
   *
   * @throws IOException if the kernel does not take it: too large, or without a way to {@code to}
   */
  void send(ByteBuffer from, InetSocketAddress to) throws IOException;

  /** Whether it is closed. */
  boolean isClosed();
}
