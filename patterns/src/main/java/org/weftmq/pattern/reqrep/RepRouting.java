package org.weftmq.pattern.reqrep;

import java.util.ArrayList;
import org.weftmq.DropReason;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.WrongStateException;
import org.weftmq.pattern.strategy.FairQueue;
import org.weftmq.pipe.Pipe;
import org.weftmq.spi.Outcome;
import org.weftmq.spi.Routing;

/** Requests of all peers in turn; each answer to the peer that asked (28/REQREP). */
final class RepRouting implements Routing<RepRouting.Answer, RepRouting.Question> {
  private static final Outcome GONE = new Outcome.Dropped(DropReason.PEER_GONE);
  private static final Outcome FULL = new Outcome.Dropped(DropReason.PEER_FULL);

  private final FairQueue incoming = new FairQueue();

  /**
   * A request, with what it takes to answer it: the whole message, of which the envelope is kept.
   */
  record Question(Pipe from, Message whole, int envelope) {
    Message body() {
      return whole.skip(envelope);
    }
  }

  /** A reply to a request. */
  record Answer(Question to, Message body) {
    /** 28/REQREP: the envelope of the request goes in front of the reply. */
    Message whole() {
      var frames = new ArrayList<Frame>(to.envelope + body.size());
      frames.addAll(to.whole.frames().subList(0, to.envelope));
      frames.addAll(body.frames());
      return Message.of(frames);
    }
  }

  @Override
  public void attached(Pipe pipe) {
    incoming.add(pipe);
  }

  @Override
  public void readable(Pipe pipe) {
    incoming.add(pipe);
  }

  @Override
  public void detached(Pipe pipe) {
    incoming.detached(pipe);
  }

  @Override
  public Question receive() {
    for (var message = incoming.receive(); message != null; message = incoming.receive()) {
      var envelope = envelope(message);
      if (envelope < message.size()) {
        return new Question(incoming.from(), message, envelope);
      }
    }
    return null;
  }

  /** How many frames the envelope has: all up to and including the first empty one. */
  private static int envelope(Message message) {
    for (var i = 0; i < message.size(); i++) {
      if (message.frame(i).isEmpty()) {
        return i + 1;
      }
    }
    return message.size(); // malformed, as is one with nothing behind its envelope: discarded
  }

  @Override
  public Outcome send(Answer answer) {
    var pipe = answer.to.from;
    if (pipe.offer(answer.whole())) {
      return Outcome.ACCEPTED;
    }
    return pipe.isClosed() ? GONE : FULL; // 28/REQREP: discard silently
  }

  @Override
  public Answer outgoing(Message message) {
    throw new WrongStateException(
        "cannot send a plain message from this REP: it answers exchanges; open it in turns");
  }

  @Override
  public Message incoming(Question question) {
    return question.body();
  }
}
