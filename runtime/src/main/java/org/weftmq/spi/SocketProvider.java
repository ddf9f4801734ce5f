package org.weftmq.spi;

import org.weftmq.Context;
import org.weftmq.Socket;
import org.weftmq.SocketType;

/** Makes sockets of one type; found with {@link java.util.ServiceLoader}. */
public interface SocketProvider {
  /** The type it makes. */
  SocketType type();

  /** Opens a socket of that type. */
  Socket open(Context context);
}
