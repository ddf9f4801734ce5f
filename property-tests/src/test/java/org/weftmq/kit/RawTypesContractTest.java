package org.weftmq.kit;

import org.junit.jupiter.api.Nested;
import org.weftmq.Context;
import org.weftmq.Duplex;
import org.weftmq.Frame;
import org.weftmq.SocketType;
import org.weftmq.pattern.Sockets;
import org.weftmq.test.contract.RawTypeContract;

/** The contract of types that speak no ZMTP, kept by both of them. */
class RawTypesContractTest {
  @Nested
  class Stream implements RawTypeContract {
    @Override
    public Duplex open(Context context) {
      return bound(context, SocketType.STREAM, "tcp://127.0.0.1:*");
    }

    @Override
    public Frame reach(Duplex from, Duplex to) throws InterruptedException {
      from.connect(to.endpoint());
      return from.receive().first(); // the news that it is connected
    }

    @Override
    public boolean keepsPieces() {
      return false; // tcp has none
    }
  }

  @Nested
  class Dgram implements RawTypeContract {
    @Override
    public Duplex open(Context context) {
      return bound(context, SocketType.DGRAM, "udp://127.0.0.1:*");
    }

    @Override
    public Frame reach(Duplex from, Duplex to) {
      return Frame.of(to.endpoint().substring("udp://".length()));
    }

    @Override
    public boolean keepsPieces() {
      return true;
    }
  }

  private static Duplex bound(Context context, SocketType type, String endpoint) {
    var socket = Sockets.open(context, type);
    socket.bind(endpoint);
    return socket;
  }
}
