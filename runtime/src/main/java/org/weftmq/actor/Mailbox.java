package org.weftmq.actor;

import org.jctools.queues.MessagePassingQueue;
import org.jctools.queues.varhandle.unpadded.MpscLinkedVarHandleUnpaddedQueue;

/**
 * The signals an actor has not handled yet, in the order of each poster: any thread posts, the
 * holder of the turn takes.
 *
 * <p>A linked queue costs an idle actor two words. It is read in the relaxed way: a poster that was
 * preempted half-way is not spun on but passed over as if it had not begun, which is safe because
 * it will try for the turn itself when it has finished.
 *
 * @param <S> the kind of signals
 */
public final class Mailbox<S> {
  private final MessagePassingQueue<S> signals = new MpscLinkedVarHandleUnpaddedQueue<>();

  /** An empty mailbox. */
  public Mailbox() {}

  /** Any thread. */
  public void offer(S signal) {
    signals.relaxedOffer(signal);
  }

  /** The holder: the next signal, or {@code null} if no poster has finished one. */
  public S poll() {
    return signals.relaxedPoll();
  }

  /**
   * The holder, or the thread that held the turn last: whether a finished signal waits. A thread
   * that is overtaken by a new holder may miss one; then the new holder will not.
   */
  public boolean hasMail() {
    return signals.relaxedPeek() != null;
  }
}
