package org.weftmq.spi;

import org.weftmq.Context;
import org.weftmq.Endpoint;

/**
 * Somebody who is told of everything that is opened in any context of this process, and of its end:
 * for tests that look for what was left open. Found by the service loader; there need be none.
 *
 * <p>Calls come on the thread that opens, binds or closes. They must neither block nor throw, nor
 * use what they are told of.
 */
public interface Witness {
  /** A context was opened. */
  void opened(Context context);

  /** A context was closed, perhaps again. */
  void closed(Context context);

  /** A socket was opened. */
  void opened(SocketCore<?, ?> socket);

  /** A socket is bound to {@code endpoint}, resolved. */
  void bound(SocketCore<?, ?> socket, Endpoint endpoint);

  /** A socket was closed, perhaps again. */
  void closed(SocketCore<?, ?> socket);
}
