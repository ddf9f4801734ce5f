package org.weftmq.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DatagramCommandsTest {
  private static final String ANY = "udp://127.0.0.1:*";

  @Test
  void dgramTalksToTheAddressItIsGiven() throws Exception {
    var echo = Run.start("", "dgram", "--bind", ANY, "--echo", "--count", "2");
    var dgram =
        Run.start("one\ntwo\n", "dgram", "--bind", ANY, "--to", address(echo), "--count", "2");

    assertThat(dgram.status()).isZero();
    assertThat(dgram.out().lines()).containsExactlyInAnyOrder("one", "two");
    assertThat(echo.status()).isZero();
    assertThat(echo.out().lines()).allMatch(line -> line.matches("127.0.0.1:\\d+\t(one|two)"));
  }

  @Test
  void dgramAnswersTheAddressThatALineNames() throws Exception {
    try (var typed = new PipedOutputStream();
        var input = new PipedInputStream(typed)) {
      var server = Run.start(input, "dgram", "--bind", ANY, "--count", "1");
      var client =
          Run.start("hello\n", "dgram", "--bind", ANY, "--to", address(server), "--count", "1");
      await().until(() -> server.out().endsWith("\thello\n"));

      typed.write(server.out().replace("hello", "good day").getBytes(StandardCharsets.UTF_8));
      typed.flush();

      assertThat(client.status()).isZero();
      assertThat(client.out()).isEqualTo("good day\n");
      assertThat(server.status()).isZero();
    }
  }

  @Test
  void radioWaitsForNobodyOverUdp() throws Exception {
    var dish = Run.start("", "dish", "--bind", ANY, "--join", "news", "--count", "1");
    var radio = Run.start("it rains\n", "radio", "--connect", dish.bound(), "--group", "news");

    assertThat(radio.status()).isZero();
    assertThat(dish.status()).isZero();
    assertThat(dish.out()).isEqualTo("news\tit rains\n");
  }

  @Test
  void dgramRefusesAnAddressThatIsNone() throws Exception {
    var dgram = Run.start("hello\n", "dgram", "--bind", ANY, "--to", "nowhere");

    assertThat(dgram.status()).isEqualTo(ExitCode.USAGE);
    assertThat(dgram.err()).contains("nowhere").hasLineCount(2);
  }

  @Test
  void dgramCannotConnect() throws Exception {
    var dgram = Run.of("dgram", "--connect", "udp://127.0.0.1:5555");

    assertThat(dgram.status()).isNotZero();
    assertThat(dgram.err()).contains("DGRAM").hasLineCount(1);
  }

  private static String address(Run run) {
    return run.bound().substring("udp://".length());
  }
}
