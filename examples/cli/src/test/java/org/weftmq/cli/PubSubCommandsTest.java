package org.weftmq.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PubSubCommandsTest {
  private static final String ANY = "tcp://127.0.0.1:*";

  @Test
  void subPrintsAllByItself() throws Exception {
    var pub = Run.start("one\ntwo\n", "pub", "--bind", ANY);
    var sub = Run.start("", "sub", "--connect", pub.bound(), "--count", "2");

    assertThat(pub.status()).isZero();
    assertThat(sub.status()).isZero();
    assertThat(sub.out()).isEqualTo("one\ntwo\n");
  }

  @Test
  void subPrintsWhatBeginsWithATopic() throws Exception {
    var pub = Run.start("paris 20\noslo 2\nparma 23\n", "pub", "--bind", ANY);
    var sub = Run.start("", "sub", "--connect", pub.bound(), "--subscribe", "pa", "--count", "2");

    assertThat(pub.status()).isZero();
    assertThat(sub.status()).isZero();
    assertThat(sub.out()).isEqualTo("paris 20\nparma 23\n");
  }

  @Test
  void subSubscribesToSeveralTopics() throws Exception {
    var xpub = Run.start("", "xpub", "--bind", ANY, "--count", "2");
    var sub =
        Run.start(
            "", "sub", "--connect", xpub.bound(), "--subscribe", "oslo", "--subscribe", "rome");

    assertThat(xpub.status()).isZero();
    assertThat(xpub.out().lines())
        .containsExactlyInAnyOrder("subscribed\toslo", "subscribed\trome");
    sub.interrupt();
    assertThat(sub.status()).isEqualTo(ExitCode.FAILED);
  }

  @Test
  void pubWaitsForAsManySubscribersAsItIsTold() throws Exception {
    var pub = Run.start("one\n", "pub", "--bind", ANY, "--subscribers", "2");
    var first = Run.start("", "sub", "--connect", pub.bound(), "--count", "1");
    var second = Run.start("", "sub", "--connect", pub.bound(), "--count", "1");

    assertThat(pub.status()).isZero();
    assertThat(first.status()).isZero();
    assertThat(second.status()).isZero();
    assertThat(first.out()).isEqualTo("one\n");
    assertThat(second.out()).isEqualTo("one\n");
  }

  @Test
  void pubWaitsForNobodyIfItIsToldSo() throws Exception {
    var pub = Run.start("one\n", "pub", "--bind", ANY, "--subscribers", "0");

    assertThat(pub.status()).isZero();
  }

  @Test
  void pubTimesOutWhenNobodySubscribes() throws Exception {
    var pub = Run.start("one\n", "pub", "--bind", ANY, "--timeout", "50");

    assertThat(pub.status()).isEqualTo(ExitCode.TIMED_OUT);
    assertThat(pub.err()).contains("fewer than 1 subscribers came within 50ms");
  }

  @Test
  void xpubPrintsWhatItsPeersSubscribeTo() throws Exception {
    var xpub = Run.start("news: it rains\n", "xpub", "--bind", ANY);
    var sub =
        Run.start("", "sub", "--connect", xpub.bound(), "--subscribe", "news", "--count", "1");

    assertThat(sub.status()).isZero();
    assertThat(sub.out()).isEqualTo("news: it rains\n");
    await().until(() -> xpub.out().equals("subscribed\tnews\nunsubscribed\tnews\n"));
    xpub.interrupt();
    assertThat(xpub.status()).isEqualTo(ExitCode.FAILED);
  }

  @Test
  void xsubTalksToAnXpub() throws Exception {
    try (var typed = new PipedOutputStream();
        var input = new PipedInputStream(typed)) {
      var xpub = Run.start(input, "xpub", "--bind", ANY, "--count", "2");
      var xsub = Run.start("more, please\n", "xsub", "--connect", xpub.bound(), "--count", "2");
      await()
          .untilAsserted(
              () ->
                  assertThat(xpub.out().lines())
                      .containsExactlyInAnyOrder("subscribed\t", "received\tmore, please"));

      typed.write("one\ntwo\n".getBytes(StandardCharsets.UTF_8));
      typed.flush();

      assertThat(xsub.status()).isZero();
      assertThat(xsub.out()).isEqualTo("one\ntwo\n");
      assertThat(xpub.status()).isZero();
    }
  }
}
