package org.weftmq.spi;

import java.util.Set;
import org.weftmq.Context;
import org.weftmq.Duplex;
import org.weftmq.SocketType;

/** Opens sockets of types that are known only at run time; found by the service loader. */
public interface SocketProvider {
  /** The types it opens. */
  Set<SocketType> types();

  /** Opens a socket of that type, as one of plain messages. */
  Duplex open(SocketType type, Context context);
}
