package org.weftmq.spi;

import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import org.weftmq.Context;
import org.weftmq.Endpoint;

/**
 * Somebody who is told of everything that is opened in any context of this process, and of its end:
 * for tests that look for what was left open. Found by the service loader; there need be none.
 *
 * <p>Calls come on the thread that opens, binds, starts or closes, perhaps in a socket's turn. They
 * must neither block nor throw, nor use what they are told of.
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

  /** A thread was started for a context in the real world. */
  void started(Thread thread);

  /** Tells all there are; none blocks or throws. */
  static void tell(Consumer<Witness> news) {
    Found.WITNESSES.forEach(news);
  }

  /** Looked for when the first of them is to be told something. */
  final class Found {
    private static final List<Witness> WITNESSES =
        ServiceLoader.load(Witness.class).stream().map(ServiceLoader.Provider::get).toList();

    private Found() {}
  }
}
