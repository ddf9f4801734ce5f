package org.weftmq.pattern.strategy;

import org.weftmq.Message;
import org.weftmq.SocketType;
import org.weftmq.pipe.Pipe;
import org.weftmq.spi.Outcome;
import org.weftmq.spi.PeerRefused;

/** A routing for one peer at a time, both ways: PAIR (31/EXPAIR), CHANNEL (52/CHANNEL). */
public final class OnePeer implements PlainMessages {
  // What former peers sent may be left in it; only one peer at a time is sent to.
  private final FairQueue incoming = new FairQueue();
  private final SocketType type;
  private Pipe peer;
  private boolean writable;

  /** No peer as yet, of a socket of this type. */
  public OnePeer(SocketType type) {
    this.type = type;
  }

  @Override
  public void attached(Pipe pipe) throws PeerRefused {
    if (peer != null) {
      throw new PeerRefused("this " + type + " has a peer already"); // 31/EXPAIR: at most one
    }
    peer = pipe;
    writable = true;
    incoming.add(pipe);
  }

  @Override
  public void readable(Pipe pipe) {
    incoming.add(pipe);
  }

  @Override
  public void writable(Pipe pipe) {
    writable |= pipe == peer;
  }

  @Override
  public void detached(Pipe pipe) {
    if (pipe == peer) {
      peer = null;
    }
    incoming.detached(pipe);
  }

  @Override
  public Outcome send(Message message) {
    while (peer != null && writable) {
      if (peer.offer(message)) {
        return Outcome.ACCEPTED;
      }
      writable = !(peer.isClosed() || peer.armWritable());
    }
    return Outcome.WAIT;
  }

  @Override
  public Message receive() {
    return incoming.receiveOldest();
  }
}
