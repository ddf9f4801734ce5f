package org.weftmq.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.RoutingId;
import org.weftmq.SocketType;

/**
 * What stands before the body of each message that one socket sends to and receives from another
 * (28/REQREP): a ROUTER's peer by its id, and the delimiter where REQ or REP at the other end adds
 * or wants one.
 */
record Envelope(List<Frame> frames) {
  /** What {@code self} has to write, and gets to see, when it talks to {@code other}. */
  static Envelope between(SocketType self, SocketType other, RoutingId otherId) {
    var frames = new ArrayList<Frame>();
    if (self == SocketType.ROUTER) {
      frames.add(otherId.frame());
    }
    if (self == SocketType.ROUTER && other == SocketType.REQ
        || self == SocketType.DEALER && other == SocketType.REP) {
      frames.add(Frame.empty());
    }
    return new Envelope(List.copyOf(frames));
  }

  /** What stands before {@code body}, its last frame, in a message that was received. */
  static Envelope of(Message received, Message body) {
    var frames = received.frames();
    assertThat(frames.getLast()).isEqualTo(body.first());
    return new Envelope(List.copyOf(frames.subList(0, frames.size() - 1)));
  }

  /** The body in its envelope. */
  Message around(Message body) {
    var whole = new ArrayList<>(frames);
    whole.addAll(body.frames());
    return Message.of(whole);
  }
}
