package org.weftmq.transport.udp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.weftmq.Frame;
import org.weftmq.Message;

/**
 * The form of RADIO and DISH, as libzmq has it: the size of the group's name in one byte, the name,
 * the body. All go to one place.
 */
final class ToGroup implements Form {
  private final InetSocketAddress target;

  ToGroup(InetSocketAddress target) {
    this.target = target;
  }

  @Override
  public Message read(ByteBuffer datagram, InetSocketAddress from) {
    if (!datagram.hasRemaining()) {
      return null;
    }
    var size = datagram.get() & 0xFF;
    if (size > datagram.remaining()) {
      return null;
    }
    var bytes = new byte[datagram.remaining()];
    datagram.get(bytes);
    return Message.of(Frame.wrap(bytes, size, bytes.length - size))
        .prepend(Frame.wrap(bytes, 0, size));
  }

  @Override
  public InetSocketAddress write(Message message, ByteBuffer datagram) throws IOException {
    Form.checkFits(1 + message.byteSize(), datagram);
    datagram.put((byte) message.first().size());
    message.first().copyTo(datagram);
    message.frame(1).copyTo(datagram);
    return target;
  }
}
