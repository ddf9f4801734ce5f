package org.weftmq.interop;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every pair of draft types that may talk, over tcp and ipc, each side binding, with libzmq. */
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
}
