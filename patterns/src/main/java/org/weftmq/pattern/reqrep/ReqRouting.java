package org.weftmq.pattern.reqrep;

import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.Options;
import org.weftmq.WrongStateException;
import org.weftmq.pattern.strategy.FairQueue;
import org.weftmq.pattern.strategy.RoundRobin;
import org.weftmq.pipe.Pipe;
import org.weftmq.spi.Outcome;
import org.weftmq.spi.Routing;

/** One request at a time, to the peers in turn; its reply from the peer that was asked (28/REQREP). */
final class ReqRouting implements Routing<ReqRouting.Query, Message> {
  private enum State {
    /** A request may be sent. */
    READY,
    /** The reply to a plain send is awaited. */
    AWAITING_TURN,
    /** The reply to a {@code request} is awaited. */
    AWAITING_REQUEST
  }

  private final RoundRobin outgoing = new RoundRobin();
  private final FairQueue incoming = new FairQueue();
  private Supplier<Options> options = Options::initial;

  private State state = State.READY;
  private Pipe asked;
  private int correlation;

  /** A request, and whether one call sends it and receives its reply. */
  record Query(Message message, boolean oneCall) {}

  /** {@code first} is where the numbers of requests begin. */
  ReqRouting(int first) {
    correlation = first;
  }

  void options(Supplier<Options> live) {
    options = live;
  }

  @Override
  public boolean takesTurns() {
    return true;
  }

  @Override
  public void attached(Pipe pipe) {
    outgoing.add(pipe);
    incoming.add(pipe);
  }

  @Override
  public void readable(Pipe pipe) {
    incoming.add(pipe);
  }

  @Override
  public void writable(Pipe pipe) {
    outgoing.add(pipe);
  }

  @Override
  public void detached(Pipe pipe) {
    outgoing.remove(pipe);
  }

  @Override
  public Outcome send(Query query) {
    if (state == State.AWAITING_REQUEST || state == State.AWAITING_TURN && query.oneCall) {
      return Outcome.WAIT; // calls queue
    }
    if (state == State.AWAITING_TURN && !options.get().get(Req.RELAXED)) {
      throw new WrongStateException(
          "cannot send from this REQ: a request is out; receive its reply first");
    }
    while (incoming.receive() != null) {
      continue; // what came unasked is no reply to this request
    }
    var pipe = outgoing.sendToNext(enveloped(query.message));
    if (pipe == null) {
      return Outcome.WAIT;
    }
    asked = pipe;
    state = query.oneCall ? State.AWAITING_REQUEST : State.AWAITING_TURN;
    return Outcome.ACCEPTED;
  }

  private Message enveloped(Message body) {
    var delimited = body.prepend(Frame.empty());
    if (!isCorrelating()) {
      return delimited;
    }
    correlation++;
    return delimited.prepend(correlationFrame());
  }

  private Frame correlationFrame() {
    return Frame.wrap(ByteBuffer.allocate(Integer.BYTES).putInt(correlation).array());
  }

  private boolean isCorrelating() {
    return options.get().get(Req.CORRELATE);
  }

  @Override
  public Message receive() {
    return switch (state) {
      case READY ->
          throw new WrongStateException(
              "cannot receive from this REQ: no request is out; send one first");
      case AWAITING_REQUEST ->
          throw new WrongStateException(
              "cannot receive from this REQ: the reply belongs to a request() that is under way");
      case AWAITING_TURN -> reply();
    };
  }

  /** The reply to the request that is out, or {@code null} if it has not come. */
  Message reply() {
    for (var message = incoming.receive(); message != null; message = incoming.receive()) {
      var envelope = isCorrelating() ? 2 : 1;
      // 28/REQREP: whatever is no reply to the request is discarded silently
      if (incoming.from() == asked && isReply(message, envelope)) {
        state = State.READY;
        asked = null;
        return message.skip(envelope);
      }
    }
    return null;
  }

  private boolean isReply(Message message, int envelope) {
    return message.size() > envelope
        && message.frame(envelope - 1).isEmpty()
        && (envelope == 1 || message.first().equals(correlationFrame()));
  }

  /** Nobody waits for the reply to the request that is out any more. */
  void giveUp() {
    if (!isCorrelating() && asked != null) {
      // Its reply could not be told from that to the next request, so it must never come.
      outgoing.remove(asked);
      asked.sever();
    }
    state = State.READY;
    asked = null;
  }

  @Override
  public Query outgoing(Message message) {
    return new Query(message, false);
  }

  @Override
  public Message incoming(Message item) {
    return item;
  }
}
