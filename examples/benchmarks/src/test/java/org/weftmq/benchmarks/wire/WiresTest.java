package org.weftmq.benchmarks.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WiresTest {
  private final PrintStream before = System.out;
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();

  @BeforeEach
  void catchOutput() {
    System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void restoreOutput() {
    System.setOut(before);
  }

  /** Catches: a peer that ends too early, prints something else, or is killed for its time. */
  @Test
  void measuresBetweenTwoProcessesOfEachLibrary() throws Exception {
    Wires.throughput("tcp", 16, 1_000, 1);
    Wires.latency("tcp", 16, 10, 1);

    assertThat(output.toString(StandardCharsets.UTF_8))
        .containsPattern("Weft +[\\d,.]+ msg/s")
        .containsPattern("JeroMQ +[\\d,.]+ msg/s")
        .containsPattern("Weft +[\\d,.]+ us")
        .containsPattern("libzmq (is not measured| +[\\d,.]+ us)");
  }
}
