package org.weftmq.interop;

import java.util.ArrayList;
import java.util.List;
import org.weftmq.SocketType;

/**
 * One cell of the table: which Weft socket talks to which foreign one, over what, and who binds.
 */
record Case(String peer, SocketType weft, SocketType foreign, String transport, boolean weftBinds) {

  /** What the table is about; the other types have tables of their own. */
  private static final List<SocketType> TYPES =
      List.of(
          SocketType.PAIR,
          SocketType.PUSH,
          SocketType.PULL,
          SocketType.REQ,
          SocketType.REP,
          SocketType.DEALER,
          SocketType.ROUTER);

  /** All cells with this peer over these transports. */
  static List<Case> all(String peer, String... transports) {
    var cells = new ArrayList<Case>();
    for (var weft : TYPES) {
      for (var foreign : weft.peers()) {
        for (var transport : transports) {
          cells.add(new Case(peer, weft, foreign, transport, true));
          cells.add(new Case(peer, weft, foreign, transport, false));
        }
      }
    }
    return cells;
  }

  /** The table's row. */
  String pair() {
    return weft + "-" + foreign;
  }

  /** The table's column. */
  String column() {
    return peer + " " + transport + (weftBinds ? " bind" : " connect");
  }

  @Override
  public String toString() {
    var role = weftBinds ? "binds" : "connects";
    return String.format("Weft %s %s, %s, %s %s", weft, role, transport, peer, foreign);
  }
}
