package org.weftmq.whole;

import java.nio.ByteBuffer;
import org.weftmq.Message;

/** What a message of a test says: who sent it, and which of the sender's messages it is. */
record Numbered(int sender, int number) {
  Message message() {
    return Message.wrap(ByteBuffer.allocate(8).putInt(sender).putInt(number).array());
  }

  static Numbered of(Message message) {
    var bytes = message.first().buffer();
    return new Numbered(bytes.getInt(), bytes.getInt());
  }
}
