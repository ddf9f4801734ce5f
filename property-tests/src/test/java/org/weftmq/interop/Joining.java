package org.weftmq.interop;

import java.time.Duration;
import org.weftmq.Socket;

/** How the two sockets of a cell of the table come together. */
final class Joining {
  private Joining() {}

  /** The two sockets did not come together. */
  static final class NotJoined extends AssertionError {
    private static final long serialVersionUID = 1;

    NotJoined() {
      super("the two sockets did not come together in time");
    }
  }

  /**
   * One binds {@code endpoint}, the other connects it.
   *
   * @throws NotJoined if Weft does not know its peer within {@code patience}
   */
  static void join(Cell cell, Socket weft, ForeignPeer peer, String endpoint, Duration patience)
      throws InterruptedException {
    if (cell.weftBinds()) {
      weft.bind(endpoint);
      peer.connect(weft.endpoint());
    } else {
      weft.connect(peer.bind(endpoint));
    }
    if (!weft.awaitPeers(1, patience)) {
      throw new NotJoined();
    }
  }
}
