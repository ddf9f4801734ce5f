package org.weftmq.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SocketCommandsTest {
  private static final String ANY = "tcp://127.0.0.1:*";

  @Test
  void carriesLinesFromPushToPull() throws Exception {
    var pull = Run.start("", "pull", "--bind", ANY, "--count", "3");
    var push = Run.start("one\ntwo\n\nfour", "push", "--connect", pull.bound(), "--count", "3");

    assertThat(push.status()).isZero();
    assertThat(pull.status()).isZero();
    assertThat(pull.out()).isEqualTo("one\ntwo\n\n");
  }

  @Test
  void pushEndsOnlyWhenEverythingIsWritten(@TempDir Path folder) throws Exception {
    var endpoint = "ipc://" + folder.resolve("late");
    var push = Run.start("early\n", "push", "--connect", endpoint);

    var pull = Run.start("", "pull", "--bind", endpoint, "--count", "1");

    assertThat(push.status()).isZero();
    assertThat(pull.status()).isZero();
    assertThat(pull.out()).isEqualTo("early\n");
  }

  @Test
  void pullTakesFromAllItsEndpoints() throws Exception {
    var first = Run.start("a\n", "push", "--bind", ANY);
    var second = Run.start("b\n", "push", "--bind", ANY);
    var pull =
        Run.start(
            "", "pull", "--connect", first.bound(), "--connect", second.bound(), "--count", "2");

    assertThat(pull.status()).isZero();
    assertThat(pull.out().lines()).containsExactlyInAnyOrder("a", "b");
    assertThat(first.status()).isZero();
    assertThat(second.status()).isZero();
  }

  @Test
  void splitsLinesAtTheDelimiterAndJoinsFramesWithIt() throws Exception {
    var pull = Run.start("", "pull", "--bind", ANY, "--count", "1", "--delimiter", "::");
    var push = Run.start("a::b::::c\n", "push", "--connect", pull.bound(), "--delimiter", "::");

    assertThat(push.status()).isZero();
    assertThat(pull.status()).isZero();
    assertThat(pull.out()).isEqualTo("a::b::::c\n");
  }

  @Test
  void carriesAnyBytesAsHexadecimalDigits() throws Exception {
    var pull = Run.start("", "pull", "--bind", ANY, "--count", "2", "--hex");
    var push =
        Run.start(
            "00ff0a0d,\n,7c\n", "push", "--connect", pull.bound(), "--hex", "--delimiter", ",");

    assertThat(push.status()).isZero();
    assertThat(pull.status()).isZero();
    assertThat(pull.out()).isEqualTo("00ff0a0d|\n|7c\n");
  }

  @Test
  void reqPrintsTheReplyToEachLine() throws Exception {
    var rep = Run.start("", "rep", "--bind", ANY, "--echo", "--count", "2");
    var req = Run.start("one\ntwo\n", "req", "--connect", rep.bound());

    assertThat(req.status()).isZero();
    assertThat(req.out()).isEqualTo("one\ntwo\n");
    assertThat(rep.status()).isZero();
    assertThat(rep.out()).isEqualTo("one\ntwo\n");
  }

  @Test
  void repAnswersWithItsLines() throws Exception {
    var rep = Run.start("1\n2\n", "rep", "--bind", ANY, "--count", "2");
    var req = Run.start("one\ntwo\nthree\n", "req", "--connect", rep.bound(), "--count", "2");

    assertThat(req.status()).isZero();
    assertThat(req.out()).isEqualTo("1\n2\n");
    assertThat(rep.status()).isZero();
  }

  @Test
  void repFailsWhenNoLineIsLeftToAnswerWith() throws Exception {
    var rep = Run.start("", "rep", "--bind", ANY);
    var req = Run.start("one\n", "req", "--connect", rep.bound(), "--timeout", "2s");

    assertThat(rep.status()).isEqualTo(ExitCode.FAILED);
    assertThat(rep.out()).isEqualTo("one\n");
    assertThat(rep.err()).contains("standard input has no more lines");
    assertThat(req.status()).isEqualTo(ExitCode.TIMED_OUT);
  }

  @Test
  void dealerWaitsForAReplyToEachLine() throws Exception {
    var router = Run.start("", "router", "--bind", ANY, "--echo", "--count", "3");
    var dealer = Run.start("1\n2\n3\n", "dealer", "--connect", router.bound());

    assertThat(dealer.status()).isZero();
    assertThat(dealer.out()).isEqualTo("1\n2\n3\n");
    assertThat(router.status()).isZero();
  }

  @Test
  void dealerTalksToARepBehindAnEmptyFrame() throws Exception {
    var rep = Run.start("", "rep", "--bind", ANY, "--echo", "--count", "1");
    var dealer = Run.start(",hi\n", "dealer", "--connect", rep.bound(), "--delimiter", ",");

    assertThat(dealer.status()).isZero();
    assertThat(dealer.out()).isEqualTo(",hi\n");
    assertThat(rep.out()).isEqualTo("hi\n");
  }

  @Test
  void routerSendsALineToThePeerItNames() throws Exception {
    try (var typed = new PipedOutputStream();
        var input = new PipedInputStream(typed)) {
      var router = Run.start(input, "router", "--bind", ANY, "--count", "1");
      var dealer =
          Run.start("hello\n", "dealer", "--connect", router.bound(), "-o", "routing-id=me");
      await().until(() -> router.out().equals("6d65\thello\n"));

      typed.write("6d65\tgood day\n".getBytes(StandardCharsets.UTF_8));
      typed.flush();

      assertThat(dealer.status()).isZero();
      assertThat(dealer.out()).isEqualTo("good day\n");
      assertThat(router.status()).isZero();
    }
  }

  @Test
  void routerNotesALineForAPeerThatIsNotThere() throws Exception {
    var router = Run.start("6d65\thello\n", "router", "--bind", ANY, "--timeout", "300ms");

    assertThat(router.status()).isEqualTo(ExitCode.TIMED_OUT);
    assertThat(router.err()).contains("not sent: ");
  }

  @Test
  void routerRefusesALineThatNamesNoPeer() throws Exception {
    var router = Run.start("hello\n", "router", "--bind", ANY);

    assertThat(router.status()).isEqualTo(ExitCode.FAILED);
    assertThat(router.err()).contains("bad line \"hello\"");
  }

  @Test
  void pairEndsWithItsInput() throws Exception {
    var counting = Run.start("", "pair", "--bind", ANY, "--count", "2");
    var pair = Run.start("one\ntwo\n", "pair", "--connect", counting.bound());

    assertThat(pair.status()).isZero();
    assertThat(counting.status()).isZero();
    assertThat(counting.out()).isEqualTo("one\ntwo\n");
  }

  @Test
  void pairReceivesAsManyAsAreAskedForThoughItsInputHasEnded() throws Exception {
    var echo = Run.start("", "pair", "--bind", ANY, "--echo", "--count", "2");
    var pair = Run.start("one\ntwo\n", "pair", "--connect", echo.bound(), "--count", "2");

    assertThat(pair.status()).isZero();
    assertThat(pair.out()).isEqualTo("one\ntwo\n");
    assertThat(echo.status()).isZero();
  }

  @Test
  void setsOptionsOfTheSocket() throws Exception {
    var pull =
        Run.start("", "pull", "--bind", ANY, "-o", "receive-high-water-mark=1", "--count", "1");
    var push = Run.start("x\n", "push", "--connect", pull.bound(), "-o", "linger=10000");

    assertThat(push.status()).isZero();
    assertThat(pull.status()).isZero();
  }
}
