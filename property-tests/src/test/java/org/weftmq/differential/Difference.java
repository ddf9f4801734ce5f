package org.weftmq.differential;

import org.weftmq.SocketType;

/**
 * Where Weft does on purpose what libzmq does not; each one stands in the README, under "Defaults
 * that differ".
 */
enum Difference {
  ROUTER_WITHOUT_ROUTE("ROUTER, no such peer", "a message that vanishes is found by nobody") {
    @Override
    boolean explains(SocketType type, Step step, Outcome theirs, Outcome ours) {
      return type == SocketType.ROUTER
          && theirs instanceof Outcome.Done
          && ours.equals(new Outcome.Refused(World.Refusal.NO_ROUTE));
    }
  },
  DISCONNECT_AFTER_THE_PEER_CLOSED(
      "inproc, disconnecting from a peer that closed",
      "no endpoint is forgotten but by those who named it") {
    @Override
    boolean explains(SocketType type, Step step, Outcome theirs, Outcome ours) {
      return step instanceof Step.Disconnect
          && theirs.equals(new Outcome.Refused(World.Refusal.NO_SUCH_ENDPOINT))
          && ours instanceof Outcome.Done;
    }
  };

  private final String row;
  private final String reason;

  Difference(String row, String reason) {
    this.row = row;
    this.reason = reason;
  }

  /** The first words of its row in the README. */
  String row() {
    return row;
  }

  /** Why it is so. */
  String reason() {
    return reason;
  }

  /** Whether this is why the outcomes of a step with a socket of that type are not the same. */
  abstract boolean explains(SocketType type, Step step, Outcome theirs, Outcome ours);

  /** Whether any of them is. */
  static boolean any(SocketType type, Step step, Outcome theirs, Outcome ours) {
    for (var difference : values()) {
      if (difference.explains(type, step, theirs, ours)) {
        return true;
      }
    }
    return false;
  }
}
