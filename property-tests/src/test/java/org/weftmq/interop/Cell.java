package org.weftmq.interop;

import java.util.Optional;
import org.weftmq.SocketType;

/**
 * One cell of the matrix: which socket of Weft's talks to which one of a library, over what, and
 * who binds.
 */
record Cell(
    Library library, SocketType weft, SocketType foreign, String transport, boolean weftBinds) {

  /** Why this cannot be, with a library that says that of itself, or {@code null} if it is away. */
  Optional<String> obstacle(About about) {
    if (transport.equals("udp") && weftBinds == (weft == SocketType.RADIO)) {
      return Optional.of("over udp a " + weft + (weftBinds ? " connects" : " binds"));
    }
    if (about == null) {
      return Optional.empty();
    }
    if (!about.types().contains(foreign.name())) {
      return Optional.of("it has no " + foreign);
    }
    return about.transports().contains(transport)
        ? Optional.empty()
        : Optional.of(library.lacks(transport));
  }

  /** Its row. */
  String pair() {
    return weft + "-" + foreign;
  }

  /** Its column. */
  String column() {
    return transport + (weftBinds ? " bind" : " connect");
  }

  @Override
  public String toString() {
    var role = weftBinds ? "binds" : "connects";
    return String.format("Weft %s %s, %s, %s %s", weft, role, transport, library.title(), foreign);
  }
}
