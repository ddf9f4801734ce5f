package org.weftmq.test.contract;

import java.time.Duration;
import org.weftmq.Context;
import org.weftmq.Socket;
import org.weftmq.SocketOptions;
import org.weftmq.pattern.pair.Pair;
import org.weftmq.pattern.pipeline.Pull;
import org.weftmq.pattern.pipeline.Push;

/** The sockets that transports are tried with; they connect again soon, and linger not at all. */
final class Plain {
  private Plain() {}

  static Pull pull(Context context) {
    return Pull.open(context).set(SocketOptions.LINGER, Duration.ZERO);
  }

  static Push push(Context context) {
    return hasty(Push.open(context));
  }

  static Pair pair(Context context) {
    return hasty(Pair.open(context));
  }

  private static <S extends Socket> S hasty(S socket) {
    socket
        .set(SocketOptions.RECONNECT_INTERVAL, Duration.ofMillis(5))
        .set(SocketOptions.RECONNECT_INTERVAL_MAX, Duration.ofMillis(50));
    return socket;
  }
}
