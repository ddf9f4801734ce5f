package org.weftmq.pattern.reqrep;

import org.weftmq.Message;
import org.weftmq.WrongStateException;
import org.weftmq.pattern.strategy.PlainMessages;
import org.weftmq.pipe.Pipe;
import org.weftmq.spi.Outcome;

/** One request at a time, and its reply before the next (28/REQREP, REP). */
final class TurnsRouting implements PlainMessages {
  private final RepRouting rep = new RepRouting();

  // the request that waits for its reply, or null
  private RepRouting.Question open;

  @Override
  public boolean takesTurns() {
    return true;
  }

  @Override
  public void attached(Pipe pipe) {
    rep.attached(pipe);
  }

  @Override
  public void readable(Pipe pipe) {
    rep.readable(pipe);
  }

  @Override
  public void detached(Pipe pipe) {
    rep.detached(pipe);
  }

  @Override
  public Message receive() {
    if (open != null) {
      throw new WrongStateException(
          "cannot receive from this REP: a request is open; send its reply first");
    }
    open = rep.receive();
    return open == null ? null : open.body();
  }

  @Override
  public Outcome send(Message reply) {
    if (open == null) {
      throw new WrongStateException(
          "cannot send from this REP: no request is open; receive one first");
    }
    var outcome = rep.send(new RepRouting.Answer(open, reply)); // it never waits
    open = null;
    return outcome;
  }
}
