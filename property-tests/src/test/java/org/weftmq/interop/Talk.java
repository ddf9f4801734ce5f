package org.weftmq.interop;

import java.time.Duration;

/**
 * What the two sockets of a cell of the matrix say to each other, with assertions on both sides.
 */
@FunctionalInterface
interface Talk {
  /**
   * Joins a socket of each side at {@code endpoint}, and has them talk.
   *
   * @throws Joining.NotJoined if they are not joined within {@code patience}
   */
  void hold(Cell cell, ForeignPeer.Maker maker, String endpoint, Duration patience)
      throws Exception;

  /** What those of this cell have to say. */
  static Talk of(Cell cell) {
    if (cell.transport().equals("udp")) {
      return Datagrams::hold;
    }
    return switch (cell.weft()) {
      case PUB, SUB, XPUB, XSUB -> Topics::hold;
      case RADIO, DISH -> Groups::hold;
      case PEER -> Peers::hold;
      case STREAM -> Streams::hold;
      default -> Conversation::hold;
    };
  }
}
