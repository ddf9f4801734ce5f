package org.weftmq.spi;

import java.util.List;
import org.weftmq.Option;

/**
 * A way to reach peers, found by the scheme of an endpoint.
 *
 * <p>Registered with {@link java.util.ServiceLoader}; each context has instances of its own, so a
 * transport may keep the context's names in fields.
 */
public sealed interface Transport permits ChannelTransport, DirectTransport {
  /** The scheme of its endpoints, lower-case letters and digits. */
  String scheme();

  /** The options it reads; each declared beside the code that reads it. */
  default List<Option<?>> options() {
    return List.of();
  }
}
