package org.weftmq.socket;

import java.util.concurrent.CopyOnWriteArrayList;
import org.weftmq.SocketEvent;
import org.weftmq.SocketEvents;
import org.weftmq.spi.Environment;

/** Tells a socket's events to those who listen. Any thread. */
final class Monitor {
  private final CopyOnWriteArrayList<EventStream> streams = new CopyOnWriteArrayList<>();
  private volatile boolean ended;

  SocketEvents listen(Environment environment) {
    var stream = new EventStream(environment, this);
    streams.add(stream);
    if (ended) { // by a thread that may not have seen this stream
      stream.end();
    }
    return stream;
  }

  void report(SocketEvent event) {
    for (var stream : streams) {
      stream.report(event);
    }
  }

  void remove(EventStream stream) {
    streams.remove(stream);
  }

  /** The socket is closed: nothing will follow. */
  void end() {
    ended = true;
    streams.forEach(EventStream::end);
  }
}
