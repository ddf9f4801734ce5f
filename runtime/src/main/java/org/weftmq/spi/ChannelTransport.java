package org.weftmq.spi;

import java.io.IOException;
import org.weftmq.Endpoint;
import org.weftmq.Options;

/**
 * A transport whose peers are reached through a connection each (tcp, ipc, ...): it makes
 * connections and knows no socket; accepting, retrying and backing off are not its concern.
 *
 * <p>Each call comes on a thread of the library that may block.
 */
public non-sealed interface ChannelTransport extends Transport {
  /**
   * Checks an endpoint that is to be connected, without reaching for it.
   *
   * @throws org.weftmq.BadEndpointException if it can never be connected
   */
  void check(Endpoint to);

  /**
   * Binds {@code at}.
   *
   * @throws org.weftmq.BadEndpointException if the address is malformed
   * @throws IOException if it cannot be bound; the text is the reason, such as "address in use"
   */
  Listener listen(Endpoint at, Options options, Environment environment)
      throws IOException, InterruptedException;

  /**
   * Reaches {@code to}; blocks until it is there or cannot be reached.
   *
   * @throws IOException if it cannot be reached; the text is the reason
   * @throws InterruptedException if interrupted, which is how the library gives up
   */
  Connection connect(Endpoint to, Options options, Environment environment)
      throws IOException, InterruptedException;
}
