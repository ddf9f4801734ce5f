package org.weftmq.transport.udp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.weftmq.Message;

/** What a message looks like in a datagram. One thread reads, another writes. */
interface Form {
  /** The message in a datagram that came {@code from} there, or {@code null} if there is none. */
  Message read(ByteBuffer datagram, InetSocketAddress from);

  /**
   * Puts a message into a datagram.
   *
   * @return where it is to go
   * @throws IOException if it fits into none, or is for no address
   */
  InetSocketAddress write(Message message, ByteBuffer datagram) throws IOException;

  /** What is sent is never cut. */
  static void checkFits(long size, ByteBuffer datagram) throws IOException {
    if (size > datagram.remaining()) {
      throw new IOException(size + " bytes do not fit into one of " + datagram.remaining());
    }
  }
}
