package org.weftmq.pattern.stream;

import org.weftmq.Frame;
import org.weftmq.RoutingId;

/**
 * What a {@link Stream} receives: of each connection its beginning, then its bytes in order, then
 * its end.
 */
public sealed interface StreamEvent {
  /** The connection; no two have the same id at a time. */
  RoutingId id();

  /**
   * A connection was accepted, or one that was asked for was made.
   *
   * @param address where the peer is, in words of the transport; may be empty over ipc
   */
  record Connected(RoutingId id, String address) implements StreamEvent {}

  /**
   * Bytes of the peer, at least one. How they are cut into pieces says nothing: it is not how the
   * peer sent them.
   */
  record Data(RoutingId id, Frame bytes) implements StreamEvent {}

  /**
   * The peer closed the connection, or it was lost: all that came before has been received. Or its
   * endpoint was unbound or disconnected: then the rest is forgotten.
   */
  record Disconnected(RoutingId id) implements StreamEvent {}
}
