package org.weftmq.interop;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.weftmq.SocketType;

/**
 * Every pair of draft types, and some others, that may talk, over tcp and ipc, each side binding,
 * with libzmq.
 */
@Needs(Binding.ZEROMQ_JS)
@ExtendWith(Matrix.class)
class LibzmqDraftInteropTest {
  @TempDir Path folder;

  static List<Case> cases() {
    return Case.all("libzmq", Case.SINGLE_FRAME, "tcp", "ipc");
  }

  static List<Case> groups() {
    return Case.all("libzmq", Case.GROUPS, "tcp", "ipc");
  }

  /** Of this version, the SUB can say topics of all sizes; see {@link Topics}. */
  static List<Case> subscribers() {
    return Case.all("libzmq 4.3.5", List.of(SocketType.PUB, SocketType.XPUB), "tcp").stream()
        .filter(cell -> cell.foreign() == SocketType.SUB)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void talksToLibzmq(Case cell) throws Exception {
    var endpoint = Place.of(cell.transport(), folder);
    Matrix.run(
        cell, () -> Conversation.hold(cell, LibzmqPeer::open, endpoint, ForeignPeer.PATIENCE));
  }

  @ParameterizedTest
  @MethodSource("groups")
  void talksToGroupsOfLibzmq(Case cell) throws Exception {
    var endpoint = Place.of(cell.transport(), folder);
    Matrix.run(cell, () -> Groups.hold(cell, LibzmqPeer::open, endpoint, ForeignPeer.PATIENCE));
  }

  @ParameterizedTest
  @MethodSource("subscribers")
  void talksOfTopicsToANewerLibzmq(Case cell) throws Exception {
    var endpoint = Place.of(cell.transport(), folder);
    ForeignPeer.Maker maker = type -> LibzmqPeer.open(Binding.ZEROMQ_JS, type);
    Matrix.run(cell, () -> Topics.hold(cell, maker, endpoint, ForeignPeer.PATIENCE));
  }
}
