package org.weftmq.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.weftmq.Context;
import org.weftmq.pattern.pipeline.Pull;
import org.weftmq.test.Leaks;
import org.weftmq.test.NoLeaks;

@NoLeaks
class LeaksTest {
  /** Catches: a context or a socket that is left open and not told of, or not where it was made. */
  @Test
  void namesContextsAndSocketsAndWhereTheyWereOpened() {
    try (var leaks = Leaks.watch();
        var context = Context.open();
        var pull = Pull.open(context).bind("inproc://left")) {
      assertThat(pull.endpoint()).isEqualTo("inproc://left");
      assertThat(leaks.now())
          .hasSize(2)
          .allMatch(
              text -> text.contains("LeaksTest.namesContextsAndSocketsAndWhereTheyWereOpened"))
          .anyMatch(text -> text.startsWith("a context, opened"))
          .anyMatch(text -> text.startsWith("a PULL bound to [inproc://left], opened"));
    }
  }

  /** Catches: what an endpoint holds beside its socket. */
  @Test
  void namesThreadsDescriptorsAndFiles() {
    try (var leaks = Leaks.watch();
        var context = Context.open();
        var pull = Pull.open(context).bind("ipc://*")) {
      var path = pull.endpoint().substring("ipc://".length());
      assertThat(leaks.now())
          .anyMatch(text -> text.contains("virtual thread \"weft-accept " + pull.endpoint()))
          .anyMatch(text -> text.contains("descriptor of a socket: unix") && text.endsWith(path))
          .anyMatch(text -> text.startsWith("the file " + path + ", which was bound"));
    }
  }

  /** Catches: a file that outlives its socket. */
  @Test
  void namesAFileThatIsBack() throws Exception {
    Path path;
    try (var leaks = Leaks.watch()) {
      try (var context = Context.open();
          var pull = Pull.open(context).bind("ipc://target/back-" + System.nanoTime())) {
        path = Path.of(pull.endpoint().substring("ipc://".length()));
      }
      // A thread that has told its end may take a moment to be gone.
      Awaitility.await().until(() -> leaks.now().isEmpty());
      Files.createFile(path);

      assertThat(leaks.now())
          .singleElement()
          .asString()
          .startsWith("the file " + path.toAbsolutePath());

      Files.delete(path);
    }
  }

  /** Catches: leaks of what is not Weft's. */
  @Test
  void namesWhatAnybodyLeaves() throws Exception {
    var over = new CountDownLatch(1);
    try (var leaks = Leaks.watch();
        var server = new ServerSocket(0)) {
      var thread = Thread.ofPlatform().name("left alone").start(() -> await(over));
      assertThat(server.isBound()).isTrue();
      assertThat(leaks.now())
          .anyMatch(text -> text.startsWith("the platform thread \"left alone\""))
          .anyMatch(text -> text.startsWith("the descriptor of a socket: tcp"));
      over.countDown();
      thread.join();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
