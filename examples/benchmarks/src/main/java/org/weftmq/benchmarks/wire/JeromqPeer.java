package org.weftmq.benchmarks.wire;

import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** JeroMQ at one end or both; arguments as those of libzmq_peer. */
final class JeromqPeer {
  private static final ZContext CONTEXT = new ZContext(); // that of the process

  private JeromqPeer() {}

  public static void main(String[] args) throws Exception {
    Ends.run(args, Thread.ofPlatform(), JeromqPeer::open);
  }

  private static End open(String type, boolean binds, String endpoint) {
    var socket = CONTEXT.createSocket(SocketType.valueOf(type));
    socket.setHWM(1000);
    if (!(binds ? socket.bind(endpoint) : socket.connect(endpoint))) {
      throw new IllegalStateException("cannot bind or connect to " + endpoint);
    }
    return new SocketEnd(socket);
  }

  private record SocketEnd(ZMQ.Socket socket) implements End {
    @Override
    public String endpoint() {
      return socket.getLastEndpoint();
    }

    @Override
    public void send(int size) {
      socket.send(new byte[size], 0);
    }

    @Override
    public int receive() {
      return socket.recv(0).length;
    }

    @Override
    public void answer() {
      socket.send(socket.recv(0), 0);
    }
  }
}
