package org.weftmq.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProxyCommandTest {
  @TempDir private Path folder;

  @Test
  void movesRequestsAndRepliesAndTellsHowMany() throws Exception {
    var proxy = Run.start("", "proxy", "router:" + ipc("front"), "dealer:" + ipc("back"));
    var rep = Run.start("", "rep", "--connect", ipc("back"), "--echo", "--count", "2");

    var req = Run.start("one\nthree\n", "req", "--connect", ipc("front"));

    assertThat(req.status()).isZero();
    assertThat(req.out()).isEqualTo("one\nthree\n");
    assertThat(rep.status()).isZero();
    proxy.interrupt();
    assertThat(proxy.status()).isZero();
    assertThat(proxy.out().lines())
        .satisfiesExactly(
            line -> assertThat(line).matches("ROUTER to DEALER: 2 messages, .* 0 undeliverable"),
            line -> assertThat(line).matches("DEALER to ROUTER: 2 messages, .* 0 undeliverable"));
  }

  @Test
  void connectsWhereItIsToldTo() throws Exception {
    var sink = Run.start("", "pull", "--bind", ipc("sink"), "--count", "2");
    var first = Run.start("a\n", "push", "--bind", ipc("first"));
    var second = Run.start("b\n", "push", "--connect", ipc("second"));

    var proxy =
        Run.start(
            "",
            "proxy",
            "pull:connect:" + ipc("first") + ",bind:" + ipc("second"),
            "push:connect:" + ipc("sink"));

    assertThat(first.status()).isZero();
    assertThat(second.status()).isZero();
    assertThat(sink.status()).isZero();
    assertThat(sink.out().lines()).containsExactlyInAnyOrder("a", "b");
    proxy.interrupt();
    assertThat(proxy.status()).isZero();
    assertThat(proxy.out()).hasLineCount(1).startsWith("PULL to PUSH: 2 messages, 2 bytes");
  }

  @Test
  void capturesACopyOfEachMessage() throws Exception {
    var proxy =
        Run.start(
            "",
            "proxy",
            "pull:" + ipc("front"),
            "push:" + ipc("back"),
            "--capture",
            "push:" + ipc("log"));
    var log = Run.start("", "pull", "--connect", ipc("log"), "--count", "2");
    var pull = Run.start("", "pull", "--connect", ipc("back"), "--count", "2");

    var push = Run.start("one\ntwo\n", "push", "--connect", ipc("front"));

    assertThat(push.status()).isZero();
    assertThat(pull.status()).isZero();
    assertThat(pull.out()).isEqualTo("one\ntwo\n");
    assertThat(log.status()).isZero();
    assertThat(log.out()).isEqualTo("one\ntwo\n");
    proxy.interrupt();
    assertThat(proxy.status()).isZero();
  }

  @Test
  void aSingleSocketIsAnEcho() throws Exception {
    var proxy = Run.start("", "proxy", "rep:tcp://127.0.0.1:*", "-o", "linger=10");

    var req = Run.start("one\ntwo\n", "req", "--connect", proxy.bound());

    assertThat(req.status()).isZero();
    assertThat(req.out()).isEqualTo("one\ntwo\n");
    proxy.interrupt();
    assertThat(proxy.status()).isZero();
    assertThat(proxy.out()).hasLineCount(1).startsWith("REP to REP: 2 messages, 6 bytes");
  }

  @Test
  void aSubReceivesAllThereIs() throws Exception {
    var proxy = Run.start("", "proxy", "sub:connect:" + ipc("far"), "pub:" + ipc("near"));
    var sub = Run.start("", "sub", "--connect", ipc("near"), "--subscribe", "b", "--count", "1");

    var typed = new PipedOutputStream();
    var input = new PipedInputStream(typed);
    var pub = Run.start(input, "pub", "--bind", ipc("far"));
    try (typed) {
      await()
          .pollInSameThread() // a pipe breaks when the thread that wrote to it ends
          .until(
              () -> { // the publisher cannot know when the sub behind the proxy is there
                typed.write("a\nb\n".getBytes(StandardCharsets.UTF_8));
                typed.flush();
                return sub.out().equals("b\n");
              });
    }
    assertThat(pub.status()).isZero();
    assertThat(sub.status()).isZero();
    proxy.interrupt();
    assertThat(proxy.status()).isZero();
  }

  private String ipc(String name) {
    return "ipc://" + folder.resolve(name);
  }
}
