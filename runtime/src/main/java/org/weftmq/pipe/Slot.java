package org.weftmq.pipe;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.weftmq.Message;

/**
 * A place in a conflating ring: until the consumer takes its message, the producer may exchange it.
 *
 * <p>The producer exchanges first: only if the slot was empty, it puts the slot into the queue. The
 * consumer takes the slot out of the queue first, then empties it. So a slot that holds a message
 * is in the queue exactly once, or in the hands of one side, which is about to put it in or to
 * empty it; and a slot that came out of the queue always holds a message, the newest. An exchange
 * that comes after the consumer emptied the slot finds it empty, and puts it in again. All depends
 * on one exchange of one field, which either side sees whole.
 */
final class Slot {
  private static final VarHandle MESSAGE;

  static {
    try {
      MESSAGE = MethodHandles.lookup().findVarHandle(Slot.class, "message", Message.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  // both sides exchange it
  private volatile Message message;

  /** The producer: puts a message in; whether the slot was empty. */
  boolean put(Message newer) {
    return MESSAGE.getAndSet(this, newer) == null;
  }

  /** The consumer that took it out of the queue, or the producer that did not put it in. */
  Message empty() {
    return (Message) MESSAGE.getAndSet(this, null);
  }

  /** The producer: only it can fill a slot, so one that it sees empty stays so. */
  boolean isEmpty() {
    return message == null;
  }
}
