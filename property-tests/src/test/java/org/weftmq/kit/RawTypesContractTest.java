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
      var socket = Sockets.open(context, SocketType.STREAM);
      socket.bind("tcp://127.0.0.1:*");
      return socket;
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
      var socket = Sockets.open(context, SocketType.DGRAM);
      socket.bind("udp://127.0.0.1:*");
      return socket;
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
}
