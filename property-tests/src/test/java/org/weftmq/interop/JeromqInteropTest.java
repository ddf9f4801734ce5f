package org.weftmq.interop;

import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.weftmq.Context;

/** Every pair of types that may talk, over tcp, each side binding, with JeroMQ in this process. */
@ExtendWith(Matrix.class)
class JeromqInteropTest {
  static List<Case> cases() {
    return Case.all("JeroMQ", "tcp");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void talksToJeromq(Case cell) throws Exception {
    try (var context = Context.open()) {
      Matrix.run(
          cell, () -> Conversation.hold(cell, context, JeromqPeer::open, "tcp://127.0.0.1:*"));
    }
  }
}
