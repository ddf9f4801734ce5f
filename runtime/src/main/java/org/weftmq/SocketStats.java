package org.weftmq;

import java.util.Map;

/**
 * The ledger of a socket's outgoing messages, and a count of the incoming ones, since it was
 * opened.
 *
 * <p>At every quiet moment {@code offered = written + queued + sum(dropped)}.
 *
 * @param offered messages the socket accepted for sending, once for each peer they were meant for
 * @param written messages given to the kernel or, over inproc, taken by the peer
 * @param queued messages that wait for a peer
 * @param dropped messages that no peer will get, by reason
 * @param received messages handed to receivers
 * @param conflated messages that came over a connection, and gave way to newer ones before anybody
 *     received them; over inproc they are drops of the sender
 * @param peers peers that are there now
 */
public record SocketStats(
    long offered,
    long written,
    long queued,
    Map<DropReason, Long> dropped,
    long received,
    long conflated,
    int peers) {
  /** All dropped messages together. */
  public long droppedTotal() {
    return dropped.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Whether the ledger balances, which it does whenever nothing is under way. */
  public boolean isBalanced() {
    return offered == written + queued + droppedTotal();
  }
}
