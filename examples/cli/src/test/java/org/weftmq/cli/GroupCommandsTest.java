package org.weftmq.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class GroupCommandsTest {
  private static final String ANY = "tcp://127.0.0.1:*";

  @Test
  void radioSendsEveryLineToTheGroupItIsGiven() throws Exception {
    var radio = Run.start("it rains\nit\tpours\n", "radio", "--bind", ANY, "--group", "news");
    var dish = Run.start("", "dish", "--connect", radio.bound(), "--join", "news", "--count", "2");

    assertThat(radio.status()).isZero();
    assertThat(dish.status()).isZero();
    assertThat(dish.out()).isEqualTo("news\tit rains\nnews\tit\tpours\n");
  }

  @Test
  void dishPrintsTheMessagesToTheGroupsItJoins() throws Exception {
    var typed = new PipedOutputStream();
    var input = new PipedInputStream(typed);
    var radio = Run.start(input, "radio", "--bind", ANY);
    var dish =
        Run.start(
            "", "dish", "--connect", radio.bound(), "--join", "a", "--join", "b", "--count", "1");
    try (typed) {
      await()
          .pollInSameThread() // a pipe breaks when the thread that wrote to it ends
          .until(
              () -> { // a radio that names a group in each line waits for nobody
                typed.write("news\tit rains\nb\twe won\n".getBytes(StandardCharsets.UTF_8));
                typed.flush();
                return !dish.out().isEmpty();
              });
    }
    assertThat(radio.status()).isZero();
    assertThat(dish.status()).isZero();
    assertThat(dish.out()).isEqualTo("b\twe won\n");
  }

  @Test
  void radioTimesOutWhenNobodyJoins() throws Exception {
    var radio = Run.start("x\n", "radio", "--bind", ANY, "--group", "g", "--timeout", "50");

    assertThat(radio.status()).isEqualTo(ExitCode.TIMED_OUT);
    assertThat(radio.err()).contains("fewer than 1 subscribers came within 50ms");
  }

  @Test
  void radioRefusesALineWithoutAGroup() throws Exception {
    var radio = Run.start("hello\n", "radio", "--bind", ANY);

    assertThat(radio.status()).isEqualTo(ExitCode.FAILED);
    assertThat(radio.err()).contains("bad line \"hello\"").contains("no tab");
  }
}
