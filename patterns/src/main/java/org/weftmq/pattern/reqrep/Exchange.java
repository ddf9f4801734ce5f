package org.weftmq.pattern.reqrep;

import java.util.concurrent.atomic.AtomicBoolean;
import org.weftmq.Message;
import org.weftmq.NoCodecException;
import org.weftmq.WrongStateException;
import org.weftmq.spi.SocketCore;

/** A request that a {@link Rep} received, to be answered once, by any thread. */
public final class Exchange {
  private final SocketCore<RepRouting.Answer, RepRouting.Question> core;
  private final RepRouting.Question question;
  private final AtomicBoolean answered = new AtomicBoolean();

  Exchange(SocketCore<RepRouting.Answer, RepRouting.Question> core, RepRouting.Question question) {
    this.core = core;
    this.question = question;
  }

  /** The request, without its envelope. */
  public Message request() {
    return question.body();
  }

  /**
   * Sends the reply; never waits for the peer. If the peer has left, or takes no more replies, the
   * reply is dropped and counted (28/REQREP).
   *
   * @throws WrongStateException if it has been answered
   * @throws NoCodecException if the peer is out of this process, and there is an object in the
   *     reply and no codec for it; it may be answered with something else
   * @throws org.weftmq.SocketClosedException if the socket is closed
   */
  public void reply(Message message) {
    if (!answered.compareAndSet(false, true)) {
      throw new WrongStateException("cannot answer this request again: it has been answered");
    }
    try {
      core.offer(new RepRouting.Answer(question, message));
    } catch (NoCodecException e) {
      answered.set(false);
      throw e;
    }
  }

  /** Sends a reply of one frame of text; like {@link #reply(Message)}. */
  public void reply(String text) {
    reply(Message.of(text));
  }
}
