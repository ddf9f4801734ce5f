package org.weftmq.benchmarks.crowd;

import java.util.List;
import java.util.stream.Stream;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** Sockets of JeroMQ. */
final class JeromqFan implements FanOut.Fan {
  private final ZContext context = new ZContext(); // that of the process
  private final ZMQ.Socket pub;
  private final List<ZMQ.Socket> subs;

  JeromqFan(String endpoint, boolean waits, int subscribers) {
    context.getContext().setMaxSockets(subscribers + 10);
    pub = context.createSocket(SocketType.PUB);
    pub.setHWM(1000);
    pub.setBacklog(1024); // as Weft's is
    pub.setXpubNoDrop(waits);
    pub.bind(endpoint);
    subs = Stream.generate(this::subscriber).limit(subscribers).toList();
  }

  private ZMQ.Socket subscriber() {
    var sub = context.createSocket(SocketType.SUB);
    sub.setHWM(1000);
    sub.subscribe(new byte[0]);
    sub.connect(pub.getLastEndpoint());
    return sub;
  }

  @Override
  public List<FanOut.Loop> subscribers() {
    return subs.stream().<FanOut.Loop>map(sub -> () -> sub.recv(0)).toList();
  }

  @Override
  public Thread.Builder threads() {
    return Thread.ofPlatform();
  }

  @Override
  public void publish(byte[] bytes) {
    pub.send(bytes, 0);
  }
}
