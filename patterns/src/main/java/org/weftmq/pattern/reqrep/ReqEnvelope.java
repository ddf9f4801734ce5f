package org.weftmq.pattern.reqrep;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.weftmq.Frame;
import org.weftmq.Message;

/**
 * What a REQ puts in front of a request, and expects in front of its reply: an empty frame, and
 * before that a number if there is one (28/REQREP).
 */
record ReqEnvelope(Optional<Frame> number) {
  /** The one without a number. */
  static final ReqEnvelope EMPTY = new ReqEnvelope(Optional.empty());

  /** The one with that number. */
  static ReqEnvelope of(int number) {
    var bytes = ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
    return new ReqEnvelope(Optional.of(Frame.wrap(bytes)));
  }

  /** Whether the reply can be told from that to another request. */
  boolean isNumbered() {
    return number.isPresent();
  }

  private int frames() {
    return isNumbered() ? 2 : 1;
  }

  /** A request in this envelope. */
  Message around(Message body) {
    var delimited = body.prepend(Frame.empty());
    return number.map(delimited::prepend).orElse(delimited);
  }

  /** Whether a message has this envelope in front, and something in it. */
  boolean fits(Message message) {
    return message.size() > frames()
        && message.frame(frames() - 1).isEmpty()
        && number.map(message.first()::equals).orElse(true);
  }

  /** What is in the envelope of a message that fits. */
  Message open(Message message) {
    return message.skip(frames());
  }
}
