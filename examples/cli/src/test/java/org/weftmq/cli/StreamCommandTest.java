package org.weftmq.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StreamCommandTest {
  private static final String ANY = "tcp://127.0.0.1:*";

  @Test
  void talksToAServerUntilItHangsUp() throws Exception {
    try (var server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      var stream =
          Run.start(
              "GET / HTTP/1.0\r\n\r\n",
              "stream",
              "--connect",
              "tcp://127.0.0.1:" + server.getLocalPort());
      try (var client = server.accept()) {
        var request = client.getInputStream().readNBytes(18);
        client.getOutputStream().write("HTTP/1.0 200 OK\r\n\r\nhello\n\n".getBytes());

        assertThat(request).asString().isEqualTo("GET / HTTP/1.0\r\n\r\n");
      }

      assertThat(stream.status()).isZero();
      assertThat(stream.out()).isEqualTo("HTTP/1.0 200 OK\r\n\r\nhello\n\n");
    }
  }

  @Test
  void answersThePeerThatALineNames() throws Exception {
    try (var typed = new PipedOutputStream();
        var input = new PipedInputStream(typed)) {
      var stream = Run.start(input, "stream", "--bind", ANY);
      try (var client = connect(stream)) {
        client.getOutputStream().write("hello\n".getBytes());
        await().until(() -> stream.out().endsWith("\thello\n"));

        typed.write(stream.out().replace("hello", "good day").getBytes(StandardCharsets.UTF_8));
        typed.flush();

        assertThat(client.getInputStream().readNBytes(9)).asString().isEqualTo("good day\n");
      }
      stream.interrupt();
      assertThat(stream.status()).isEqualTo(ExitCode.FAILED);
    }
  }

  @Test
  void givesEachPieceBackAsItWas() throws Exception {
    var stream = Run.start("", "stream", "--bind", ANY, "--echo", "--hex", "--count", "1");
    try (var client = connect(stream)) {
      client.getOutputStream().write(new byte[] {0, 10, -1});

      assertThat(client.getInputStream().readNBytes(3)).containsExactly(0, 10, -1);
    }
    assertThat(stream.status()).isZero();
    assertThat(stream.out()).endsWith("\t000aff\n");
  }

  @Test
  void timesOutWhenNobodyIsThere() throws Exception {
    var stream = Run.of("stream", "--connect", "tcp://127.0.0.1:1", "--timeout", "100");

    assertThat(stream.status()).isEqualTo(ExitCode.TIMED_OUT);
    assertThat(stream.err()).contains("not connected within 100ms");
  }

  private static Socket connect(Run stream) throws Exception {
    return new Socket("127.0.0.1", URI.create(stream.bound()).getPort());
  }
}
