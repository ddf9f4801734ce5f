package org.weftmq.benchmarks.wire;

import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** JeroMQ at one end; arguments as those of libzmq_peer. */
final class JeromqPeer {
  private JeromqPeer() {}

  public static void main(String[] args) throws Exception {
    var type = SocketType.valueOf(args[0]);
    var endpoint = args[1];
    var size = Integer.parseInt(args[2]);
    var untimed = Integer.parseInt(args[3]);
    var count = Integer.parseInt(args[4]);
    try (var context = new ZContext()) {
      var socket = context.createSocket(type);
      socket.setHWM(1000);
      socket.setLinger(-1);
      switch (type) {
        case PULL -> {
          bind(socket, endpoint);
          Measured.throughput(() -> receive(socket, size), untimed, count);
        }
        case PUSH -> {
          socket.connect(endpoint);
          for (var i = 0; i < untimed + count; i++) {
            socket.send(new byte[size], 0);
          }
          Measured.stay();
        }
        case REP -> {
          bind(socket, endpoint);
          for (var i = 0; i < untimed + count; i++) {
            socket.send(receive(socket, size), 0);
          }
        }
        case REQ -> {
          socket.connect(endpoint);
          Measured.latency(
              () -> {
                socket.send(new byte[size], 0);
                receive(socket, size);
              },
              untimed,
              count);
        }
        default -> throw new IllegalArgumentException(args[0]);
      }
    }
  }

  private static void bind(ZMQ.Socket socket, String endpoint) {
    if (!socket.bind(endpoint)) {
      throw new IllegalStateException("cannot bind " + endpoint);
    }
    System.out.println(socket.getLastEndpoint());
  }

  private static byte[] receive(ZMQ.Socket socket, int size) {
    var bytes = socket.recv(0);
    if (bytes.length != size) {
      throw new IllegalStateException("received " + bytes.length + " bytes");
    }
    return bytes;
  }
}
