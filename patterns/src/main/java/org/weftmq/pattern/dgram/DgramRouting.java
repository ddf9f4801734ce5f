package org.weftmq.pattern.dgram;

import org.weftmq.BadEndpointException;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.MessageTooLargeException;
import org.weftmq.WrongStateException;
import org.weftmq.pattern.strategy.FairQueue;
import org.weftmq.pipe.Pipe;
import org.weftmq.spi.NumericAddress;
import org.weftmq.spi.Outcome;
import org.weftmq.spi.PeerRefused;
import org.weftmq.spi.Routing;

/** To and from any address through one bound endpoint; in its pipe the address is in front. */
final class DgramRouting implements Routing<Datagram, Datagram> {
  private static final int FRAMES = 2;

  // What came to a former endpoint may be left in it; only one at a time is bound.
  private final FairQueue incoming = new FairQueue();
  private Pipe bound;

  // the addresses of the last datagrams, which the next ones often have, too
  private String lastTo = "";
  private Frame to = Frame.empty();
  private Frame lastFrom = Frame.empty();
  private String from = "";

  @Override
  public void attached(Pipe pipe) throws PeerRefused {
    if (bound != null) {
      throw new PeerRefused("this DGRAM is bound already; open another one for another address");
    }
    bound = pipe;
    incoming.add(pipe);
  }

  @Override
  public void readable(Pipe pipe) {
    incoming.add(pipe);
  }

  @Override
  public void detached(Pipe pipe) {
    if (pipe == bound) {
      bound = null;
    }
    incoming.detached(pipe);
  }

  @Override
  public Outcome send(Datagram item) {
    var address = addressOf(item.address());
    if (bound == null) {
      return Outcome.WAIT;
    }
    var message = Message.of(item.body()).prepend(address);
    if (!message.hasObject()) { // what becomes of an object is not known here
      checkSize(item);
    }
    while (!bound.offer(message)) {
      if (bound.isClosed() || bound.armWritable()) {
        return Outcome.WAIT;
      }
    }
    return Outcome.ACCEPTED;
  }

  private Frame addressOf(String text) {
    if (to.isEmpty() || !text.equals(lastTo)) {
      if (NumericAddress.readWithPort(text).isEmpty()) {
        throw new BadEndpointException(
            text,
            "a datagram goes to an address and a port in figures, such as 127.0.0.1:5555 or"
                + " [::1]:5555");
      }
      lastTo = text;
      to = Frame.of(text);
    }
    return to;
  }

  private void checkSize(Datagram item) {
    var peer = bound.peer();
    if (peer.isPresent() && item.body().size() > peer.get().datagramSize()) {
      throw new MessageTooLargeException(
          "cannot send a datagram of "
              + item.body().size()
              + " bytes to "
              + item.address()
              + " from this DGRAM: one has at most "
              + peer.get().datagramSize()
              + " bytes");
    }
  }

  @Override
  public Datagram receive() {
    var message = incoming.receiveOldest();
    if (message == null) {
      return null;
    }
    if (!message.first().equals(lastFrom)) {
      lastFrom = message.first();
      from = lastFrom.text();
    }
    return new Datagram(from, message.frame(1));
  }

  @Override
  public Datagram outgoing(Message message) {
    if (message.size() != FRAMES) {
      throw new WrongStateException(
          "cannot send a message of "
              + message.size()
              + " frames from a DGRAM: there are two, the address and the body");
    }
    return new Datagram(message.text(), message.frame(1));
  }

  @Override
  public Message incoming(Datagram item) {
    return Message.of(item.body()).prepend(Frame.of(item.address()));
  }
}
