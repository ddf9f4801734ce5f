package org.weftmq.spi;

import org.weftmq.pipe.BlockingPipe;

/** A socket as one of its connections sees it. */
public non-sealed interface ConnectionAttachment extends Attachment {
  /**
   * The peer at the other end has introduced itself. Waits, if it wants the place of another peer,
   * until that one has given a sign of life or is held for dead.
   *
   * @return the connection's end of the peer's pipe, to be used until the connection ends
   * @throws PeerRefused if the types do not match or the socket takes no such peer
   */
  BlockingPipe attach(Peer peer) throws PeerRefused;
}
