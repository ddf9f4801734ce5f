package org.weftmq.spi;

import java.util.List;
import org.weftmq.Message;

/**
 * The messages that come and go by themselves with each connection of a socket, in order with all
 * others. None of them is in the ledger of those that were sent.
 *
 * @param opening what the peer receives before all others
 * @param left what this socket receives as the last of a peer that came to it, or that is reached
 *     without a connection, once that has left
 * @param broken what this socket receives as the last of a connection that it made itself, once
 *     that has ended
 */
public record Notices(List<Message> opening, List<Message> left, List<Message> broken) {
  /** No such messages. */
  public static final Notices NONE = new Notices(List.of(), List.of(), List.of());
}
