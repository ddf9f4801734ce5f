package org.weftmq.benchmarks.link;

import java.util.concurrent.atomic.AtomicInteger;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/**
 * Two PAIRs of JeroMQ over inproc; the high-water marks of both sides together are the capacity.
 */
final class JeromqPair implements Link {
  private static final ZContext CONTEXT = new ZContext(); // that of the process
  private static final AtomicInteger LINKS = new AtomicInteger();

  private final ZMQ.Socket near = CONTEXT.createSocket(SocketType.PAIR);
  private final ZMQ.Socket far = CONTEXT.createSocket(SocketType.PAIR);

  JeromqPair(int capacity) {
    near.setHWM(capacity - capacity / 2);
    far.setHWM(capacity / 2);
    var endpoint = "inproc://link-" + LINKS.incrementAndGet();
    near.bind(endpoint);
    far.connect(endpoint);
  }

  @Override
  public Port near() {
    return new End(near);
  }

  @Override
  public Port far() {
    return new End(far);
  }

  @Override
  public void close() {
    near.close();
    far.close();
  }

  private record End(ZMQ.Socket socket) implements Port {
    @Override
    public void send(byte[] bytes) {
      socket.send(bytes, 0);
    }

    @Override
    public Object receive() {
      return socket.recv(0);
    }
  }
}
