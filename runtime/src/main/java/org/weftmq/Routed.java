package org.weftmq;

/**
 * A message and the peer it comes from or goes to.
 *
 * @param id the peer's routing id
 * @param body the message, without the id
 */
public record Routed(RoutingId id, Message body) {
  /** Another message for the same peer. */
  public Routed reply(Message message) {
    return new Routed(id, message);
  }
}
