package org.weftmq.spi;

import java.util.List;
import org.weftmq.Option;
import org.weftmq.SocketType;

/**
 * A way to reach peers, found by the scheme of an endpoint.
 *
 * <p>Registered with {@link java.util.ServiceLoader}; each context has instances of its own, so a
 * transport may keep the context's names in fields.
 */
public sealed interface Transport permits ChannelTransport, DirectTransport {
  /** The scheme of its endpoints, lower-case letters and digits. */
  String scheme();

  /** Whether sockets of that type can use it; by default those that talk to ZeroMQ sockets. */
  default boolean serves(SocketType type) {
    return !type.isRaw();
  }

  /** The options it reads; each declared beside the code that reads it. */
  default List<Option<?>> options() {
    return List.of();
  }
}
