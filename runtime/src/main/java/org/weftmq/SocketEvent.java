package org.weftmq;

import java.time.Duration;
import org.weftmq.spi.Peer;

/**
 * Something that happened to a socket's endpoints and connections in the background.
 *
 * <p>The events of one connection carry its number and come in the order {@code (Accepted |
 * Connected) (PeerJoined PeerLeft | HandshakeFailed)}; {@code ConnectFailed} and {@code Retrying}
 * stand between connections. A transport without connections, such as inproc, has only the middle.
 */
public sealed interface SocketEvent {
  /** The endpoint of this socket that it happened at. */
  Endpoint endpoint();

  /** The endpoint is bound and accepts peers. */
  record Listening(Endpoint endpoint) implements SocketEvent {}

  /** The endpoint is no longer bound or connected. */
  record Stopped(Endpoint endpoint) implements SocketEvent {}

  /** A connection came in from {@code address}; its handshake begins. */
  record Accepted(Endpoint endpoint, long connection, String address) implements SocketEvent {}

  /** A connection could not be accepted; accepting goes on after {@code pause}. */
  record AcceptPaused(Endpoint endpoint, String reason, Duration pause) implements SocketEvent {}

  /** The endpoint was reached; the handshake begins. */
  record Connected(Endpoint endpoint, long connection) implements SocketEvent {}

  /** The endpoint could not be reached. */
  record ConnectFailed(Endpoint endpoint, String reason) implements SocketEvent {}

  /** The connection will be tried again after {@code delay}. */
  record Retrying(Endpoint endpoint, Duration delay) implements SocketEvent {}

  /** The handshake is done: messages can flow. */
  record PeerJoined(Endpoint endpoint, long connection, Peer peer) implements SocketEvent {}

  /** The handshake failed, or the peer was refused; the connection is closed. */
  record HandshakeFailed(Endpoint endpoint, long connection, String reason)
      implements SocketEvent {}

  /** The connection ended, for this reason. */
  record PeerLeft(Endpoint endpoint, long connection, Peer peer, String reason)
      implements SocketEvent {}

  /**
   * What came in or was to go out was passed over, {@code count} times by now for such a reason.
   * Told when it happens first, and again each time the count has doubled.
   */
  record PassedOver(Endpoint endpoint, long count, String reason) implements SocketEvent {}

  /** A message was {@linkplain DropReason dropped} on its way to a peer, for this reason. */
  record MessageDropped(Endpoint endpoint, DropReason kind, String reason) implements SocketEvent {}

  /** {@code count} events before the next one were lost, because nobody took them in time. */
  record Missed(Endpoint endpoint, long count) implements SocketEvent {}
}
