package org.weftmq.pattern.pubsub;

import java.util.ArrayList;
import java.util.function.Consumer;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.spi.Control;

/** Subscriptions in the form of frames: a byte 1 or 0, then the topic (23/ZMTP, 29/PUBSUB). */
final class OldStyle {
  private static final byte UNSUBSCRIBE = 0;
  private static final byte SUBSCRIBE = 1;

  private OldStyle() {}

  /**
   * Takes a message apart: into its subscriptions, and what is left of it if anything is. If {@code
   * onlyFirst}, it has none if the first frame is none.
   */
  static void read(
      Message message,
      boolean onlyFirst,
      Consumer<Control> subscriptions,
      Consumer<Message> leftOver) {
    if (!mayHoldSome(message, onlyFirst)) {
      leftOver.accept(message);
      return;
    }
    var rest = new ArrayList<Frame>();
    for (var i = 0; i < message.size(); i++) {
      var frame = message.frame(i);
      if (isSubscription(frame)) {
        subscriptions.accept(control(frame));
      } else {
        rest.add(frame);
      }
    }
    if (!rest.isEmpty()) {
      leftOver.accept(Message.of(rest));
    }
  }

  /** Whether it is worth while to take the message apart. */
  static boolean mayHoldSome(Message message, boolean onlyFirst) {
    return isSubscription(message.first()) || !onlyFirst && message.size() > 1;
  }

  private static boolean isSubscription(Frame frame) {
    return !frame.isObject()
        && !frame.isEmpty()
        && (frame.byteAt(0) == SUBSCRIBE || frame.byteAt(0) == UNSUBSCRIBE);
  }

  private static Control control(Frame frame) {
    var topic = Frame.wrap(frame.bytes(), 1, frame.size() - 1);
    return frame.byteAt(0) == SUBSCRIBE ? new Control.Subscribe(topic) : new Control.Cancel(topic);
  }

  static Message message(Upstream event) {
    return switch (event) {
      case Upstream.Subscribed(Frame topic) -> Message.of(frame(SUBSCRIBE, topic));
      case Upstream.Unsubscribed(Frame topic) -> Message.of(frame(UNSUBSCRIBE, topic));
      case Upstream.Received(Message message) -> message;
    };
  }

  private static Frame frame(byte verb, Frame topic) {
    var bytes = new byte[1 + topic.size()];
    bytes[0] = verb;
    System.arraycopy(topic.bytes(), 0, bytes, 1, topic.size());
    return Frame.wrap(bytes);
  }
}
