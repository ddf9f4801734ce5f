package org.weftmq.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SingleFrameCommandsTest {
  private static final String ANY = "tcp://127.0.0.1:*";

  @Test
  void clientPrintsTheReplyToEachLine() throws Exception {
    var server = Run.start("", "server", "--bind", ANY, "--echo", "--count", "2");
    var client = Run.start("one\ntwo\n", "client", "--connect", server.bound());

    assertThat(client.status()).isZero();
    assertThat(client.out()).isEqualTo("one\ntwo\n");
    assertThat(server.status()).isZero();
    assertThat(server.out().lines()).allMatch(line -> line.matches("[0-9a-f]{8}\t(one|two)"));
  }

  @Test
  void serverSendsALineToTheClientItNames() throws Exception {
    try (var typed = new PipedOutputStream();
        var input = new PipedInputStream(typed)) {
      var server = Run.start(input, "server", "--bind", ANY, "--count", "1");
      var client = Run.start("hello\n", "client", "--connect", server.bound());
      await().until(() -> server.out().endsWith("\thello\n"));

      typed.write(server.out().replace("hello", "good day").getBytes(StandardCharsets.UTF_8));
      typed.flush();

      assertThat(client.status()).isZero();
      assertThat(client.out()).isEqualTo("good day\n");
      assertThat(server.status()).isZero();
    }
  }

  @Test
  void serverNotesALineForAClientThatIsNotThere() throws Exception {
    var server = Run.start("00000001\thello\n", "server", "--bind", ANY, "--timeout", "300ms");

    assertThat(server.status()).isEqualTo(ExitCode.TIMED_OUT);
    assertThat(server.err()).contains("not sent: ");
  }

  @Test
  void carriesLinesFromScatterToGather() throws Exception {
    var gather = Run.start("", "gather", "--bind", ANY, "--count", "2");
    var scatter = Run.start("one\ntwo\n", "scatter", "--connect", gather.bound());

    assertThat(scatter.status()).isZero();
    assertThat(gather.status()).isZero();
    assertThat(gather.out()).isEqualTo("one\ntwo\n");
  }

  @Test
  void channelReceivesAsManyAsAreAskedFor() throws Exception {
    var echo = Run.start("", "channel", "--bind", ANY, "--echo", "--count", "2");
    var channel = Run.start("one\ntwo\n", "channel", "--connect", echo.bound(), "--count", "2");

    assertThat(channel.status()).isZero();
    assertThat(channel.out()).isEqualTo("one\ntwo\n");
    assertThat(echo.status()).isZero();
  }

  @Test
  void peerTalksToTheOneItConnects() throws Exception {
    var echo = Run.start("", "peer", "--bind", ANY, "--echo", "--count", "2");
    var peer = Run.start("one\ntwo\n", "peer", "--connect", echo.bound(), "--count", "2");

    assertThat(peer.status()).isZero();
    assertThat(peer.out()).isEqualTo("one\ntwo\n");
    assertThat(echo.status()).isZero();
    assertThat(echo.out().lines()).allMatch(line -> line.matches("[0-9a-f]{8}\t(one|two)"));
  }

  @Test
  void peerTellsTheIdsOfThoseItConnects() throws Exception {
    try (var typed = new PipedOutputStream();
        var input = new PipedInputStream(typed)) {
      var other = Run.start("", "peer", "--bind", ANY, "--count", "1");
      var peer = Run.start(input, "peer", "--connect", other.bound(), "--bind", ANY);
      await().until(() -> peer.err().contains(" as "));

      var id = peer.err().replaceAll("(?s).* as (\\S+).*", "$1");
      typed.write((id + "\thello\n").getBytes(StandardCharsets.UTF_8));
      typed.flush();

      assertThat(other.status()).isZero();
      assertThat(other.out()).endsWith("\thello\n");
      peer.interrupt();
      assertThat(peer.status()).isEqualTo(ExitCode.FAILED);
    }
  }

  @ParameterizedTest
  @CsvSource({"client, 41/CLISRV", "scatter, 49/SCATTERGATHER", "channel, 52/CHANNEL"})
  void refusesALineOfTwoFrames(String command, String rfc) throws Exception {
    var run = Run.start("a,b\n", command, "--bind", ANY, "--delimiter", ",");

    assertThat(run.status()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).contains("frame").contains(rfc);
  }
}
