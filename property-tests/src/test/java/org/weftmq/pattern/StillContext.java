package org.weftmq.pattern;

import java.time.Duration;
import org.weftmq.Context;
import org.weftmq.Message;
import org.weftmq.Socket;
import org.weftmq.test.ManualEnvironment;

/** Sockets in a world in which one thread does everything, so each run is the same. */
final class StillContext implements AutoCloseable {
  private final ManualEnvironment environment = new ManualEnvironment();
  private final Context context = Context.open(environment);
  private int numbers;

  Context context() {
    return context;
  }

  /** Does what a turn left for other threads. */
  void settle() {
    environment.runAll();
  }

  /** A message that is like no other. */
  Message next() {
    return Message.of(Integer.toString(numbers++));
  }

  void leave(Socket socket) {
    socket.close(Duration.ZERO);
    settle();
  }

  @Override
  public void close() {
    context.close();
    settle();
  }
}
