package org.weftmq.spi;

import org.weftmq.Endpoint;
import org.weftmq.Options;
import org.weftmq.RoutingId;
import org.weftmq.SocketEvent;
import org.weftmq.SocketType;

/**
 * A socket as the transport that serves one of its endpoints sees it. Safe to use from any thread
 * that holds no socket's turn; each call may wait for the socket's turn, never for a peer.
 */
public sealed interface Attachment permits ConnectionAttachment, DirectAttachment {
  /** The socket's type. */
  SocketType type();

  /** The endpoint that is served, resolved. */
  Endpoint endpoint();

  /** The socket's options as they were when the endpoint was bound or connected. */
  Options options();

  /** The routing id by which the socket wants to be known to this peer. */
  RoutingId identity();

  /** The environment of the socket's context. */
  Environment environment();

  /** Tells the socket's listeners what happened. */
  void report(SocketEvent event);
}
