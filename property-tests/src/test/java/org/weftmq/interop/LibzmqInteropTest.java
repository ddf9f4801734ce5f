package org.weftmq.interop;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every pair of types that may talk, over tcp and ipc, each side binding, with libzmq. */
@Needs(Binding.PYZMQ)
@ExtendWith(Matrix.class)
class LibzmqInteropTest {
  @TempDir Path folder;

  static List<Case> cases() {
    return Case.all("libzmq", Case.STABLE, "tcp", "ipc");
  }

  static List<Case> topics() {
    return Case.all("libzmq", Case.TOPICS, "tcp", "ipc");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void talksToLibzmq(Case cell) throws Exception {
    var endpoint = Place.of(cell.transport(), folder);
    Matrix.run(
        cell, () -> Conversation.hold(cell, LibzmqPeer::open, endpoint, ForeignPeer.PATIENCE));
  }

  @ParameterizedTest
  @MethodSource("topics")
  void talksOfTopicsToLibzmq(Case cell) throws Exception {
    var endpoint = Place.of(cell.transport(), folder);
    Matrix.run(cell, () -> Topics.hold(cell, LibzmqPeer::open, endpoint, ForeignPeer.PATIENCE));
  }
}
