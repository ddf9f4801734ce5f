package org.weftmq.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Needs(Binding.PYZMQ)
class PeerProcessTest {
  @TempDir Path folder;

  private PeerProcess running(String... lines) throws Exception {
    var script = Files.write(folder.resolve("script.py"), List.of(lines));
    return PeerProcess.start("a peer", Binding.PYZMQ, script.toUri().toURL());
  }

  @Test
  void answers() throws Exception {
    try (var peer = running("print('ok ' + input().upper())")) {
      assertThat(peer.call("say", "hello")).isEqualTo("SAY HELLO");
    }
  }

  @Test
  void saysWhatAProcessThatFailedHadToSay() throws Exception {
    try (var peer = running("input()", "raise ValueError('no such thing')")) {
      assertThatThrownBy(() -> peer.call("do", "it"))
          .isInstanceOf(AssertionError.class)
          .isNotInstanceOf(PeerProcess.Crashed.class)
          .hasMessageContainingAll("a peer, do", "no such thing");
      assertThat(peer.isAlive()).isFalse();
    }
  }

  @Test
  void tellsACrashFromAFailure() throws Exception {
    try (var peer = running("import os", "input()", "os.kill(os.getpid(), 11)")) {
      assertThatThrownBy(() -> peer.call("do", "it"))
          .isInstanceOf(PeerProcess.Crashed.class)
          .hasMessageContainingAll("a peer, do", "exit status 139");
    }
  }

  @Test
  void whatAnotherSignalEndedHasFailed() throws Exception {
    try (var peer = running("import os", "input()", "os.kill(os.getpid(), 9)")) {
      assertThatThrownBy(() -> peer.call("do", "it"))
          .isInstanceOf(AssertionError.class)
          .isNotInstanceOf(PeerProcess.Crashed.class);
    }
  }

  @Test
  void oneThatHasCrashedBeforeItIsCalledHasCrashed() throws Exception {
    try (var peer = running("import os", "os.kill(os.getpid(), 11)")) {
      Awaitility.await().until(() -> !peer.isAlive());
      assertThatThrownBy(() -> peer.call("do", "it")).isInstanceOf(PeerProcess.Crashed.class);
    }
  }

  @Test
  void closingAStoppedProcessKillsIt() throws Exception {
    var peer = running("import os, signal", "input()", "os.kill(os.getpid(), signal.SIGSTOP)");
    peer.write("stop");

    peer.close();

    assertThat(peer.isAlive()).isFalse();
  }
}
