package org.weftmq.pattern.reqrep;

import java.util.function.Supplier;
import org.weftmq.ConnectionMessages;
import org.weftmq.Message;
import org.weftmq.Options;
import org.weftmq.WrongStateException;
import org.weftmq.pattern.strategy.ConnectionNotices;
import org.weftmq.pattern.strategy.FairQueue;
import org.weftmq.pattern.strategy.RoundRobin;
import org.weftmq.pipe.Pipe;
import org.weftmq.spi.Notices;
import org.weftmq.spi.Outcome;
import org.weftmq.spi.Routing;

/**
 * One request at a time, to the peers in turn; its reply from the peer that was asked (28/REQREP).
 */
final class ReqRouting implements Routing<ReqRouting.Query, Message> {
  private enum State {
    /** A request may be sent. */
    READY,
    /** The reply to a plain send is awaited. */
    AWAITING_TURN,
    /** The reply to a {@code request} is awaited. */
    AWAITING_REQUEST
  }

  /** What it knows of the messages around a connection. */
  static final ConnectionNotices NOTICES = ConnectionNotices.of(ConnectionMessages.PROBE_ROUTER);

  private final RoundRobin outgoing = new RoundRobin();
  private final FairQueue incoming = new FairQueue();
  private Supplier<Options> options = Options::initial;

  private State state = State.READY;
  private int lastNumber;

  // of the request that is out
  private Pipe asked;
  private ReqEnvelope envelope;

  /** A request, and whether one call sends it and receives its reply. */
  record Query(Message message, boolean oneCall) {}

  /** {@code first} is where the numbers of requests begin. */
  ReqRouting(int first) {
    lastNumber = first;
  }

  void options(Supplier<Options> live) {
    options = live;
  }

  @Override
  public Notices notices(Options endpoint) {
    return NOTICES.with(endpoint);
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
    if (pipe != asked) {
      pipe.close(); // what is in it was not asked for
    }
    incoming.detached(pipe);
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
    if (!outgoing.isAvailable()) {
      return Outcome.WAIT;
    }
    while (incoming.receive() != null) {
      continue; // what came unasked is no reply to this request
    }
    var next = options.get().get(Req.CORRELATE) ? ReqEnvelope.of(++lastNumber) : ReqEnvelope.EMPTY;
    var pipe = outgoing.sendToNext(next.around(query.message));
    if (pipe == null) {
      return Outcome.WAIT; // the peer that was available has left meanwhile
    }
    asked = pipe;
    envelope = next;
    state = query.oneCall ? State.AWAITING_REQUEST : State.AWAITING_TURN;
    return Outcome.ACCEPTED;
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
      // 28/REQREP: whatever is no reply to the request is discarded silently
      if (incoming.from() == asked && envelope.fits(message)) {
        var body = envelope.open(message);
        ready();
        return body;
      }
    }
    return null;
  }

  /** Nobody waits for the reply to the request that is out any more. */
  void giveUp() {
    if (!envelope.isNumbered()) {
      // Its reply could not be told from that to the next request, so it must never come.
      asked.sever("it did not reply in time");
    }
    ready();
  }

  private void ready() {
    state = State.READY;
    asked = null;
    envelope = null;
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
