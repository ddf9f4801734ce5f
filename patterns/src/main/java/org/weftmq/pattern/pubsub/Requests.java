package org.weftmq.pattern.pubsub;

import org.weftmq.Frame;
import org.weftmq.Message;

/** What a publisher does with what its subscribers send. */
interface Requests {
  /** Whether more of this subscriber may be read now; if not, this asks to go on later. */
  boolean isReady(Subscriber from);

  /** It asks for a topic, or no longer wants it. */
  void requested(Subscriber from, boolean wanted, Frame topic);

  /** It sent a message. */
  void received(Subscriber from, Message message);

  /** It is gone, or was connected anew: nothing it asked for counts any more. */
  void left(Subscriber gone);
}
