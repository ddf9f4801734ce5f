package org.weftmq.transport.udp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.spi.NumericAddress;

/**
 * The form of DGRAM: the body alone; where it goes to or came from is the message's first frame.
 */
final class ToAddress implements Form {
  // the reading thread's
  private final Recent<InetSocketAddress, Frame> senders =
      new Recent<>(address -> Frame.of(NumericAddress.text(address)));

  // the writing thread's
  private final Recent<Frame, InetSocketAddress> receivers = new Recent<>(ToAddress::parse);

  @Override
  public Message read(ByteBuffer datagram, InetSocketAddress from) {
    return Message.of(Frame.copyOf(datagram)).prepend(senders.valueOf(from));
  }

  @Override
  public InetSocketAddress write(Message message, ByteBuffer datagram) throws IOException {
    var to = receivers.valueOf(message.first());
    if (to.isUnresolved()) {
      throw new IOException("there is no address " + message.text());
    }
    Form.checkFits(message.frame(1).size(), datagram);
    message.frame(1).copyTo(datagram);
    return to;
  }

  private static InetSocketAddress parse(Frame text) {
    return NumericAddress.readWithPort(text.text())
        .orElseGet(() -> InetSocketAddress.createUnresolved(text.text(), 0));
  }
}
