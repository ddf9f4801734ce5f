package org.weftmq.interop;

import java.util.ArrayList;
import java.util.List;
import org.weftmq.SocketType;

/**
 * One cell of the table: which Weft socket talks to which foreign one, over what, and who binds.
 */
record Case(String peer, SocketType weft, SocketType foreign, String transport, boolean weftBinds) {

  /** The stable types whose messages go to one peer. */
  static final List<SocketType> STABLE =
      List.of(
          SocketType.PAIR,
          SocketType.PUSH,
          SocketType.PULL,
          SocketType.REQ,
          SocketType.REP,
          SocketType.DEALER,
          SocketType.ROUTER);

  /** The types of publishers and subscribers. */
  static final List<SocketType> TOPICS =
      List.of(SocketType.PUB, SocketType.SUB, SocketType.XPUB, SocketType.XSUB);

  /** The draft types whose messages have one frame and go to one peer. */
  static final List<SocketType> SINGLE_FRAME =
      List.of(SocketType.CLIENT, SocketType.SERVER, SocketType.SCATTER, SocketType.GATHER);

  /** The draft types whose messages go to all peers of a group. */
  static final List<SocketType> GROUPS = List.of(SocketType.RADIO, SocketType.DISH);

  /** All cells of these types of Weft's with this peer over these transports. */
  static List<Case> all(String peer, List<SocketType> types, String... transports) {
    var cells = new ArrayList<Case>();
    for (var weft : types) {
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
