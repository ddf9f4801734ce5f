package org.weftmq.benchmarks.link;

import java.util.concurrent.atomic.AtomicInteger;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** A PAIR of JeroMQ over inproc. */
record JeromqPair(ZMQ.Socket socket) implements Port {
  private static final ZContext CONTEXT = new ZContext(); // that of the process
  private static final AtomicInteger LINKS = new AtomicInteger();

  /** Two of them; the high-water marks of both sides together are the capacity. */
  static Link link(int capacity) {
    var endpoint = "inproc://link-" + LINKS.incrementAndGet();
    var near = open(capacity - capacity / 2);
    var far = open(capacity / 2);
    near.bind(endpoint);
    far.connect(endpoint);
    return new Link(new JeromqPair(near), new JeromqPair(far));
  }

  private static ZMQ.Socket open(int mark) {
    var socket = CONTEXT.createSocket(SocketType.PAIR);
    socket.setHWM(mark);
    return socket;
  }

  @Override
  public void send(byte[] bytes) {
    socket.send(bytes, 0);
  }

  @Override
  public Object receive() {
    return socket.recv(0);
  }

  @Override
  public void close() {
    socket.close();
  }
}
