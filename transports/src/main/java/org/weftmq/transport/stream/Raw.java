package org.weftmq.transport.stream;

import java.util.List;
import org.weftmq.Option;
import org.weftmq.SocketType;
import org.weftmq.spi.ConnectionAttachment;

/** When connections carry bare bytes instead of ZMTP, and how. */
public final class Raw {
  /** How many bytes that came together may be in one message. */
  public static final Option<Integer> CHUNK =
      Option.number(
          "raw-chunk",
          8 * 1024,
          1,
          Input.LARGEST_BUFFER,
          "how many bytes of a raw peer one message may have");

  /** Whether a ROUTER talks to peers that speak no ZMTP; libzmq calls it deprecated. */
  public static final Option<Boolean> ROUTER =
      Option.flag("router-raw", false, "talk bare bytes instead of ZMTP on a ROUTER");

  private Raw() {}

  /** The options of such connections. */
  static List<Option<?>> options() {
    return List.of(CHUNK, ROUTER);
  }

  /** Whether that is what the socket wants. */
  static boolean isSpokenBy(ConnectionAttachment socket) {
    return socket.type().isRaw()
        || socket.type() == SocketType.ROUTER && socket.options().get(ROUTER);
  }
}
