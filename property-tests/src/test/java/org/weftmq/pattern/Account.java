package org.weftmq.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.weftmq.DropReason.PEER_FULL;
import static org.weftmq.DropReason.PEER_GONE;

import org.weftmq.SocketStats;
import org.weftmq.test.Characteristics;
import org.weftmq.test.Characteristics.Incoming;
import org.weftmq.test.Characteristics.Mute;

/** What the ledger of a socket has to say. */
final class Account {
  private final Characteristics row;
  private long offered;
  private long full;
  private long abandoned;
  private long forNobody;
  private long received;

  /** Of a socket of the type that has this row. */
  Account(Characteristics row) {
    this.row = row;
  }

  /** A message for one peer, which had room for it or not: where that is a drop, it counts. */
  void offers(boolean taken) {
    offered += taken || row.mute() == Mute.DROPS ? 1 : 0;
    full += taken ? 0 : 1;
  }

  /** The peer has left and will not read them. */
  void abandons(long messages) {
    abandoned += messages;
  }

  void dropsForNobody() {
    offered++;
    forNobody++;
  }

  void receives() {
    received++;
  }

  /** How often a peer had no room. */
  long full() {
    return full;
  }

  long abandoned() {
    return abandoned;
  }

  long received() {
    return received;
  }

  /** The peers, of whom there are so many now, have read so many messages. */
  void check(SocketStats stats, long read, int peers) {
    var dropped = stats.dropped();
    var forFull = row.mute() == Mute.DROPS ? full : 0;
    assertThat(stats.isBalanced()).as("balanced: %s", stats).isTrue();
    assertThat(stats.offered()).as("offered").isEqualTo(offered);
    assertThat(stats.written()).as("written").isEqualTo(read);
    assertThat(dropped.getOrDefault(PEER_GONE, 0L)).as("gone").isEqualTo(abandoned);
    assertThat(dropped.getOrDefault(PEER_FULL, 0L)).as("full").isEqualTo(forFull);
    assertThat(stats.droppedTotal() - dropped.getOrDefault(PEER_GONE, 0L))
        .as("dropped")
        .isEqualTo(forNobody + forFull);
    assertThat(stats.peers()).as("peers").isEqualTo(peers);
    if (row.incoming() != Incoming.FIRST_COME) { // which is told of subscriptions, too
      assertThat(stats.received()).as("received").isEqualTo(received);
    }
  }
}
