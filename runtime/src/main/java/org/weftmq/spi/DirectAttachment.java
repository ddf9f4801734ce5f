package org.weftmq.spi;

import org.weftmq.pipe.Pipe;

/** A socket as a transport without connections sees it. */
public non-sealed interface DirectAttachment extends Attachment {
  /**
   * Makes {@code end} the socket's own end of a pipe whose peer is not there yet, if the socket
   * queues messages for such peers; {@link #attach} follows when the peer comes.
   *
   * @throws PeerRefused if the socket takes no further peer
   */
  void prepare(Pipe end) throws PeerRefused;

  /**
   * Makes the queues of {@code end}, prepared or not, such as this socket and {@code peer} want
   * them. Comes before either is attached to the other: nobody may use the far end as yet.
   */
  void agree(Attachment peer, Pipe end);

  /**
   * Makes {@code end}, prepared or not, the socket's own end of a pipe whose other end is {@code
   * peer}'s.
   *
   * @throws PeerRefused if the types do not match or the socket takes no such peer
   */
  void attach(Peer peer, Pipe end) throws PeerRefused;

  /** Closes the socket's own end of a pipe; what is queued in it the peer can still receive. */
  void detach(Pipe end);
}
