package org.weftmq.interop;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.weftmq.SocketType;

/** Every pair of types that may talk, over tcp, each side binding, with JeroMQ in this process. */
@ExtendWith(Matrix.class)
class JeromqInteropTest {
  private static final int TRIES = 5;
  private static final Duration TRY = Duration.ofSeconds(1);

  static List<Case> cases() {
    var types = Stream.of(Case.STABLE, Case.SINGLE_FRAME, List.of(SocketType.CHANNEL));
    return Case.all("JeroMQ", types.flatMap(List::stream).toList(), "tcp");
  }

  static List<Case> topics() {
    return Case.all("JeroMQ", Case.TOPICS, "tcp");
  }

  static List<Case> groups() {
    return Case.all("JeroMQ", Case.GROUPS, "tcp");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void talksToJeromq(Case cell) throws Exception {
    var endpoint = "tcp://127.0.0.1:*";
    Matrix.run(
        cell,
        () -> hold(cell, () -> Conversation.hold(cell, JeromqPeer::open, endpoint, TRY), TRIES));
  }

  @ParameterizedTest
  @MethodSource("topics")
  void talksOfTopicsToJeromq(Case cell) throws Exception {
    var endpoint = "tcp://127.0.0.1:*";
    Matrix.run(
        cell, () -> hold(cell, () -> Topics.hold(cell, JeromqPeer::open, endpoint, TRY), TRIES));
  }

  @ParameterizedTest
  @MethodSource("groups")
  void talksToGroupsOfJeromq(Case cell) throws Exception {
    var endpoint = "tcp://127.0.0.1:*";
    Matrix.run(
        cell, () -> hold(cell, () -> Groups.hold(cell, JeromqPeer::open, endpoint, TRY), TRIES));
  }

  /**
   * Of the connections that it makes, JeroMQ 0.6.0 leaves one in thirty or so without a greeting,
   * whoever listens: its selector may still have the key of the connect when the connection is to
   * be registered. So there are several tries where it connects.
   */
  private static void hold(Case cell, Aside.Part talk, int tries) throws Exception {
    try {
      talk.run();
    } catch (Joining.NotJoined e) {
      if (tries == 1 || !cell.weftBinds()) {
        throw e;
      }
      hold(cell, talk, tries - 1);
    }
  }
}
