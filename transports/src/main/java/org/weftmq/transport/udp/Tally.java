package org.weftmq.transport.udp;

import org.weftmq.SocketEvent;
import org.weftmq.spi.Attachment;

/** A count of what was passed over for one reason, told each time it has doubled. One thread. */
final class Tally {
  private final Attachment socket;
  private long count;

  Tally(Attachment socket) {
    this.socket = socket;
  }

  void add(String reason) {
    count++;
    if (Long.bitCount(count) == 1) {
      socket.report(new SocketEvent.PassedOver(socket.endpoint(), count, reason));
    }
  }
}
