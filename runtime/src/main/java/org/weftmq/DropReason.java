package org.weftmq;

/** Why a message that a socket accepted never reached a peer. */
public enum DropReason {
  /** There was no peer to take it, on a type that does not wait for one. */
  NO_PEER,
  /** No peer had the routing id it was for, on a socket that drops such messages. */
  NO_ROUTE,
  /** No peer had subscribed to its topic or joined its group. */
  NO_SUBSCRIBER,
  /** The queue of the peer it was for was full, on a socket that drops such messages. */
  PEER_FULL,
  /** A newer message took its place in the queue of the peer, on a socket that conflates. */
  CONFLATED,
  /** The object that it carries could not be encoded for a peer outside this process. */
  NOT_ENCODED,
  /** The peer it was queued for went away for good. */
  PEER_GONE,
  /** It was partly given to the kernel when the connection broke: it may have arrived or not. */
  UNKNOWN,
  /** The kernel did not take it: a datagram that is too large, or has no way to its address. */
  REFUSED,
  /** It was still waiting when the socket had lingered long enough. */
  LINGER_EXPIRED
}
